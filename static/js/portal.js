// Comfort only: every page can be read, filled in and sent without this file. No library, no inline code, strict CSP.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const isTyping = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (!form) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  delete form.dataset.changed;
  all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
});

// Coming back with the back button finds the forms ready again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all("button", form).forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

// What has been typed is not lost by a slip.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) form.dataset.changed = "yes";
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]:not([data-sent])")) event.preventDefault();
});

// The whole row leads where its link leads, unless somebody is marking text.
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (!row || event.target.closest("a, button, input, select, label, summary")) return;
  if (String(window.getSelection())) return;
  if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
  else window.location.assign(row.dataset.href);
});

// "/" goes to the search; "j" and "k" walk the rows, Enter follows the link that has the focus.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") focusOn(document.querySelector("[data-search]"), event);
  if (event.key === "j") focusOn(neighbourLink(1), event);
  if (event.key === "k") focusOn(neighbourLink(-1), event);
});

function focusOn(element, event) {
  if (!element) return;
  event.preventDefault();
  element.focus();
}

function neighbourLink(step) {
  const links = all("[data-rows] tr[data-href]").map((row) => row.querySelector(".is-title a:not(.toggle)") || row.querySelector("a"));
  const row = document.activeElement.closest("tr[data-href]");
  const place = row ? links.findIndex((link) => row.contains(link)) : -1;
  return links[place < 0 ? 0 : place + step];
}

// A branch of the tree opens in place; should the fetch fail, its address opens it.
document.addEventListener("click", async (event) => {
  const toggle = event.target.closest("a[data-branch]");
  if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const row = toggle.closest("tr");
  if (toggle.getAttribute("aria-expanded") === "true") closeBranch(row);
  else if (!(await openBranch(row, toggle.dataset.branch))) return window.location.assign(toggle.href);
  toggle.setAttribute("aria-expanded", toggle.getAttribute("aria-expanded") === "true" ? "false" : "true");
});

async function openBranch(row, address) {
  if (row.dataset.loading) return true;
  row.dataset.loading = "yes";
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || answer.redirected) return false;
    const body = document.createElement("template");
    body.innerHTML = `<table><tbody>${await answer.text()}</tbody></table>`;
    row.after(...all("tr", body.content));
    lastContact = Date.now();
    return true;
  } catch {
    return false;
  } finally {
    delete row.dataset.loading;
  }
}

function closeBranch(row) {
  const level = Number(row.dataset.level);
  while (row.nextElementSibling && Number(row.nextElementSibling.dataset.level) > level) row.nextElementSibling.remove();
}

// Two minutes before the server signs an idle reader out, the page says so.
let lastContact = Date.now();
const idleSeconds = Number(document.body.dataset.idleSeconds || 0);
const warning = document.querySelector("[data-idle-warning]");
if (idleSeconds && warning) {
  const showWhenDue = () => { warning.hidden = Date.now() - lastContact < (idleSeconds - 120) * 1000; };
  setInterval(showWhenDue, 5000);
  document.querySelector("[data-idle-stay]").addEventListener("click", async () => {
    const answer = await fetch("/account", { method: "HEAD" });
    if (answer.ok && !answer.redirected) lastContact = Date.now();
    else window.location.reload();
    showWhenDue();
  });
}

// Rows copied from a sheet are spread over the grid; what finds no row stays in the box, where the server reads it.
document.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  const box = event.target.closest("[data-paste]");
  const cell = event.target.closest("[data-grid] input, [data-grid] textarea");
  if (!box && !(cell && /[\t\n]/.test(text.trim()))) return;
  event.preventDefault();
  const rows = all("[data-grid] tbody tr:not(.row-error)", event.target.closest("form"));
  const first = cell ? rows.indexOf(cell.closest("tr")) : rows.findIndex(isEmptyRow);
  const column = cell ? cell.closest("td").cellIndex - 1 : 0;
  const left = fillRows(first < 0 ? [] : rows.slice(first), column, readSheet(text));
  if (box && left.length) box.setRangeText(left.map((line) => line.join("\t")).join("\n"), box.selectionStart, box.selectionEnd, "end");
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

const inputsOf = (row) => all("td input, td select, td textarea", row);
const isEmptyRow = (row) => inputsOf(row).every((input) => input.value === "");

function readSheet(text) {
  const cells = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/gy;
  const lines = [[]];
  for (const [whole, raw, end] of text.replace(/\r\n?/g, "\n").trimEnd().matchAll(cells)) {
    lines.at(-1).push(raw.startsWith('"') ? raw.slice(1, -1).replace(/""/g, '"') : raw.trim());
    if (end === "\n") lines.push([]);
    if (end === "" ) break;
  }
  return lines.filter((line) => line.some(Boolean));
}

function fillRows(rows, column, lines) {
  rows.slice(0, lines.length).forEach((row, number) => {
    inputsOf(row).slice(column).forEach((input, place) => fillCell(input, lines[number][place] || ""));
  });
  return lines.slice(rows.length);
}

function fillCell(input, text) {
  if (!text) return;
  const day = text.match(/^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/);
  input.value = input.type === "date" && day ? `${day[1]}-${day[2].padStart(2, "0")}-${day[3].padStart(2, "0")}` : text;
  if (input.value === "") input.setAttribute("aria-invalid", "true");
}

// A picture is seen before it is sent. Drawn on a canvas, because the policy allows no blob: addresses.
document.addEventListener("change", (event) => {
  const input = event.target.closest("input[type=file]");
  const place = input && input.closest(".field").querySelector("[data-previews]");
  if (!place) return;
  place.replaceChildren();
  [...input.files].filter((file) => file.type.startsWith("image/")).slice(0, 12).forEach((file) => drawPreview(file, place));
});

async function drawPreview(file, place) {
  try {
    const picture = await createImageBitmap(file, { resizeHeight: 120 });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height, canvas.title] = [picture.width, picture.height, file.name];
    canvas.getContext("2d").drawImage(picture, 0, 0);
    place.append(canvas);
  } catch {
    // Not a picture this browser can draw; the file is sent all the same.
  }
}

// The account menu closes when one looks elsewhere.
const menu = document.querySelector("details.account");
if (menu) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") menu.open = false; });
}

// A refused form begins with what is wrong.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

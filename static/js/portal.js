// Comfort only: every page can be read, filled in and sent without this file. No library, no inline code, strict CSP.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const isTyping = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (!form) return;
  if (form.dataset.sent) return event.preventDefault();
  if (all("[data-most-bytes]", form).some(isTooLong)) return event.preventDefault();
  form.dataset.sent = "yes";
  delete form.dataset.changed;
  all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
});

// A text that the server would not even receive is stopped here, where nothing of it is lost.
function isTooLong(field) {
  const isLong = new Blob([field.value]).size > Number(field.dataset.mostBytes);
  field.setCustomValidity(isLong ? field.dataset.tooLong : "");
  return isLong && !field.reportValidity();
}
document.addEventListener("input", (event) => {
  if (event.target.dataset.mostBytes) event.target.setCustomValidity("");
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

// On a phone many filters wait behind their button, which says how many of them are set.
all("[data-folding]").forEach((folding) => {
  const fields = all("input, select", folding);
  if (fields.length < 3 || !window.matchMedia("(max-width: 46rem)").matches) return;
  const set = fields.filter((field) => field.value !== "").length;
  folding.classList.add("can-fold");
  folding.open = false;
  if (set) folding.firstElementChild.dataset.set = set;
});

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

// Rows copied from a sheet into a cell are spread over the grid from there; what finds no row any more goes into the
// box above it, which the server reads. What is pasted into the box itself stays there.
document.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  const cell = event.target.closest("[data-grid] input, [data-grid] textarea");
  if (!cell || !/[\t\n]/.test(text.trim())) return;
  const [rows, lines] = [all("tbody tr:not(.row-error)", cell.closest("[data-grid]")), readSheet(text)];
  const below = rows.slice(rows.indexOf(cell.closest("tr")));
  const box = cell.closest("form").querySelector("[data-paste]");
  if (!box && lines.length > below.length) return;
  event.preventDefault();
  const column = cell.closest("td").cellIndex - 1;
  const left = fillRows(below, column, lines).map((line) => [...Array(column).fill(""), ...line].join("\t"));
  if (left.length) {
    box.value = [box.value.trimEnd(), ...left].filter(Boolean).join("\n");
    box.closest("details").open = true;
  }
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

const inputsOf = (row) => all("td input:not([type=checkbox]), td select, td textarea", row);

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

// A job that is not done yet is looked at every second, in place; once it is done, the page itself is asked again.
if (document.querySelector("[data-refresh]")) setTimeout(lookAgain, 1000);

async function lookAgain() {
  try {
    const answer = await fetch(window.location.href, { redirect: "manual" });
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const fresh = page && page.querySelector("[data-refresh]");
    if (fresh) document.querySelector("[data-refresh]").replaceWith(fresh);
    else if (answer.status < 500) return window.location.reload();
  } catch {
    // The server does not answer at this moment; it is asked again.
  }
  setTimeout(lookAgain, 1000);
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

// The two columns of a review keep their places from page to page, and what is opened is seen in both.
const columns = all("[data-column]");
const placesKey = `places:${window.location.pathname}`;
const scrolls = (column) => getComputedStyle(column).overflowY === "auto";

function showInColumn(element) {
  const column = element.closest("[data-column]");
  if (!column || !scrolls(column)) return element.scrollIntoView({ block: "center" });
  const [inner, outer] = [element.getBoundingClientRect(), column.getBoundingClientRect()];
  if (inner.top < outer.top + 60 || inner.top > outer.bottom - 80) column.scrollTop += inner.top - outer.top - outer.height / 3;
}

function showCurrent() {
  const kept = JSON.parse(sessionStorage.getItem(placesKey) || "[]");
  columns.filter(scrolls).forEach((column, number) => {
    if (kept[number]) column.scrollTop = kept[number];
    const current = column.querySelector(".is-current");
    if (current) showInColumn(current);
  });
}

if (columns.length) {
  window.addEventListener("load", () => requestAnimationFrame(showCurrent));
  window.addEventListener("pagehide", () => {
    sessionStorage.setItem(placesKey, JSON.stringify(columns.map((column) => column.scrollTop)));
  });
}

// "In the text" needs no new page where the words are here already.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-column] a[href*='#in-text-']");
  const words = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!words || !words.offsetParent || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  all("mark.is-current").forEach((mark) => mark.classList.remove("is-current"));
  all(`mark[data-item="${CSS.escape(words.dataset.item)}"]`).forEach((mark) => mark.classList.add("is-current"));
  showInColumn(words);
});

// What the pointer is on is marked on the other side too.
document.addEventListener("mouseover", (event) => {
  const here = event.target.closest("[data-column] [data-item]");
  all(".is-pointed").forEach((element) => element.classList.remove("is-pointed"));
  if (here) all(`[data-column] [data-item="${CSS.escape(here.dataset.item)}"]`).forEach((element) => element.classList.add("is-pointed"));
});

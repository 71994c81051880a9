"""Files that no notice is: bombs, wrong types, cut off, entities, archives within archives, traps for parsers."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import docx
import openpyxl
from pypdf import PdfWriter

CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def docx_file(text: str = "一、总体要求") -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def xlsx_file() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    book.active.append(["序号", "重点任务", "责任单位"])
    book.save(out)
    return out.getvalue()


def blank_pdf(password: str = "") -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def word(document: str, **parts: bytes) -> bytes:
    return archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document.encode(), **parts})


def body(inside: str) -> str:
    return f"<w:document {W}><w:body>{inside}</w:body></w:document>"


def pdf_with(stream: bytes, extra: bytes = b"") -> bytes:
    """One page whose content is this stream, compressed."""
    packed = zlib.compress(stream)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R" + extra + b">>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def broken_files() -> Iterator[tuple[str, bytes]]:
    """A name that tells what is wrong, its extension the one it came with."""
    yield from _empty()
    yield from _wrong_types()
    yield from _cut_off()
    yield from _bombs()
    yield from _entities()
    yield from _nested()
    yield from _office_traps()
    yield from _pdf_traps()
    yield from _not_text()


def _empty() -> Iterator[tuple[str, bytes]]:
    for extension in ("docx", "pdf", "xlsx", "xls", "csv", "html", "txt", "md", "doc", "wps"):
        yield f"empty.{extension}", b""
    yield "blank.txt", b" \r\n\t\n" * 50
    yield "blank.html", b"<html><body><p>&nbsp;</p><script>var a = 1</script></body></html>"
    yield "blank.docx", docx_file("")
    yield "only-a-mark.txt", b"\xef\xbb\xbf"


def _wrong_types() -> Iterator[tuple[str, bytes]]:
    for extension in ("exe", "zip", "rar", "pptx", "png", "", "docx.exe"):
        yield f"unknown.{extension}", b"MZ" + bytes(100)
    for extension in ("docx", "pdf", "xlsx", "xls", "doc", "wps"):
        yield f"text-that-says.{extension}", "这是一段文字".encode() * 20
    yield "workbook-that-says.docx", xlsx_file()
    yield "word-that-says.xlsx", docx_file()
    yield "word-that-says.pdf", docx_file()
    yield "pdf-that-says.docx", blank_pdf()
    yield "plain-archive.docx", archive({"notice.txt": "通知".encode()})
    yield "word-that-says.xls", docx_file()


def _cut_off() -> Iterator[tuple[str, bytes]]:
    for part in (4, 2):
        yield f"cut-at-{part}.docx", docx_file()[: -len(docx_file()) // part]
        yield f"cut-at-{part}.xlsx", xlsx_file()[: -len(xlsx_file()) // part]
        yield f"cut-at-{part}.pdf", blank_pdf()[: -len(blank_pdf()) // part]
    yield "head-only.docx", b"PK\x03\x04"
    yield "directory-only.docx", b"PK\x05\x06" + bytes(18)
    whole = bytearray(docx_file())
    whole[200:260] = bytes(60)
    yield "overwritten.docx", bytes(whole)
    yield "half-a-document.docx", word(body("<w:p><w:r><w:t>通知</w:t>")[:-20])


def _bombs() -> Iterator[tuple[str, bytes]]:
    huge = b" " * (260 * 1024 * 1024)
    yield (
        "inflates-far.docx",
        archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"<a/>", "word/media/a.xml": huge}),
    )
    yield (
        "inflates-far.xlsx",
        archive({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": huge}),
    )
    parts = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"<a/>"}
    yield "many-parts.docx", archive(parts | {f"word/{number}.xml": b"" for number in range(6000)})
    yield "stream-inflates-far.pdf", pdf_with(b"(a) Tj " * (16 * 1024 * 1024))
    lying = bytearray(archive(parts | {"word/media/a.bin": bytes(120 * 1024 * 1024)}))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 10)  # the size it claims to have
    yield "lies-about-its-size.docx", bytes(lying)


def _entities() -> Iterator[tuple[str, bytes]]:
    laughs = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>'
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    inside = body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")
    yield "laughs.docx", word(f'<?xml version="1.0"?>{laughs}{inside}')
    yield "outside.docx", word(f'<?xml version="1.0"?>{outside}{inside.replace("l9", "x")}')
    yield "late-laughs.docx", word(f'<?xml version="1.0"?><!--{" " * 9000}-->{laughs}{inside}')
    wide = f'<?xml version="1.0" encoding="utf-16"?>{laughs}{inside}'.encode("utf-16")
    yield "wide-laughs.docx", archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": wide})
    numbering = f'<?xml version="1.0"?>{laughs}<w:numbering {W}>&l9;</w:numbering>'.encode()
    yield "laughing-numbers.docx", word(body(""), **{"word/numbering.xml": numbering})
    sheet = f'<?xml version="1.0"?>{laughs}<worksheet>&l9;</worksheet>'.encode()
    yield (
        "laughs.xlsx",
        archive({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": sheet}),
    )


def _nested() -> Iterator[tuple[str, bytes]]:
    inner = archive({"a.txt": b"a"})
    for extension in ("zip", "rar", "7z", "tar.gz"):
        yield f"holds-a-{extension}.docx", word(body(""), **{f"word/embeddings/a.{extension}": inner})
    yield "holds-macros.docx", word(body(""), **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def _office_traps() -> Iterator[tuple[str, bytes]]:
    yield "nested-deep.docx", word(body("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000))
    yield "far-too-long.docx", word(body("<w:p><w:r><w:t>" + "通知" * 1_100_000 + "</w:t></w:r></w:p>"))
    yield "no-xml-at-all.docx", word("不是标记")
    yield "unknown-encoding.docx", word('<?xml version="1.0" encoding="klingon"?><a/>')
    yield "no-sheets.xlsx", archive({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<workbook/>"})
    yield "old-office-without-parts.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048)
    yield "old-office-named-only.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le") + bytes(2048)
    yield "old-word.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + bytes(2048)
    yield "old-word.wps", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + bytes(2048)


def _pdf_traps() -> Iterator[tuple[str, bytes]]:
    yield "scanned.pdf", blank_pdf()
    yield "locked.pdf", blank_pdf("secret")
    yield "head-and-tail-only.pdf", b"%PDF-1.4\nstartxref\n0\n%%EOF"
    yield "own-grandmother.pdf", blank_pdf().replace(b"/Kids", b"/Kidz")
    looping = blank_pdf().replace(b"/Type /Page\n", b"/Type /Pages\n")
    yield "points-at-itself.pdf", looping
    yield "nonsense-between.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\nstartxref\n9\n%%EOF"
    yield "broken-stream.pdf", pdf_with(b"BT /F1 12 Tf (a Tj ET")


def _not_text() -> Iterator[tuple[str, bytes]]:
    yield "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    yield "noise.csv", bytes(range(1, 256)) * 40
    yield "noise.md", bytes([0xFF, 0x00, 0x80, 0x01, 0x02]) * 500
    yield "half-characters.txt", b"\xff\xfe" + b"\x00\xd8" * 400
    yield "far-too-long.txt", ("督办" * 1_100_000).encode()
    yield "far-too-large.txt", b"a" * (21 * 1024 * 1024)
    yield "nothing-to-see.html", b"<table><tr><td></td></tr></table>"

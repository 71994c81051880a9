"""A notice gives the same words whatever it is kept in."""

from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from portal.documents import old_office_text
from portal.documents.notice_text import EXTENSIONS, text_of
from portal.documents.refusal import NotAcceptedError
from tests.documents.broken_files import W, archive, body, pdf_with, word
from tests.documents.old_words import old_word_file

WORDS = "一、工作目标\n新增口袋公园12个。\n（责任单位：区园林局、各街道）"


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_each_encoding(encoding: str) -> None:
    assert text_of(WORDS.encode(encoding), "notice.txt") == WORDS


def test_one_broken_character_does_not_hide_the_others() -> None:
    assert "各街道" in text_of(WORDS.encode() + b"\xe5", "notice.md")


def test_a_megabyte_in_one_line() -> None:
    assert len(text_of(("督办" * 170_000).encode(), "notice.txt")) == 340_000


def test_word_paragraphs_in_order() -> None:
    document = docx.Document()
    for line in WORDS.split("\n"):
        document.add_paragraph(line)
    assert text_of(saved(document), "notice.docx").split("\n") == WORDS.split("\n")


def test_word_tables_become_lines_with_bars_where_they_stand() -> None:
    document = docx.Document()
    document.add_paragraph("任务清单")
    table = document.add_table(3, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "重点任务", "责任单位"
    table.cell(1, 0).text, table.cell(1, 1).text = "修路", "建设局\n财政局"
    table.cell(2, 0).text = "架桥"
    table.cell(1, 1).merge(table.cell(2, 1))
    document.add_paragraph("备注")
    lines = [line for line in text_of(saved(document), "notice.docx").split("\n") if line]
    assert lines == ["任务清单", "| 重点任务 | 责任单位 |", "| 修路 | 建设局⏎财政局 |", "| 架桥 | 〃 |", "备注"]


def test_word_cells_that_span_columns_keep_the_others_in_place() -> None:
    row = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    table = f"<w:tbl><w:tr>{row}<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert "| 甲 |  | 乙 |" in text_of(word(body(table)), "notice.docx")


def test_words_that_were_struck_out_are_left_out() -> None:
    runs = "<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:t>删去</w:t></w:r></w:del></w:p>"
    assert text_of(word(body(runs)), "notice.docx").strip() == "保留"


def test_numbers_that_word_prints_by_itself() -> None:
    def level(depth: int, form: str, pattern: str) -> str:
        counting = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
        return f'<w:lvl w:ilvl="{depth}">{counting}</w:lvl>'

    lists = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}'
        f"{level(1, 'chineseCounting', '（%2）')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(depth: int, text: str) -> str:
        mark = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"

    paragraphs = "".join(
        [item(0, "目标"), item(0, "任务"), item(1, "修路"), item(1, "架桥"), item(0, "要求"), item(1, "从严")]
    )
    text = text_of(word(body(paragraphs), **{"word/numbering.xml": lists.encode()}), "notice.docx")
    assert text.split("\n") == ["一、目标", "二、任务", "（一）修路", "（二）架桥", "三、要求", "（一）从严"]


def test_web_pages_without_what_is_not_seen() -> None:
    head = "<head><title>通知</title><style>p{}</style></head>"
    page = f"<html>{head}<body><p>一、目标</p><script>x</script><div>二、任务</div></body></html>"
    assert text_of(page.encode(), "notice.html").split("\n") == ["通知", "一、目标", "二、任务"]


def test_web_pages_say_their_encoding() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>督查组</p></body></html>'
    assert text_of(page.encode("gb18030"), "notice.htm") == "督查组"


def test_merged_cells_of_a_web_page() -> None:
    rows = '<tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr><tr><td>丙<br>丁</td><td>戊</td></tr>'
    lines = text_of(f"<table>{rows}</table>".encode(), "notice.html").strip().split("\n")
    assert lines == ["| 甲 | 乙 |  |", "| 〃 | 丙⏎丁 | 戊 |"]


def test_a_workbook_with_its_merged_cells() -> None:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in (["序号", "任务", "责任单位"], [1, "修路", "建设局"], [2, "架桥", None]):
        book.active.append(row)
    book.active.merge_cells("C2:C3")
    book.save(out)
    lines = text_of(out.getvalue(), "notice.xlsx").strip().split("\n")
    assert lines == ["| 序号 | 任务 | 责任单位 |", "| 1 | 修路 | 建设局 |", "| 2 | 架桥 | 〃 |"]


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_values_parted_by_each_kind_of_comma(comma: str) -> None:
    text = StringIO(comma.join(("序号", "任务")) + "\n" + comma.join(("1", '"修路|架桥"'))).getvalue()
    assert text_of(text.encode("gb18030"), "notice.csv").split("\n") == ["| 序号 | 任务 |", "| 1 | 修路／架桥 |"]


def test_the_text_of_a_pdf() -> None:
    font = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    assert "campaign 2022" in text_of(pdf_with(b"BT /F1 12 Tf (campaign 2022) Tj ET", font), "notice.PDF")


def test_old_word_goes_through_the_machine_s_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    new = word(body("<w:p><w:r><w:t>老文件</w:t></w:r></w:p>"))
    monkeypatch.setattr(old_office_text.shutil, "which", lambda _: "/bin/converter")
    monkeypatch.setattr(old_office_text, "_converted", lambda _program, _data: new)
    assert text_of(old_word_file(), "notice.wps").strip() == "老文件"


def test_without_a_converter_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_office_text.shutil, "which", lambda _: None)
    with pytest.raises(NotAcceptedError, match="cannot be read here"):
        text_of(old_word_file(), "notice.doc")


def test_a_scanned_pdf_says_that_it_holds_no_text() -> None:
    with pytest.raises(NotAcceptedError, match="no text"):
        text_of(pdf_with(b"0 0 m 10 10 l S"), "notice.pdf")


def test_nested_archives_are_named_as_such() -> None:
    with pytest.raises(NotAcceptedError, match="another archive"):
        text_of(word(body(""), **{"word/embeddings/a.zip": archive({})}), "notice.docx")


def test_every_extension_is_offered_in_the_refusal() -> None:
    assert {"docx", "pdf", "html", "txt", "md", "xlsx", "xls", "csv", "doc", "wps"} <= set(EXTENSIONS)


def test_an_element_unknown_to_us_hides_nothing() -> None:
    known = parse_xml(f"<w:p {W}><w:r><w:t>内容</w:t></w:r></w:p>")
    assert known.text == "内容"
    inside = "<w:sdt><w:sdtContent><w:p><w:r><w:t>内容</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert text_of(word(body(inside)), "notice.docx").strip() == "内容"

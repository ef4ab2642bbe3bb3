"""No word of a Word file is lost: it stands in the draft, or in a remark that tells of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Inches

from tests.exchange.books import copied
from tests.exchange.words import drafted, put, raw, word

RUN = "<w:r><w:t>冻结订单</w:t></w:r>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>冻结订单</w:t></w:r></w:p></w:txbxContent>"


def drafted_with(root: Path, *markups: str) -> tuple[str, list[str]]:
    """The draft of two steps with raw elements between them, and what was told."""

    def fill(document: Any) -> None:
        document.add_paragraph("退款")
        document.add_paragraph("1. 受理")
        for markup in markups:
            put(document, markup)
        document.add_paragraph("3. 打款")

    draft, told = drafted(copied(root), word(fill))
    assert draft is not None
    return draft.text, told


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="REF a">{RUN}</w:fldSimple>',
        f'<w:smartTag w:element="a">{RUN}</w:smartTag>',
        f'<w:hyperlink w:anchor="a">{RUN}</w:hyperlink>',
        f'<w:moveTo w:id="1">{RUN}</w:moveTo><w:moveFrom w:id="2">{RUN}</w:moveFrom>',
        f"<w:customXml><w:unheardOf>{RUN}</w:unheardOf></w:customXml>",
        (
            f"<mc:AlternateContent><mc:Choice>{RUN}</mc:Choice><mc:Fallback>{RUN}</mc:Fallback>"
            "</mc:AlternateContent>"
        ),
        FIELD.format(" REF a ", RUN),
        "<w:r><w:t>冻</w:t><w:softHyphen/><w:t>结订单</w:t></w:r>",
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="解冻"/><w:listEntry w:val="冻结订单"/></w:ddList></w:ffData>'
            "</w:fldChar></w:r>"
        ),
    ],
)
def test_words_are_taken_out_of_every_wrapper(tmp_path: Path, inside: str) -> None:
    text, told = drafted_with(tmp_path, f"<w:p><w:r><w:t>2. 先</w:t></w:r>{inside}</w:p>")
    assert "    do: 先冻结订单\n" in text
    assert text.count("冻结订单") == 1
    assert told == []


@pytest.mark.parametrize("wrapper", ["sdt", "customXml"])
def test_paragraphs_are_taken_out_of_wrappers_too(tmp_path: Path, wrapper: str) -> None:
    inside = f"<w:p><w:r><w:t>2. </w:t></w:r>{RUN}</w:p>"
    content = f"<w:sdtContent>{inside}</w:sdtContent>" if wrapper == "sdt" else inside
    text, told = drafted_with(tmp_path, f"<w:{wrapper}>{content}</w:{wrapper}>")
    assert "    do: 冻结订单\n" in text
    assert told == []


@pytest.mark.parametrize(
    ("inside", "why", "todo"),
    [
        (f"<w:del>{RUN.replace('w:t>', 'w:delText>')}</w:del>", "deleted", "修订里已删去"),
        (
            (
                "<w:r><w:rPr><w:strike/></w:rPr><w:t>冻结</w:t></w:r>"
                "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>订单</w:t></w:r>"
            ),
            "struck",
            "画了删除线，没有带过来",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>冻结订单</w:t></w:r>",
            "hidden",
            "隐藏文字，没有带过来",
        ),
        (
            "<w:r><w:pict><v:shape><v:textbox>" + BOX + "</v:textbox></v:shape></w:pict></w:r>",
            "text",
            "文本框里的文字",
        ),
        (
            (
                f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
                f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            "text",
            "文本框里的文字",
        ),
        (
            (
                '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="冻结订单"/><a:blip/>'
                "</wp:inline></w:drawing></w:r>"
            ),
            "picture",
            "图片没有带过来",
        ),
        (
            '<w:r><w:object><v:imagedata/><o:OLEObject ProgID="冻结订单"/></w:object></w:r>',
            "object",
            "嵌入的文件没有带过来",
        ),
        (
            FIELD.format(r' HYPERLINK "冻结订单" ', "<w:r><w:t>系统</w:t></w:r>"),
            "link",
            "链接的地址",
        ),
        (FIELD.format("EQ 冻结订单", "").replace("separate", "x"), "formula", "公式"),
        ('<w:r><w:sym w:font="冻结订单" w:char="F0"/></w:r>', "sign", "不认识的符号"),
    ],
)
def test_what_is_not_taken_stands_in_a_todo_above_its_step(
    tmp_path: Path, inside: str, why: str, todo: str
) -> None:
    text, told = drafted_with(tmp_path, f"<w:p><w:r><w:t>2. 先</w:t></w:r>{inside}</w:p>")
    assert told == [why]
    above = text.partition("    do: 受理\n")[2].partition("    do: 先")[0]
    assert f"  # 待填写：{todo}" in above
    assert text.count("冻结订单") == 1
    assert "冻结订单" in above


def test_insertions_and_formulas_are_taken_and_told(tmp_path: Path) -> None:
    text, told = drafted_with(
        tmp_path,
        f'<w:p><w:r><w:t>2. 先</w:t></w:r><w:ins w:id="1">{RUN}</w:ins></w:p>',
        "<w:p><w:r><w:t>赔付</w:t></w:r><m:oMath><m:r><m:t>货款÷2</m:t></m:r></m:oMath></w:p>",
        '<w:p><w:r><w:t>选</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r></w:p>',
    )
    assert told == ["inserted", "formula"]
    assert "    do: 先冻结订单\n" in text
    assert "# 待填写：修订中插入的文字，按已接受处理，放进了正文：冻结订单\n" in text
    assert "赔付货款÷2" in text
    assert "选■是" in text


def test_what_is_cut_in_two_by_a_picture_is_kept_with_it(tmp_path: Path) -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r>"
    picture = '<w:r><w:drawing><wp:docPr descr="旧图"/><a:blip/></w:drawing></w:r>'
    inside = struck.format("旧文") + picture + struck.format("更旧")
    text, told = drafted_with(tmp_path, f"<w:p><w:r><w:t>2. 先查</w:t></w:r>{inside}</w:p>")
    assert told == ["struck", "picture", "struck"]
    for words in ("旧文", "旧图", "更旧"):
        assert f"：{words}\n" in text


def test_styles_strike_and_hide_too(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.styles.add_style("旧文", 2).font.strike = True
        document.add_paragraph("退款")
        document.add_paragraph("1. 受理").add_run("，收取十元", style="旧文")
        document.add_paragraph("2. 打款")

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert told == ["struck"]
    assert "# 待填写：画了删除线，没有带过来：，收取十元\n" in draft.text
    assert "    do: 受理\n    who: role.agent\n  #" in draft.text


def test_comments_links_and_diagrams_are_read_where_they_stand(tmp_path: Path) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def fill(document: Any) -> None:
        document.add_paragraph("退款")
        paragraph = document.add_paragraph("1. 打开")
        document.add_comment(paragraph.runs, text="新系统上线后改")
        address = document.part.relate_to("https://a.example/", f"{office}/hyperlink", True)
        paragraph._p.append(
            raw(f'<w:hyperlink r:id="{address}"><w:r><w:t>后台</w:t></w:r></w:hyperlink>')
        )
        words = "<a><x xmlns='http://schemas.openxmlformats.org/drawingml/2006/main'><t>先查</t></x></a>"
        part = Part(PackURI("/word/diagrams/data1.xml"), "application/xml", words.encode(),
                    document.part.package)  # fmt: skip
        diagram = document.part.relate_to(part, f"{office}/diagramData")
        paragraph._p.append(
            raw(f'<w:r><w:drawing><dgm:relIds r:dm="{diagram}"/></w:drawing></w:r>')
        )
        document.add_paragraph("2. 打款")

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert told == ["note", "link", "picture"]
    assert "    do: 打开后台\n" in draft.text
    assert "# 待填写：批注或脚注：新系统上线后改\n" in draft.text
    assert "# 待填写：链接的地址：后台 https://a.example/\n" in draft.text
    assert "# 待填写：图片没有带过来：先查\n" in draft.text


def test_what_stands_apart_is_kept_apart(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        for line in ("退款", "1. 受理"):
            document.add_paragraph(line)
        paragraph = document.add_paragraph("2. 打款")
        for words, struck in (("当天", True), ("办完", True), ("，", False), ("短信", True)):
            paragraph.add_run(words).font.strike = struck

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert told == ["struck", "struck"]
    assert "：当天办完\n" in draft.text
    assert "：短信\n" in draft.text


def test_a_style_may_be_based_on_itself(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        one, other = (document.styles.add_style(name, 1) for name in ("甲", "乙"))
        one.base_style, other.base_style = other, one
        for line in ("退款", "1. 受理", "2. 打款"):
            document.add_paragraph(line, style="甲")

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert (draft.steps, told) == (2, [])


def test_a_first_page_s_head_that_is_switched_off_is_not_read(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.sections[0].first_page_header.paragraphs[0].text = "机密"
        for line in ("退款", "1. 受理", "2. 打款"):
            document.add_paragraph(line)

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert told == []
    assert "机密" not in draft.text


def test_page_heads_are_read_where_they_are_shown(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        section = document.sections[0]
        table = section.header.add_table(1, 2, Inches(6))
        table.cell(0, 0).text = "文件编号：SOP-EXC-07"
        table.cell(0, 1).text = "版本：B/2"
        section.first_page_header.paragraphs[0].text = "机密"
        section.even_page_header.paragraphs[0].text = "从不显示"
        section.different_first_page_header_footer = True
        section.footer.paragraphs[0].text = "第 1 页 共 3 页"
        for line in ("退款", "1. 受理", "2. 打款"):
            document.add_paragraph(line)

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert draft.id == "SOP-EXC-07"
    assert told == ["head", "head"]
    head = draft.text.partition("id: ")[0]
    assert "# 待填写：页眉或页脚：文件编号：SOP-EXC-07 版本：B/2\n" in head
    assert "# 待填写：页眉或页脚：机密\n" in head


def test_tables_stand_where_they_stood(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("退款")
        document.add_table(1, 1).cell(0, 0).text = "1. 受理"
        table = document.add_table(3, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "时限"
        table.cell(1, 0).text = "金额|元"
        inner = table.cell(1, 1).add_table(1, 1)
        inner.cell(0, 0).text = "里面的字"
        table.cell(2, 1).paragraphs[0]._p.append(raw("<w:r><w:drawing><a:blip/></w:drawing></w:r>"))
        document.add_paragraph("2. 打款")

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert told == ["table", "picture"]
    assert draft.steps == 2
    assert (
        "    detail: |-\n      | 时限 |  |\n      | --- | --- |\n      | 金额\\|元 | 里面的字 |\n"
        in draft.text
    )
    assert "改写：时限 金额|元 里面的字\n  # 待填写：图片没有带过来\n" in draft.text


def test_what_stands_at_a_heading_or_in_the_contents_is_kept_at_the_top(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("退款")
        document.add_paragraph("一、操作步骤 1", style="toc 1")
        heading = document.add_paragraph("一、操作步骤")
        document.add_comment(heading.runs, text="标题待定")
        put(document, "<w:p><w:r><w:drawing><a:t>总图</a:t></w:drawing></w:r></w:p>")
        document.add_paragraph("1. 受理")

    draft, told = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert sorted(told) == ["contents", "note", "picture"]
    head = draft.text.partition("id: ")[0]
    assert "# 待填写：目录：一、操作步骤 1\n" in head
    assert "# 待填写：批注或脚注：标题待定\n" in head
    assert "# 待填写：图片没有带过来：总图\n" in head

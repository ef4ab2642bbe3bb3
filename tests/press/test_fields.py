"""Forms by themselves are filled in on a screen; in a manual they are paper."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from page import validate_pdf_bytes

from handbook.config import SOURCES, data
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.model.manual import Manual
from handbook.press.layout import Layout, Order
from handbook.press.run import Press, Shop, Wanted
from handbook.render.environment import environment
from handbook.render.view import Book
from tests.press.test_bound import MANUAL
from tests.site.conftest import SMALL

pytestmark = pytest.mark.xdist_group("fields")  # in one process: what they ask of is made once

FIELDS = """\
          - {id: order, label: 订单号, required: true, hint: 十二位}
          - {id: story, label: 经过, type: paragraph}
          - {id: channel, label: 渠道, type: choice, options: [电话, 柜台]}
          - {id: why, label: 原因, type: checks, options: [破损, 错发]}
          - {id: rate, label: 满意度, type: rating}
          - {id: sign, label: 签名, type: signature}
          - id: goods
            label: 商品
            type: table
            columns: [名称, 数量]
            rows: [[赠品, " "]]
            blank_rows: 1
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The small handbook's form by itself, and in a manual."""
    root = tmp_path_factory.mktemp("forms")
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    form = root / SOURCES / "forms" / "record.yml"
    form.write_text(
        form.read_text("utf-8").replace("          - {id: order, label: 订单号}\n", FIELDS), "utf-8"
    )
    (root / SOURCES / "manuals").mkdir()
    (root / SOURCES / "manuals" / "MAN-01.yml").write_text(MANUAL, "utf-8")
    library = build_library(load_tree(root))
    assert not library.problems
    book = Book(library, date(2026, 12, 1), "zh-Hans", environment((data("templates"),)))
    manual = library.documents["MAN-01"]
    assert isinstance(manual, Manual)
    wanted = Wanted((Order(manual, Layout()),), (library.documents["FRM-01"],))
    with ThreadPoolExecutor(1) as pool:
        press = Press(book, wanted, Shop(pool, pool, 1, root / SOURCES, root / "cache"))
        press.start()
        press.finish(root)
    return (root / "FRM-01.pdf").read_bytes(), (root / "MAN-01.pdf").read_bytes()


@pytest.fixture
def form(printed: tuple[bytes, bytes], opened: Callable[[bytes], pikepdf.Pdf]) -> pikepdf.Pdf:
    return opened(printed[0])


def test_every_answer_but_a_signature_is_a_field(form: pikepdf.Pdf) -> None:
    fields = form.Root.AcroForm.Fields
    assert [(str(field.T), str(field.FT)) for field in fields] == [
        ("record-order", "/Tx"), ("record-story", "/Tx"), ("record-channel", "/Btn"),
        ("record-why-1", "/Btn"), ("record-why-2", "/Btn"), ("record-rate", "/Btn"),
        ("record-goods-1-2", "/Tx"), ("record-goods-2-1", "/Tx"), ("record-goods-2-2", "/Tx"),
    ]  # fmt: skip
    assert [len(field.Kids) for field in fields if "/Kids" in field] == [2, 5]


def test_every_field_says_what_it_asks(form: pikepdf.Pdf) -> None:
    said = [str(field.TU) for field in form.Root.AcroForm.Fields]
    assert said == [
        "订单号\uff08必填\uff09", "经过", "渠道", "原因 破损", "原因 错发", "满意度",
        "商品 数量 1", "商品 名称 2", "商品 数量 2",
    ]  # fmt: skip
    choice = form.Root.AcroForm.Fields[2]
    assert [str(kid.TU) for kid in choice.Kids] == ["渠道 电话", "渠道 柜台"]
    assert not any("/T" in kid for kid in choice.Kids)


def test_every_field_is_tagged(form: pikepdf.Pdf) -> None:
    things = (thing for thing in form.objects if isinstance(thing, pikepdf.Dictionary))
    tags = Counter(str(thing.get("/S")) for thing in things)
    annotations = [note for page in form.pages for note in page.obj.get("/Annots", ())]
    widgets = [note for note in annotations if note.Subtype == "/Widget"]
    assert tags["/Form"] == len(widgets) == 14
    assert len({int(note.StructParent) for note in annotations}) == len(annotations)


def test_a_form_is_accessible_and_needs_no_font_of_its_own(printed: tuple[bytes, bytes]) -> None:
    report = validate_pdf_bytes(printed[0], profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert len(printed[0]) < 300_000


def test_what_is_typed_is_shown(form: pikepdf.Pdf) -> None:
    blank = _drawn(form)
    (field,) = [one for one in form.Root.AcroForm.Fields if one.T == "record-story"]
    field.V = pikepdf.String("Parcel 12 damaged")
    assert _drawn(form) != blank


def test_in_a_manual_a_form_is_paper(
    printed: tuple[bytes, bytes], opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(printed[1]) as manual:
        assert "/AcroForm" not in manual.Root
        notes = [note for page in manual.pages for note in page.obj.get("/Annots", ())]
    assert {str(note.Subtype) for note in notes} == {"/Link"}


def _drawn(form: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    form.save(out)
    document = pypdfium2.PdfDocument(out.getvalue())
    document.init_forms()
    return b"".join(page.render(may_draw_forms=True).to_pil().tobytes() for page in document)

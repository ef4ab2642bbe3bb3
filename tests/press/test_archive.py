"""Files to be kept for long: PDF/A-2u, whatever pictures they show, and still accessible."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from page import validate_pdf_bytes
from PIL import Image, ImageChops

from handbook.press.archive import archived
from handbook.press.engine import page_pack
from handbook.press.kept import Kept
from handbook.press.merge import Volume
from tests.press.conftest import PAGE

Bound = Callable[[Volume], bytes]
RED: dict[str, float | tuple[float, ...]] = {
    "RGB": (230, 20, 20), "RGBA": (230, 20, 20, 128), "L": 90, "CMYK": (0, 255, 255, 0),
}  # fmt: skip


def picture(mode: str) -> bytes:
    out = BytesIO()
    image = Image.new(mode, (400, 400), RED[mode])
    image.save(out, "JPEG" if mode in ("RGB", "CMYK") else "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def shown(bound: Bound) -> bytes:
    """A document with pictures of every kind."""
    pictures = {
        f"{mode}.{'jpg' if mode in ('RGB', 'CMYK') else 'png'}": picture(mode) for mode in RED
    }
    body = "<h1 id='A-1'>图</h1>" + "".join(
        f'<p style="opacity: .9"><img src="{name}" alt="{name}" width="90"></p>'
        for name in pictures
    )
    chapter = Kept(page_pack(PAGE.format(body=body), pictures))
    return bound(Volume("图", "公司", "zh-Hans", (("", (("A-1", chapter),)),)))


@pytest.mark.parametrize("profile", ["2u", "ua1"])
def test_a_file_to_be_kept_holds_both_standards(shown: bytes, profile: str) -> None:
    report = validate_pdf_bytes(archived(shown), profile=profile)
    assert [failure.message for failure in report.failures] == []


def test_it_looks_as_before(shown: bytes) -> None:
    before, after = (
        pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil() for data in (shown, archived(shown))
    )
    difference = ImageChops.difference(before, after).convert("L").histogram()
    assert not any(difference[12:])


def test_it_is_sound_and_the_same_each_time(shown: bytes) -> None:
    data = archived(shown)
    assert archived(shown) == data
    done = subprocess.run(["qpdf", "--check", "-"], input=data, capture_output=True, check=False)
    assert done.returncode == 0 or b"No such file" in done.stderr
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not pdf.check_pdf_syntax()

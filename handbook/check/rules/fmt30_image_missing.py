"""A picture that a source shows is not there, or is no picture.

The path counts from ``sop_sources/``; capital and small letters count.

Wrong::

    pictures:
      - file: images/counter.png
        alt: 柜台布置

Right (with the file ``sop_sources/images/counter.jpg``)::

    pictures:
      - file: images/counter.jpg
        alt: 柜台布置
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.nearest import Nearest
from handbook.check.pictures import name_of
from handbook.check.rule import Case, Context, Rule, Words
from handbook.config import SOURCES
from handbook.diagnostics import Problem, Severity

_MESSAGE = Words("没有图片「{file}」", "there is no picture “{file}”")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each picture that no file holds."""
    pixels = context.library.pixels
    nearest = Nearest(pixels)
    for picture in context.library.pictures:
        name = name_of(picture.file)
        args: dict[str, object] = {"file": picture.file}
        if name is None:
            continue  # a rule of its own
        if name not in pixels:
            near = nearest.near(name, 1)
            known = near[0].removeprefix(f"{SOURCES}/") if near else ""
            yield Problem(
                "FMT30", picture.place, args | {"near": known, "why": "near" if near else ""}
            )
        elif pixels[name] is None:
            yield Problem("FMT30", picture.place, args | {"why": "broken"})


RULE = Rule(
    code="FMT30",
    severity=Severity.ERROR,
    title=Words("图片不存在", "Picture missing"),
    message=_MESSAGE,
    hint=Words(
        "路径从 sop_sources 算起，如 images/counter.png；把图片放进去并提交",
        "the path counts from sop_sources, such as images/counter.png; put the picture there",
    ),
    check=check,
    module=__name__,
    cases={
        "near": Case(_MESSAGE, Words("是不是「{near}」？", "did you mean “{near}”?")),
        "broken": Case(
            Words("「{file}」不是能用的图片", "“{file}” is not a picture that can be used"),
            Words("重新导出为 PNG、JPEG、WebP 或 SVG", "export it again as PNG, JPEG, WebP or SVG"),
        ),
    },
)

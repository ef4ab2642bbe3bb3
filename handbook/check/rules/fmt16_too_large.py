"""A source is larger than any document that a person wrote.

Such a file is something else under a wrong name, or made to stop the tool; it was not read.

Wrong::

    sop_sources/sops/SOP-RET-01.yml    35 MB

Right::

    sop_sources/sops/SOP-RET-01.yml    6 KB
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT16",
    severity=Severity.ERROR,
    title=Words("文件过大", "File too large"),
    message=Words(
        "文件有 {size} MB，超过 {limit} MB，没有读取",
        "the file has {size} MB, more than {limit} MB, and was not read",
    ),
    hint=Words(
        "检查是不是放错了文件；内容太多时拆成几个文件",
        "look whether it is the right file; split it",
    ),
    module=__name__,
    cases={
        "pixels": Case(
            Words(
                "图片有 {width}×{height} 像素，超过 {limit} 百万像素",
                "the picture has {width}×{height} pixels, more than {limit} million",
            ),
            Words("缩小到实际需要的大小", "make it as small as it is shown"),
        )
    },
)

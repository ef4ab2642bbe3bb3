"""A source lies in a place that belongs to no kind of document.

What a file is, is told by its folder: a procedure lies in ``sops/``, a script library in
``scripts/``. A file elsewhere would not appear in the handbook.

Wrong::

    sop_sources/SOP-RET-01.yml

Right::

    sop_sources/sops/SOP-RET-01.yml
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT19",
    severity=Severity.ERROR,
    title=Words("放错位置的文件", "File in a wrong place"),
    message=Words(
        "这个位置不属于任何一类文件，内容不会出现在手册里",
        "this place belongs to no kind of document; its content will not be in the handbook",
    ),
    hint=Words(
        "移到 sop_sources 下对应的位置：{places}",
        "move it to its place below sop_sources: {places}",
    ),
    module=__name__,
)

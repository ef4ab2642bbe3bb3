"""A symbolic link points to a folder, or to something outside the project.

What a link outside points to is not under version control: on another computer the handbook would
say something else or nothing. A link to a folder can run in a circle.

Wrong::

    sop_sources/sops/SOP-RET-01.yml -> /home/wang/SOP-RET-01.yml

Right (the file itself)::

    sop_sources/sops/SOP-RET-01.yml
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_HINT = Words("把内容本身放进 sop_sources，删去链接", "put the content itself into sop_sources")

RULE = Rule(
    code="FMT13",
    severity=Severity.ERROR,
    title=Words("链接指向项目之外", "Link that leaves the project"),
    message=Words(
        "这个文件是链接，指向项目之外，没有读取",
        "this is a link to something outside the project, and was not read",
    ),
    hint=_HINT,
    module=__name__,
    cases={
        "folder": Case(
            Words(
                "这是指向文件夹的链接，其中的文件没有读取",
                "this is a link to a folder; the files in it were not read",
            ),
            _HINT,
        )
    },
)

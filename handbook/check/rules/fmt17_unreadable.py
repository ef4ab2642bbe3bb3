"""A file or folder cannot be read.

The tool may not open it, or it is no ordinary file. What is in it would be missing from the
handbook.

Wrong::

    -rw------- root  sop_sources/sops/SOP-RET-01.yml

Right::

    -rw-r--r-- wang  sop_sources/sops/SOP-RET-01.yml
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT17",
    severity=Severity.ERROR,
    title=Words("无法读取", "Cannot be read"),
    message=Words("无法读取：{detail}", "cannot be read: {detail}"),
    hint=Words(
        "检查文件权限，以及它是不是失效的链接",
        "look at its permissions, and whether it is a link to something that is gone",
    ),
    module=__name__,
    cases={
        "special": Case(
            Words("这不是普通文件，没有读取", "this is no ordinary file, and was not read"),
            Words("删去它，换成普通文件", "replace it by an ordinary file"),
        )
    },
)

"""A file or folder has a name that not every computer can store.

Colleagues on Windows could not fetch the handbook at all. The file was not read.

Wrong::

    sop_sources/sops/退货?.yml

Right::

    sop_sources/sops/SOP-RET-01.yml
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT37",
    severity=Severity.ERROR,
    title=Words("文件名不能用", "File name that cannot be used"),
    message=Words(
        "文件名里有 Windows 不支持的字符，没有读取",
        "the name holds something that Windows cannot store; it was not read",
    ),
    hint=Words(
        '不要用 < > : " | ? * \\ 和看不见的字符，不要以点或空格结尾；最好用编号作文件名',
        'leave out < > : " | ? * \\ and hidden signs, and dots or spaces at the end; '
        "the id makes a good name",
    ),
    module=__name__,
)

"""A source is not encoded in UTF-8.

Chinese saved in another encoding, such as the GBK of older Windows programs, turns into unreadable
signs on the site and on paper; the tool does not guess which characters were meant.

Wrong (a text editor's "save as ANSI")::

    title: ÍË»õ´¦Àí

Right (the same text saved as UTF-8)::

    title: 退货处理
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_HINT = Words(
    "用编辑器打开，选「另存为」，编码选 UTF-8，确认汉字无误后保存",
    "open it in an editor, choose “save as” with the encoding UTF-8, and look if it reads well",
)

RULE = Rule(
    code="FMT01",
    severity=Severity.ERROR,
    title=Words("文件编码不是 UTF-8", "Not UTF-8"),
    message=Words(
        "文件不是 UTF-8 编码，看起来是 {guess}",
        "the file is not encoded in UTF-8; it looks like {guess}",
    ),
    hint=_HINT,
    module=__name__,
    cases={
        "unknown": Case(
            Words(
                "文件不是 UTF-8 编码，也可能不是文本文件",
                "the file is not encoded in UTF-8, and may be no text at all",
            ),
            _HINT,
        )
    },
)

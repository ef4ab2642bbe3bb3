"""A file is nested too deeply or holds too many values.

No document of a handbook comes near these limits; a file that does is broken, or made to stop the
tool.

Wrong::

    tags: [[[[[[[[[[[[[退货]]]]]]]]]]]]]

Right::

    tags: [退货]
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT10",
    severity=Severity.ERROR,
    title=Words("嵌套过深或内容过多", "Nested too deeply"),
    message=Words(
        "嵌套超过 {depth} 层，或值超过 {nodes} 个",
        "nested more than {depth} levels deep, or more than {nodes} values",
    ),
    hint=Words(
        "检查多写的括号或缩进；内容太多时拆成几个文件",
        "look for stray brackets; split what is too large",
    ),
    module=__name__,
)

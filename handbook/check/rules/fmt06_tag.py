"""A value carries a tag of YAML.

Tags tell a reader to build something else than what is written. Sources hold plain data only.

Wrong::

    title: !!str 退货处理

Right::

    title: 退货处理
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT06",
    severity=Severity.ERROR,
    title=Words("YAML 标签", "YAML tag"),
    message=Words(
        "「{tag}」会被读成 YAML 标签，而不是文字", "“{tag}” reads as a tag of YAML, not as text"
    ),
    hint=Words(
        "删去它；如果「!」是文字的一部分，给整个值加上英文双引号",
        "delete it; if “!” is part of the text, put the whole value in double quotes",
    ),
    module=__name__,
)

"""A value is an anchor or an alias of YAML.

An alias makes a text appear where nobody wrote it, and a change in one place changes another
without a trace. What is said twice belongs under an id of its own, and is quoted by that id.

Wrong::

    within: &first 10min

Right::

    within: sla.complaint-first-response
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_HINT = Words(
    "直接写出内容，或引用编号；如果「*」「&」是文字的一部分，给整个值加上英文双引号",
    "write the value itself or refer to an id; if “*” or “&” is part of a text, "
    "put the whole value in double quotes",
)

RULE = Rule(
    code="FMT05",
    severity=Severity.ERROR,
    title=Words("锚点与别名", "Anchor or alias"),
    message=Words(
        "「&{name}」会被读成 YAML 的锚点，而不是文字",
        "“&{name}” reads as an anchor of YAML, not as text",
    ),
    hint=_HINT,
    module=__name__,
    cases={
        "alias": Case(
            Words(
                "「*{name}」会被读成对别处内容的引用，而不是文字",
                "“*{name}” reads as an alias of YAML, not as text",
            ),
            _HINT,
        )
    },
)

"""A drawing (SVG) holds a script, or fetches something from elsewhere.

A drawing is shown on the site and set in print. It must hold all that it shows, and run nothing:
a script could be opened by a reader, and what lies elsewhere can change or vanish.
What draws nothing is refused as well, but for the notes of drawing programs: nobody can tell what a
browser makes of it.

Wrong::

    <svg xmlns="http://www.w3.org/2000/svg">
      <script>alert(1)</script>
      <image href="https://example.com/counter.png"/>
    </svg>

Right::

    <svg xmlns="http://www.w3.org/2000/svg">
      <image href="data:image/png;base64,iVBORw0KGgo="/>
    </svg>
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_HINT = Words(
    "用绘图软件另存为普通 SVG，或导出为 PNG",
    "save it as plain SVG in a drawing program, or export it as PNG",
)

RULE = Rule(
    code="FMT38",
    severity=Severity.ERROR,
    title=Words("图里有脚本或外部内容", "Drawing that runs or fetches"),
    message=Words("图里有脚本：{what}", "the drawing holds a script: {what}"),
    hint=_HINT,
    module=__name__,
    cases={
        "fetches": Case(
            Words("图要到别处取「{what}」", "the drawing fetches “{what}” from elsewhere"),
            Words(
                "把取的内容嵌进图里，或导出为 PNG",
                "embed it in the drawing, or export the drawing as PNG",
            ),
        ),
        "foreign": Case(
            Words("图里有不属于图形的内容：{what}", "the drawing holds what draws nothing: {what}"),
            _HINT,
        ),
        "entity": Case(
            Words("图里声明了实体「{what}」", "the drawing declares an entity “{what}”"), _HINT
        ),
        "broken": Case(Words("图读不出来：{what}", "the drawing cannot be read: {what}"), _HINT),
    },
)

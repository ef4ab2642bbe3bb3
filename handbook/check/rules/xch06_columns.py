"""The columns of a sheet are not those that went out.

A column is known by its name in the first row, which is hidden. Columns may be moved; what stands
under an unknown name would be lost, and what is missing cannot be told from what was emptied.

Wrong::

    script:titel

Right::

    script:title
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "head": Case(
        Words("这张表没有列名那一行", "the sheet has no row of column names"),
        Words(
            "重新导出，把内容粘贴进去；用不着的表删去",
            "export anew and paste the content into it; delete a sheet that is not needed",
        ),
    ),
    "form": Case(
        Words("这是一张表单，不是导出的表", "this is a form, not a sheet of contents"),
        Words(
            "表单在 sop_sources/forms/ 里的文件里改",
            "change forms in their files in sop_sources/forms/",
        ),
    ),
    "unknown": Case(
        Words("不认识的列「{name}」", "unknown column “{name}”"),
        Words("删去这一列，或改回导出时的列名", "delete the column, or give it back its name"),
    ),
    "near": Case(
        Words("不认识的列「{name}」", "unknown column “{name}”"),
        Words("是不是「{near}」？", "is it “{near}”?"),
    ),
    "twice": Case(
        Words("列「{name}」有两个", "the column “{name}” is there twice"),
        Words("删去其中一列", "delete one of them"),
    ),
    "missing": Case(
        Words("缺少列「{label}」（{name}）", "the column “{label}” ({name}) is missing"),
        Words(
            "重新导出，把内容粘贴进去；不改的列也要留着",
            "export anew and paste the content into it; leave in what you do not change",
        ),
    ),
    "nameless": Case(
        Words("这一列没有列名，内容会丢失", "this column has no name, its content would be lost"),
        Words("写到有列名的列里，或删去", "move it to a column with a name, or delete it"),
    ),
}

RULE = Rule(
    code="XCH06",
    severity=Severity.ERROR,
    title=Words("列名不对", "Columns of a sheet"),
    message=Words("列不对", "the columns are wrong"),
    hint=Words("重新导出，把内容粘贴进去", "export anew and paste the content into it"),
    module=__name__,
    cases=_CASES,
)

"""A file that is to be imported is larger than any handbook needs.

An archive that unpacks to a thousand times its size is made to stop the tool; it was not read.

Wrong::

    scripts.xlsx    42 KB, unpacks to 4 GB

Right::

    scripts.xlsx    42 KB, unpacks to 300 KB
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "bytes": Case(
        Words(
            "文件有 {size} MB，超过 {limit} MB，没有读取",
            "the file has {size} MB, more than {limit} MB, and was not read",
        ),
        Words(
            "检查是不是放错了文件；图片多时先删去",
            "look whether it is the right file; delete its pictures",
        ),
    ),
    "bomb": Case(
        Words(
            "压缩包解开后大得反常，或超过 {limit} MB，没有读取",
            "the archive unpacks out of all proportion, or to over {limit} MB, and was not read",
        ),
        Words(
            "不要再打开这个文件，问清它的来历",
            "do not open this file again, ask where it comes from",
        ),
    ),
    "elements": Case(
        Words(
            "文件里的单元格和格式超过 {limit} 个，没有读取",
            "the file holds more than {limit} cells and styles, and was not read",
        ),
        Words(
            "删去空行空列的格式，另存一份",
            "delete the formats of empty rows and columns, and save it anew",
        ),
    ),
    "rows": Case(
        Words("超过 {limit} 行", "more than {limit} rows"),
        Words("分成几个文件导入", "import it as several files"),
    ),
    "columns": Case(
        Words("超过 {limit} 列", "more than {limit} columns"),
        Words("删去右边多余的列", "delete the columns to the right"),
    ),
}

RULE = Rule(
    code="XCH02",
    severity=Severity.ERROR,
    title=Words("要导入的文件过大", "File for import too large"),
    message=Words("文件过大", "the file is too large"),
    hint=Words("检查是不是放错了文件", "look whether it is the right file"),
    module=__name__,
    cases=_CASES,
)

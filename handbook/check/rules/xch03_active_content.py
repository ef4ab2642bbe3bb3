"""A file that is to be imported holds a macro, a link to another file, or an embedded object.

Such content acts when somebody opens the file, or changes without anybody seeing it. A handbook
needs words and numbers only. The template of a Word file is not fetched, and a drawing embedded in
it not opened: these are no hindrance.

Wrong (with a macro)::

    scripts.xlsm

Right (values only)::

    scripts.xlsx
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "macro": Case(
        Words("文件里有宏，没有读取", "the file holds a macro and was not read"),
        Words("另存为不带宏的 .xlsx 或 .docx", "save it as .xlsx or .docx without macros"),
    ),
    "link": Case(
        Words(
            "文件链接到别的文件「{value}」，没有读取",
            "the file links to another file, “{value}”, and was not read",
        ),
        Words("断开链接，只保留数值或文字", "break the links and keep the values or words only"),
    ),
    "embedded": Case(
        Words(
            "文件里嵌入了别的文件或控件，没有读取",
            "another file or a control is embedded in the file, which was not read",
        ),
        Words("删去嵌入的内容", "delete what is embedded"),
    ),
    "entity": Case(
        Words(
            "文件里有 XML 实体或文档类型声明，没有读取",
            "the file holds XML entities or a document type and was not read",
        ),
        Words(
            "不要再打开这个文件，问清它的来历",
            "do not open this file again, ask where it comes from",
        ),
    ),
}

RULE = Rule(
    code="XCH03",
    severity=Severity.ERROR,
    title=Words("文件里有宏或外部链接", "Macro or outside link in a file"),
    message=Words(
        "文件里有宏、链接或嵌入的内容", "the file holds a macro, a link or an embedded object"
    ),
    hint=Words("另存为不带宏的 .xlsx 或 .docx", "save it as .xlsx or .docx without macros"),
    module=__name__,
    cases=_CASES,
)

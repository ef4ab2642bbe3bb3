"""A spreadsheet or Word file that is to be imported cannot be read.

A file under a wrong name, one with a password, or half of one says nothing that could be taken
over.

Wrong (with a password)::

    scripts.xlsx

Right (saved without one)::

    scripts.xlsx
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "old": Case(
        Words(
            "文件加了密码，或是旧格式（.xls、.doc）",
            "the file has a password, or is in an old format (.xls, .doc)",
        ),
        Words("去掉密码，另存为 .xlsx 或 .docx", "save it without a password, as .xlsx or .docx"),
    ),
    "form": Case(
        Words(
            "文件的内容不是它的扩展名所说的格式",
            "the content of the file is not what its name says",
        ),
        Words(
            "在表格软件或 Word 里打开，另存为 .xlsx、.csv 或 .docx",
            "open it in a spreadsheet program or Word, and save it as .xlsx, .csv or .docx",
        ),
    ),
    "broken": Case(
        Words("文件已损坏：{detail}", "the file is damaged: {detail}"),
        Words(
            "重新取得这个文件，或打开后另存一份", "get the file again, or open it and save it anew"
        ),
    ),
    "text": Case(
        Words(
            "文件不是 UTF-8、GBK 或 UTF-16 编码的文字",
            "the file is no text in UTF-8, GBK or UTF-16",
        ),
        Words("另存为「CSV UTF-8」", "save it as “CSV UTF-8”"),
    ),
    "type": Case(
        Words("不认识的文件类型「{value}」", "unknown type of file “{value}”"),
        Words("导入 .xlsx、.csv 或 .docx 文件", "import a file in .xlsx, .csv or .docx"),
    ),
    "empty": Case(
        Words("文件里什么也没有", "there is nothing in the file"),
        Words(
            "看看是不是选错了文件，或者没有保存",
            "see whether it is the right one, and was saved",
        ),
    ),
    "special": Case(
        Words("这不是一个文件", "this is no file"),
        Words("写要导入的那个文件", "name the file that is to be imported"),
    ),
    "absent": Case(
        Words("没有这个文件", "there is no such file"),
        Words("检查路径和文件名", "look at the path and the name"),
    ),
    "denied": Case(
        Words("没有权限打开这个文件", "this file may not be opened"),
        Words(
            "关掉正在使用它的软件，检查权限", "close programs that hold it, and look at its rights"
        ),
    ),
    "missing": Case(
        Words("文件打不开：{detail}", "the file cannot be opened: {detail}"),
        Words("检查路径和权限", "look at its path and rights"),
    ),
}

RULE = Rule(
    code="XCH01",
    severity=Severity.ERROR,
    title=Words("要导入的文件读不出来", "File for import not readable"),
    message=Words("读不出这个文件", "this file cannot be read"),
    hint=Words("导入 .xlsx、.csv 或 .docx 文件", "import a file in .xlsx, .csv or .docx"),
    module=__name__,
    cases=_CASES,
)

"""An id, a version, an address or a name is not shaped as it must be.

Ids become addresses on the site and stay for ever, so they are kept to signs that work everywhere;
versions are compared number by number; names and titles stand in lists and in file formats that
know one line only.

Wrong::

    id: sop_ret_1
    version: v2.1

Right::

    id: SOP-RET-01
    version: 2.1.0
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "document": Case(
        Words("「{value}」不是文件编号的写法", "“{value}” is not how a document's id is written"),
        Words(
            "用大写英文字母和数字分段，段间用「-」，至少两段，如 SOP-RET-01",
            "use capital letters and digits, at least two groups joined by “-”, such as SOP-RET-01",
        ),
    ),
    "local": Case(
        Words("「{value}」不是编号的写法", "“{value}” is not how an id is written"),
        Words(
            "以小写英文字母开头，只用小写字母和数字，词间用「-」，如 first-reply",
            "use small letters and digits, a letter first, and join words by “-”: first-reply",
        ),
    ),
    "item": Case(
        Words(
            "「{value}」不是这类条目的编号写法",
            "“{value}” is not how an id of this kind is written",
        ),
        Words(
            "写成「{prefix}」加英文名，只用小写字母和数字，词间用「-」，如 {prefix}first-reply",
            "write “{prefix}” and a name of small letters and digits, words joined by “-”: "
            "{prefix}first-reply",
        ),
    ),
    "version": Case(
        Words("「{value}」不是版本号的写法", "“{value}” is not how a version is written"),
        Words(
            "写成三个数字，用「.」隔开，如 2.1.0，前面不加 v",
            "write three numbers with “.” between, such as 2.1.0, without a “v”",
        ),
    ),
    "line": Case(
        Words(
            "「{key}」的值「{value}」分成了几行", "the value “{value}” of “{key}” breaks its line"
        ),
        Words("写在一行里", "write it in one line"),
    ),
    "word": Case(
        Words("「{value}」不能作为换写的词", "“{value}” is no word that can be rewritten"),
        Words(
            "左边写中文词，两边都不用引号、括号、反斜线和 < > &",
            "on the left write a Chinese word, and on neither side quotes, brackets, backslashes "
            "or < > &",
        ),
    ),
    "site": Case(
        Words(
            "「{value}」不是网站地址的写法", "“{value}” is not how the site's address is written"
        ),
        Words(
            "写成 https://handbook.example.com/ 的样子，以「/」结尾",
            "write it like https://handbook.example.com/ with “/” at its end",
        ),
    ),
    "size": Case(
        Words("「{value}」不是尺寸的写法", "“{value}” is not how a size is written"),
        Words(
            "写 A4、A5、A6、Letter，或宽和高的毫米数，各是 40 到 419 的整数，"
            "如 90x54mm；证件卡大小写 86x54mm",
            "write A4, A5, A6, Letter, or width and height in whole millimetres, each from 40 to "
            "419, such as 90x54mm; a card of the size of an ID card is 86x54mm",
        ),
    ),
}

RULE = Rule(
    code="FMT26",
    severity=Severity.ERROR,
    title=Words("编号或版本号写法不对", "Id or version of a wrong shape"),
    message=Words(
        "「{key}」的值「{value}」写法不对",
        "the value “{value}” of “{key}” is not shaped as it must be",
    ),
    hint=Words("对照其他文件里同一个键的写法", "compare it with the same key in another file"),
    module=__name__,
    cases=_CASES,
)

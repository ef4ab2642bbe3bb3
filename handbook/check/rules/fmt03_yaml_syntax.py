"""The file does not follow the rules of YAML.

Nothing in the file can be read before this is mended. The place shown is where reading had to
stop, or the start of what was left open.

Wrong::

    purpose: 处理原则: 先安抚, 后查证

Right::

    purpose: "处理原则: 先安抚, 后查证"
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_QUOTE = Words(
    "给整个值加上英文双引号，或在冒号后写「|」，把文字放到下一行并缩进",
    "put the whole value in double quotes, or write “|” and the text indented below",
)

_CASES = {
    "colon": Case(
        Words(
            "值里面有「: 」（英文冒号加空格），会被读成又一个键",
            "the value holds “: ” (a colon and a space), which reads as another key",
        ),
        _QUOTE,
    ),
    "conflict": Case(
        Words(
            "两个人改了同一处，还没有选定用哪一种",
            "two have changed the same lines, and nobody has chosen yet",
        ),
        Words(
            "「<<<<<<<」到「=======」是一种，到「>>>>>>>」是另一种：留下对的，删去这三行记号",
            "from <<<<<<< to ======= is one, from there to >>>>>>> the other: keep what is right, "
            "and delete the three lines of signs",
        ),
    ),
    "wide_colon": Case(
        Words("键后面写的是中文冒号「：」", "the key is followed by the full-width colon “：”"),
        Words("改成英文冒号加一个空格：「: 」", "write an ordinary colon and a space: “: ”"),
    ),
    "no_space": Case(
        Words("键的冒号后面没有空格", "there is no space after the key's colon"),
        Words("在冒号后加一个空格", "put a space after the colon"),
    ),
    "no_colon": Case(
        Words(
            "这一行应为「键: 值」，但没有冒号", "this line should be “key: value”, but has no colon"
        ),
        Words(
            "补上冒号和空格；如果它是上一行文字的续行，请缩进到上一行之内",
            "add the colon and a space; if it continues the text above, indent it deeper than that",
        ),
    ),
    "odd_blank": Case(
        Words(
            "这里的空格不是普通的半角空格（{character}）",
            "the blank here is no ordinary space ({character})",
        ),
        Words(
            "换成半角空格；这种空格多半是全角输入时打的，或从网页、Word 里复制来的",
            "type an ordinary space; such a blank usually comes with what is copied from a web "
            "page or from Word",
        ),
    ),
    "odd_dash": Case(
        Words("列表项开头写的是「{character}」", "the list entry begins with “{character}”"),
        Words("改成英文减号加一个空格：「- 」", "write an ordinary hyphen and a space: “- ”"),
    ),
    "quote": Case(
        Words("从这里开始的引号没有写完", "the quotation mark that opens here is never closed"),
        Words("在值的末尾补上同样的引号", "put the same mark at the end of the value"),
    ),
    "after_quote": Case(
        Words("引号已经结束，后面还有文字", "there is more text after the closing quotation mark"),
        Words(
            "引号要包住整个值；值里面要用引号时，外面用英文双引号，里面用「」",
            "the marks must enclose the whole value; use other marks inside it",
        ),
    ),
    "bracket": Case(
        Words(
            "从这里开始的「[」没有写完，或其中少了逗号",
            "the “[” that opens here is never closed, or a comma is missing in it",
        ),
        Words(
            "补上「]」或各项之间的英文逗号；如果「[」是文字的一部分，给整个值加上英文双引号",
            "add “]”, or the commas between the entries; if “[” is part of a text, "
            "put the whole value in double quotes",
        ),
    ),
    "brace": Case(
        Words(
            "从这里开始的「{{」没有写完，或其中少了逗号",
            "the “{{” that opens here is never closed, or a comma is missing in it",
        ),
        Words(
            "补上「}}」或各项之间的英文逗号；如果「{{」是文字的一部分，给整个值加上英文双引号",
            "add “}}”, or the commas between the entries; if “{{” is part of a text, "
            "put the whole value in double quotes",
        ),
    ),
    "flow_text": Case(
        Words(
            "写在「[ ]」或「{{ }}」里的值含有括号，没有加引号",
            "a value inside “[ ]” or “{{ }}” holds a bracket and has no quotes",
        ),
        Words(
            "给这个值加上英文双引号，或把各项分行写",
            "put this value in double quotes, or write the entries in lines of their own",
        ),
    ),
    "reference_first": Case(
        Words(
            "值以引用「[[」开头，没有加引号",
            "the value begins with a reference “[[” without quotes",
        ),
        _QUOTE,
    ),
    "slot_first": Case(
        Words(
            "值以空位「{{」开头，没有加引号", "the value begins with a blank “{{” without quotes"
        ),
        _QUOTE,
    ),
    "start": Case(
        Words("值不能以「{character}」开头", "a value cannot begin with “{character}”"),
        _QUOTE,
    ),
    "bar": Case(
        Words(
            "「|」或「>」后面同一行还有文字",
            "there is text after “|” or “>” in the same line",
        ),
        Words(
            "把文字移到下一行并缩进；如果「|」「>」是文字的一部分，给整个值加上英文双引号",
            "move the text to the next line and indent it; if the sign is part of the text, "
            "put the whole value in double quotes",
        ),
    ),
    "place": Case(
        Words(
            "这一行的缩进与上面各行都不对齐，或上面的值没有写完",
            "this line stands at no level of those above, or the value above is not complete",
        ),
        Words(
            "同一层的键要对齐；列表的「- 」也要互相对齐",
            "keys of one level stand in one column, and so do the “- ” of a list",
        ),
    ),
    "dash": Case(
        Words("这里是键的位置，却写了列表项「- 」", "a list entry “- ” stands where a key belongs"),
        Words(
            "与同一列表的其他「- 」对齐，缩进到所属的键之内；不是列表项就删去「- 」",
            "put it below the other “- ” of its list, indented in its key; or delete “- ”",
        ),
    ),
    "dash_inline": Case(
        Words("列表项「- 」写在了键的同一行", "a list entry “- ” stands in the line of its key"),
        Words(
            "把「- 」移到下一行并缩进；如果「-」是文字的一部分，给整个值加上英文双引号",
            "move “- ” to the next line; if it is part of the text, put the value in double quotes",
        ),
    ),
    "escape": Case(
        Words(
            "双引号里的反斜杠「\\」后面不是可用的符号",
            "the backslash in double quotes is not followed by one of its signs",
        ),
        Words(
            "改用单引号，或把「\\」写成两个「\\\\」",
            "use single quotes, or write the backslash twice",
        ),
    ),
    "several": Case(
        Words("文件中间有分隔行「---」或「...」", "a dividing line “---” or “...” is in the file"),
        Words(
            "一个文件只写一份文件内容：删去分隔行，或拆成两个文件",
            "one file holds one document: delete the line, or make two files",
        ),
    ),
    "complex_key": Case(
        Words("键不能是列表或多行内容", "a key cannot be a list or run over several lines"),
        Words(
            "键写成一个词，后接「: 」；以「[」「{{」「?」开头的文字要加英文双引号",
            "write a single word followed by “: ”; a text that begins with “[”, “{{” or “?” "
            "needs double quotes",
        ),
    ),
    "directive": Case(
        Words("行首的「%」不能用", "a line cannot begin with “%”"),
        Words("删去这一行", "delete the line"),
    ),
}

RULE = Rule(
    code="FMT03",
    severity=Severity.ERROR,
    title=Words("YAML 写法有误", "YAML cannot be read"),
    message=Words("从这里起无法读懂：{detail}", "cannot be read from here on: {detail}"),
    hint=Words(
        "对照其他同类文件检查这一行和上一行的缩进、冒号和引号",
        "compare indentation, colons and quotes of this line and the one above with another file",
    ),
    module=__name__,
    cases=_CASES,
)

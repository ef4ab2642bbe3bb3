"""A file among the sources is of a type that the tool does not read.

It does no harm, but it will appear nowhere in the handbook.

Wrong::

    sop_sources/sops/退货流程.docx

Right::

    sop_sources/sops/SOP-RET-01.yml
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT14",
    severity=Severity.NOTE,
    title=Words("不认识的文件类型", "File of an unknown type"),
    message=Words(
        "不读取这种类型的文件，它不会出现在手册里",
        "files of this type are not read; it will not be in the handbook",
    ),
    hint=Words(
        "内容写成 .yml 或 .md，图片用 .png、.jpg、.webp 或 .svg；与手册无关的文件移到别处",
        "write content as .yml or .md, pictures as .png, .jpg, .webp or .svg; move other files",
    ),
    module=__name__,
    cases={
        "ending": Case(
            Words(
                "文件名末尾多了一段，没有读取，它不会出现在手册里",
                "the name has one ending too many; the file is not read and not in the handbook",
            ),
            Words(
                "改名为 {name}；Windows 可能没有显示它，在「查看」里勾选「文件扩展名」",
                "rename it to {name}; Windows may hide the last ending: View, File name extensions",
            ),
        )
    },
)

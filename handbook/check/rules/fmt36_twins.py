"""Two files are one and the same for a part of those who work on the handbook.

Names that differ only in case cannot both exist on Windows and macOS: one would overwrite the
other. ``A.yml`` beside ``A.yaml``, or two handbook.yml, leave open which one counts.

Wrong::

    sop_sources/sops/SOP-RET-01.yml
    sop_sources/sops/sop-ret-01.yml

Right::

    sop_sources/sops/SOP-RET-01.yml
    sop_sources/sops/SOP-RET-02.yml
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT36",
    severity=Severity.ERROR,
    title=Words("文件重复", "File that exists twice"),
    message=Words(
        "文件名与「{first}」只有大小写不同，在 Windows 和 macOS 上会互相覆盖",
        "but for its case the name is “{first}”: on Windows and macOS one overwrites the other",
    ),
    hint=Words("改用另一个名字，或删去其中一个", "choose another name, or delete one of them"),
    module=__name__,
    cases={
        "ending": Case(
            Words(
                "与「{first}」是同一个文件的 .yml 和 .yaml 两份",
                "this and “{first}” are one file as .yml and as .yaml",
            ),
            Words("保留 .yml 的一份，删去另一份", "keep the .yml and delete the other"),
        ),
        "place": Case(
            Words(
                "handbook.yml 有两份，另一份是「{first}」",
                "there is a second handbook.yml: “{first}”",
            ),
            Words("合并成一份，放在 sop_sources 里", "merge them into the one in sop_sources"),
        ),
    },
    vocabulary={"label": {"first": Words("另一个文件", "the other file")}},
)

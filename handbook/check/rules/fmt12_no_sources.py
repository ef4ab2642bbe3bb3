"""The project has no folder of sources.

Everything that the handbook says comes from files below ``sop_sources/``.

Wrong::

    my-handbook/
      mkdocs.yml

Right::

    my-handbook/
      mkdocs.yml
      sop_sources/
        handbook.yml
        roles.yml
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT12",
    severity=Severity.ERROR,
    title=Words("没有源文件夹", "No folder of sources"),
    message=Words("项目里没有文件夹「sop_sources」", "the project has no folder “sop_sources”"),
    hint=Words(
        "在项目文件夹里运行，或新建 sop_sources 并放入 handbook.yml",
        "run the command in the project's folder, or make sop_sources with a handbook.yml in it",
    ),
    module=__name__,
)

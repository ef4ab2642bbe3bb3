"""What the wheel carries beside the package: the files of the repository that a build reads."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = ("templates", "hooks", "docs", "scaffold", "mkdocs.yml")


class DataFiles(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is of no use here
    """Puts DATA into `handbook/_data`; an editable install finds it in the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add each entry to the files of a standard wheel; hatchling fails if one is missing."""
        if version != "editable":
            for name in DATA:
                build_data["force_include"][str(Path(self.root) / name)] = f"handbook/_data/{name}"

"""The pages are valid HTML, says the Nu Html Checker: Java, which no lock file holds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.sites import english_site, real_site

__all__ = ["english_site", "real_site"]

pytestmark = pytest.mark.slow

UNHEEDED = (
    "The “inputmode” attribute is not supported in all browsers.",  # who has none loses nothing
    "Attribute “blocking” not allowed on element “script”",  # newer than checkers
)


def complaints(site: Path) -> list[str]:
    """What the checker says of all pages of a site."""
    jar = os.environ.get("VNU_JAR")
    if not jar or not shutil.which("java"):
        pytest.skip("no java, or VNU_JAR does not name the Nu Html Checker")
    command = ["java", "-Xss8m", "-jar", jar, "--skip-non-html", "--format", "json", "--stdout"]
    done = subprocess.run([*command, str(site)], capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["messages"]
    return [
        f"{one.get('url', '')}:{one.get('lastLine', '')} {one['message']}"
        for one in found
        if not one["message"].startswith(UNHEEDED)
    ]


def test_the_shipped_handbook_is_valid(real_site: Path) -> None:
    assert complaints(real_site) == []


def test_a_new_handbook_in_english_is_valid(english_site: Path) -> None:
    assert complaints(english_site) == []

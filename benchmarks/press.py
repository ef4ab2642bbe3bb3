"""The manual of a generated handbook, set our way or as one document; run by the benchmarks.

``python -c "from benchmarks.press import main; main()" ours|one OUTPUT`` in a project's folder.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from handbook.build import PRINT, Build
from handbook.config import SOURCES, Project
from handbook.press.chapter import SCHEME, chapter_html
from handbook.press.engine import pdf
from handbook.render.volume import MANUAL_KINDS

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)


def ours(build: Build, output: Path) -> None:
    """Everything that the press makes: the manual, and each document by itself."""
    build.start_press()
    build.finish_press(output)


def one(build: Build, output: Path) -> None:
    """The same chapters as a single document for WeasyPrint, without front matter."""
    documents = [doc for doc in build.book.in_force() if doc.KIND not in MANUAL_KINDS]
    pages = [chapter_html(document, build.book) for document in documents]
    head = pages[0][: pages[0].index("<body")]
    bodies = "".join(match[1] for match in map(_BODY.search, pages) if match)
    html = f"{head}<body>{bodies}</body></html>".replace(f'href="{SCHEME}', 'href="#')
    data = pdf(html, build.project.root / SOURCES, "benchmark")
    manual = output / PRINT / "MAN-ALL.pdf"
    manual.parent.mkdir(parents=True, exist_ok=True)
    manual.write_bytes(data)


def main() -> None:
    """The command line."""
    how, output = sys.argv[1], Path(sys.argv[2])
    build = Build(Project(Path.cwd()), datetime.now(UTC))
    (ours if how == "ours" else one)(build, output)

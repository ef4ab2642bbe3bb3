"""What is printed of a generated handbook; run by the benchmarks in its folder.

The manual our way or as one document, or all desk guides:
``python -c "from benchmarks.press import main; main()" ours|one|cards OUTPUT``.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import handbook.cli  # noqa: F401 - settles the process as the command does
from handbook.build import PRINT, Build
from handbook.config import SOURCES, Project
from handbook.press.chapter import chapter_html
from handbook.press.links import SCHEME, SCHEME_PAGE
from handbook.render.volume import MANUAL_KINDS

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)


def ours(build: Build, output: Path) -> None:
    """Everything that the press makes: the manual, and each document by itself."""
    build.start_press()
    build.presses.finish(output)


def one(build: Build, output: Path) -> None:
    """The same chapters as a single document for WeasyPrint, without front matter."""
    from weasyprint import HTML  # noqa: PLC0415 - what we make imports it our way

    documents = [doc for doc in build.book.in_force() if doc.KIND not in MANUAL_KINDS]
    pages = [chapter_html(document, build.book) for document in documents]
    head = pages[0][: pages[0].index("<body")]
    bodies = "".join(match[1] for match in map(_BODY.search, pages) if match)
    html = f"{head}<body>{bodies}</body></html>"
    for scheme in (SCHEME, SCHEME_PAGE):
        html = html.replace(f'href="{scheme}', 'href="#')
    sources = (build.project.root / SOURCES).as_uri() + "/"
    manual = output / PRINT / "MAN-ALL.pdf"
    manual.parent.mkdir(parents=True, exist_ok=True)
    HTML(string=html, base_url=sources).write_pdf(manual)


def cards(build: Build, output: Path) -> None:
    """Every desk guide in its sizes, with previews and sheets."""
    made = build.presses.cards(build.book).files
    (output / PRINT).mkdir(parents=True, exist_ok=True)
    for path, data in made.items():
        (output / path).write_bytes(data)
    build.presses.pool.shutdown()


def main() -> None:
    """The command line."""
    how, output = sys.argv[1], Path(sys.argv[2])
    build = Build(Project(Path.cwd()), datetime.now(UTC))
    _WAYS[how](build, output)


_WAYS = {"ours": ours, "one": one, "cards": cards}

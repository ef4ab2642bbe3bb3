"""Write a handbook of N procedures: as a project of ours, or as plain Markdown for the peers.

``python -m benchmarks.generate N FOLDER [--peer | --releases M] [--cards K]``
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks import shared
from benchmarks.cards import cards
from benchmarks.emit import emit
from benchmarks.lines import Corpus, Record
from benchmarks.past import write_past
from benchmarks.peer import CONFIG, Pages
from benchmarks.sops import sop
from handbook.load import yaml

BASE = Path(__file__).with_name("base")
_SOURCES = "sop_sources"
_HEADING = re.compile(r"^#{2,3} .*$", re.MULTILINE)


def generate(count: int, folder: Path, releases: int = 0, guides: int = 0) -> None:
    """Write a project of ours with so many desk guides, each document with so many releases.

    What is in the way is overwritten, nothing is removed.
    """
    root, corpus = folder / _SOURCES, Corpus(count)
    quoted: set[str] = set()
    for name, record in [*_procedures(corpus), *_guides(corpus, guides)]:
        text = emit(record)
        quoted |= shared.quoted_in([text])
        _write(root / name, text)
    for name, record in supporting(corpus, quoted):
        _write(root / name, emit(record))
    for path in sorted(BASE.rglob("*.*")):
        _write(root / path.relative_to(BASE), path.read_text("utf-8"))
    glossary = root / "terms.yml"
    entries = emit({"entries": list(shared.terms(corpus))}).partition("\n")[2]
    glossary.write_text(glossary.read_text("utf-8") + entries, "utf-8")
    if releases:
        write_past(folder, releases)


def generate_peer(count: int, folder: Path) -> None:
    """Write the same records as docs/ and mkdocs.yml of a stock site."""
    corpus = Corpus(count)
    common = [*_base(corpus), *(record for _, record in supporting(corpus))]
    procedures = [record for _, record in _procedures(corpus)]
    pages = Pages([*common, *procedures])
    _write(folder / "mkdocs.yml", CONFIG)
    _write(folder / "docs" / "index.md", pages.index())
    for record in [*common, *procedures]:
        name, text = pages.page(record)
        _write(folder / "docs" / name, text)


def supporting(corpus: Corpus, quoted: set[str] | None = None) -> Iterator[tuple[str, Record]]:
    """What the procedures share; with ``quoted``, only the items that these ids name."""
    for scripts in shared.libraries(corpus):
        yield f"scripts/{scripts['id']}.yml", scripts
    for division in shared.divisions(corpus):
        kept = set() if quoted is None else set(quoted)
        for folder, key, make in (
            ("service-levels", "levels", shared.levels),
            ("escalation", "paths", shared.paths),
            ("kpis", "kpis", shared.indicators),
            ("forms", "forms", shared.sheets),
        ):
            record = make(division)
            if quoted is not None:
                record = shared.only_quoted(record, key, kept)
                kept |= shared.quoted_in([emit(record)])
            yield f"{folder}/{record['id']}.yml", record
        training = shared.training(division, corpus)
        yield f"training/{training['id']}.yml", training


def _procedures(corpus: Corpus) -> Iterator[tuple[str, Record]]:
    for outline in corpus.outlines():
        yield f"sops/{outline.id}.yml", sop(outline, corpus)


def _guides(corpus: Corpus, count: int) -> Iterator[tuple[str, Record]]:
    for record in cards(corpus, count):
        yield f"cards/{record['id']}.yml", record


def _base(corpus: Corpus) -> Iterator[Record]:
    """The documents of base/, with the glossary's generated entries."""
    for path in sorted(BASE.rglob("*.*")):
        text = path.read_text("utf-8")
        if path.name == "handbook.yml":
            continue
        record = _regulation(text) if path.suffix == ".md" else yaml.load(path.name, text).data
        if path.name == "terms.yml":
            record["entries"] += shared.terms(corpus)
        yield record


def _regulation(text: str) -> Record:
    """A regulation: its front matter, and its articles as one text."""
    _, front, body = text.split("---\n", 2)
    record: Record = yaml.load("policy", front).data
    articles = _HEADING.sub(lambda heading: heading[0].partition(" {#")[0], body)
    return record | {"text": articles.strip()}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("count", type=int, metavar="N", help="how many procedures")
    parser.add_argument("folder", type=Path, help="where to; made if it is not there")
    parser.add_argument("--peer", action="store_true", help="plain Markdown for stock MkDocs")
    parser.add_argument("--releases", type=int, default=0, metavar="M", help="of each document")
    parser.add_argument("--cards", type=int, default=0, metavar="K", help="desk guides besides")
    args = parser.parse_args()
    if args.count < 1:
        parser.error("N is at least 1")
    if args.peer:
        generate_peer(args.count, args.folder)
    else:
        generate(args.count, args.folder, args.releases, args.cards)


if __name__ == "__main__":
    main()

"""What was printed stands in one folder, is listed there, and offered by document."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from handbook.build import Build
from handbook.config import SOURCES, Project
from handbook.press.bind import Extent
from handbook.press.cards.run import Cards
from handbook.press.layout import orders_of
from handbook.press.run import Press, Shop, Wanted
from handbook.press.shelf import put_cards, shelved
from handbook.render.prints import SEVERAL, Print
from tests.press.cards.conftest import CHANGES, CONTROL, card, printed

pytestmark = pytest.mark.xdist_group("shelf")

__all__ = ["printed"]
MANUAL = f"""id: MAN-01
title: 客服手册
{CONTROL}audience: [role.agent]
parts:
  - {{title: 标准, include: [SLA-01]}}
variants:
  - {{name: pocket, paper: A5}}
{CHANGES}"""
Offered = dict[str, tuple[Print, ...]]


@pytest.fixture
def cards(printed: Callable[..., Cards]) -> Cards:
    sources = {f"cards/CARD-0{n}.yml": card(f"CARD-0{n}") for n in (1, 2)}
    return printed({**sources, "manuals/MAN-01.yml": MANUAL})


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first test of these has set, for the others to start from."""
    return tmp_path_factory.mktemp("set") / "cache"


@pytest.fixture
def bound(cards: Cards, cache: Path, tmp_path: Path) -> tuple[Path, dict[str, Extent]]:
    """The folder of a site where manuals and documents are bound, and how much each is."""
    folder = tmp_path / "site" / "print"
    folder.mkdir(parents=True)
    if cache.exists():
        shutil.copytree(cache, tmp_path / "cache", dirs_exist_ok=True)
    extents = pressed(cards, folder, tmp_path)
    if not cache.exists():
        shutil.copytree(tmp_path / "cache", cache)
    put_cards(folder, cards)
    return folder, extents


def pressed(cards: Cards, folder: Path, root: Path) -> dict[str, Extent]:
    book = cards.book
    (manual,) = book.in_force("manual")
    wanted = Wanted(tuple(orders_of(manual)), (book.library.documents["SLA-01"],))  # type: ignore[arg-type]
    with ThreadPoolExecutor(1) as pool:
        press = Press(book, wanted, Shop(pool, pool, 1, root, root / "cache"))
        press.start()
        return press.finish(folder)


def flipped(path: Path) -> None:
    """Change a bit in the middle of a file, as a disk does: its size stays."""
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.pdf")}


def test_what_is_kept_and_damaged_is_bound_again(
    bound: tuple[Path, dict[str, Extent]], cards: Cards, tmp_path: Path
) -> None:
    folder, extents = bound
    before = contents(folder)
    kept = sorted((tmp_path / "cache" / "bound").glob("*.pdf"))
    kept[0].write_bytes(b"")
    kept[1].write_bytes(b"nothing\n%%EOF\n")
    flipped(kept[2])
    assert contents(folder) == before, "what is published is no part of the cache"
    assert pressed(cards, folder, tmp_path) == extents
    assert contents(folder) == before


def test_neighbours_do_not_pass_for_each_other(
    bound: tuple[Path, dict[str, Extent]], cards: Cards, tmp_path: Path
) -> None:
    folder, extents = bound
    before = contents(folder)
    for place in ("bound/*.pdf", "bound/*.bin", "packs/*/*.pack"):
        one, *_, other = sorted((tmp_path / "cache").glob(place))
        swapped = one.read_bytes(), other.read_bytes()
        other.write_bytes(swapped[0])
        one.write_bytes(swapped[1])
    assert pressed(cards, folder, tmp_path) == extents
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["packs", "fonts"])
def test_what_is_set_and_damaged_is_set_again(
    bound: tuple[Path, dict[str, Extent]], cards: Cards, tmp_path: Path, name: str
) -> None:
    folder, extents = bound
    before = contents(folder)
    shutil.rmtree(tmp_path / "cache" / "bound")
    for path in (tmp_path / "cache" / name).rglob("*.pack"):
        flipped(path)
    assert pressed(cards, folder, tmp_path) == extents
    assert contents(folder) == before


def test_every_print_is_offered_where_it_belongs(
    bound: tuple[Path, dict[str, Extent]], cards: Cards
) -> None:
    folder, extents = bound
    offered = shelved(folder, extents, cards)
    assert {id_: [Path(one.path).name for one in some] for id_, some in offered.items()} == {
        "MAN-01": ["MAN-01.pdf", "MAN-01-pocket.pdf"],
        "SLA-01": ["SLA-01.pdf", "MAN-01.pdf"],
        "CARD-01": ["CARD-01-A5.pdf", "CARD-01-A5-A4.pdf"],
        "CARD-02": ["CARD-02-A5.pdf", "CARD-02-A5-A4.pdf"],
        SEVERAL: ["148x210-A4.pdf", "148x210-SRA3.pdf"],
    }
    assert [(one.size, one.variant) for one in offered["MAN-01"]] == [("A4", ""), ("A5", "pocket")]
    with pikepdf.open(folder / "MAN-01.pdf") as manual:
        assert offered["MAN-01"][0].pages == len(manual.pages)
    for one in (each for some in offered.values() for each in some):
        assert (folder.parent / one.path).stat().st_size == one.bytes


def test_the_list_names_every_file_and_what_a_copy_is_known_by(
    bound: tuple[Path, dict[str, Extent]], cards: Cards
) -> None:
    folder, extents = bound
    shelved(folder, extents, cards)
    told = json.loads((folder / "prints.json").read_text("utf-8"))
    assert {one["path"] for one in told["prints"]} == {
        f"print/{path.name}" for path in folder.glob("*.pdf")
    }
    by_id = {one["id"]: one for one in told["documents"]}
    assert {id_: one["kind"] for id_, one in by_id.items()} == {
        "SLA-01": "service-levels", "CARD-01": "card", "CARD-02": "card", "MAN-01": "manual",
    }  # fmt: skip
    assert all(one["digest"] == cards.book.proofs[id_].digest for id_, one in by_id.items())
    assert by_id["CARD-01"]["valid_until"] == "2027-02-28"
    assert by_id["MAN-01"]["audience"] == ["role.agent"]


@pytest.mark.slow
def test_prints_come_to_the_site_and_leave_nothing_behind(cards: Cards, tmp_path: Path) -> None:
    root = cards.book.library.root
    build = Build(Project(root), datetime(2026, 12, 1, tzinfo=UTC), workers=1)
    assert (root / SOURCES).is_dir()
    build.start_press()
    site = tmp_path / "made"
    assert build.presses.offered[""]["MAN-01"]
    shelf = root / ".handbook" / "shelf"
    names = {path.name for path in (shelf / "print").iterdir()}
    build.presses.put(site)
    assert {path.name for path in (site / "print").iterdir()} == names
    assert {"MAN-01.pdf", "SLA-01.pdf", "CARD-01-A5.pdf", "prints.json"} <= names
    assert not list((shelf / "print").iterdir())


def test_without_a_press_there_is_no_shelf(cards: Cards, tmp_path: Path) -> None:
    build = Build(Project(cards.book.library.root), datetime(2026, 12, 1, tzinfo=UTC))
    assert build.presses.offered == {}
    build.presses.put(tmp_path / "made")
    assert not (tmp_path / "made").exists()

"""What is kept from one run to the next, and when it is thrown away."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from handbook.load.cache import KeptFile, clear, read_store, sweep, used, whole, write_store

DAY = 24 * 3600


def aged(path: Path, days: float) -> Path:
    then = path.stat().st_mtime - days * DAY
    os.utime(path, (then, then))
    return path


def kept(folder: Path, name: str, days: float) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"kept")
    return aged(path, days)


def test_what_was_of_no_use_for_a_week_is_thrown_away(tmp_path: Path) -> None:
    old = kept(tmp_path, "bound/old.pdf", 8)
    left = kept(tmp_path, "packs/ab/.cd.123.new", 30)
    stays = [kept(tmp_path, "bound/last.pdf", 6), kept(tmp_path, "cards/now.bin", 0)]
    sweep(tmp_path)
    assert not old.exists()
    assert not left.exists()
    assert all(path.exists() for path in stays)


def test_only_what_is_kept_is_thrown_away(tmp_path: Path) -> None:
    theirs = kept(tmp_path, "packs/photo.jpg", 30)
    kept(tmp_path, "bound/last.pdf", 0)
    sweep(tmp_path)
    assert theirs.exists()


def test_a_project_that_rested_for_a_year_keeps_what_it_last_used(tmp_path: Path) -> None:
    stays = [kept(tmp_path, "bound/one.pdf", 366), kept(tmp_path, "bound/two.pdf", 365)]
    sweep(tmp_path)
    assert all(path.exists() for path in stays)


def test_what_is_read_was_of_use(tmp_path: Path) -> None:
    store, other = tmp_path / "rows-00.bin", tmp_path / "bound.pdf"
    write_store(store, {"a": 1})
    aged(store, 8)
    kept(tmp_path, other.name, 8)
    assert read_store(store) == {"a": 1}
    used(other)
    kept(tmp_path, "idle.pdf", 8)
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {store.name, other.name}


def test_a_file_is_whole_or_as_it_was_and_each_process_writes_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "kept"
    with whole(path) as mine, monkeypatch.context() as other:
        other.setattr(os, "getpid", lambda: -1)
        with whole(path) as theirs:
            mine.write_bytes(b"mine")
            theirs.write_bytes(b"theirs")
        assert path.read_bytes() == b"theirs"
    assert path.read_bytes() == b"mine"
    with suppress(KeyboardInterrupt), whole(path) as part:
        part.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"mine"
    assert [one.name for one in path.parent.iterdir()] == ["kept"]


def test_a_table_is_read_under_its_own_name(tmp_path: Path) -> None:
    mine, other = tmp_path / "rows-00.bin", tmp_path / "rows-01.bin"
    write_store(mine, {"a": 1})
    mine.rename(other)
    assert read_store(other) == {}
    other.rename(mine)
    assert read_store(mine) == {"a": 1}


def test_a_kept_file_is_told_of_as_long_as_it_is_whole(tmp_path: Path) -> None:
    kept = KeptFile(tmp_path / "print.pdf")
    assert kept.told() is None
    kept.path.write_bytes(b"print")
    assert kept.told() is None
    kept.tell(name="MAN-01.pdf")
    assert kept.told() == {"name": "MAN-01.pdf"}
    kept.path.write_bytes(b"prinz")
    assert kept.told() is None
    kept.drop()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_swept(tmp_path: Path) -> None:
    sweep(tmp_path / "nowhere")
    used(tmp_path / "nowhere")


def test_whatever_is_there_is_taken_away(tmp_path: Path) -> None:
    kept, place = tmp_path / "kept", tmp_path / "place"
    (kept / "below").mkdir(parents=True)
    for make in (
        lambda: place.write_text("x"),
        lambda: (place / "below").mkdir(parents=True),
        lambda: place.symlink_to(kept),
        lambda: None,
    ):
        make()
        clear(place)
        assert not place.exists()
    assert (kept / "below").is_dir()

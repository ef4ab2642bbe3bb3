"""Keys tell apart whatever differs."""

from __future__ import annotations

from pathlib import Path

from handbook.load.keys import files_key, joined, key_of, tool_key


def test_where_one_part_ends_counts() -> None:
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), ("c", "ab")]
    assert len({joined(*said) for said in parts}) == len(parts)


def test_texts_count_as_their_bytes_even_those_that_cannot_be_written() -> None:
    assert joined("手册") == joined("手册".encode())
    assert joined("\ud800") != joined("\ud801")


def test_this_tool_counts() -> None:
    assert key_of("a") == joined(tool_key(), "a") != joined("a")


def test_names_and_contents_of_files_count_and_what_python_compiled_does_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "deeper").mkdir()
    keys = [files_key([tmp_path])]
    for name, text in (("a", "one"), ("a", "two"), ("deeper/a", "one"), ("b.pyc", "one")):
        (tmp_path / name).write_text(text)
        keys.append(files_key([tmp_path]))
    assert len(set(keys)) == 4
    assert keys[-1] == keys[-2]

"""A part of the sources tells of a document what the whole of them tells."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.cli import past
from handbook.cli.desk import Desk
from handbook.config import Project, data
from handbook.model.part import holding, telling

SHIPPED = Project(data("sop_sources").parent)
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(SHIPPED, NOW)


@pytest.mark.slow
def test_every_comparison_reads_as_with_all_sources(desk: Desk) -> None:
    for id_ in desk.library.documents:
        first = next(iter(desk.histories[id_].releases)).version if id_ in desk.histories else ""
        alone = Desk(SHIPPED, NOW, id_)
        assert past.compare(alone, id_, first) == past.compare(desk, id_, first), id_
        assert list(past.log(alone, id_)) == list(past.log(desk, id_)), id_
        assert "whole" not in vars(alone), id_


def test_only_what_is_asked_for_is_read() -> None:
    part = holding(SHIPPED.root, {"SOP-CMP-01"})
    assert {one.KIND for one in part.documents.values()} == {"sop", "roles", "channels"}
    assert {Path(file).stem for file in part.history} == part.documents.keys() & {
        path.stem for path in (SHIPPED.root / "sop_sources" / "history").glob("*.jsonl")
    }


def test_an_item_brings_what_it_quotes() -> None:
    part = telling(holding(SHIPPED.root, {"SOP-CMP-01"}), {"sla.complaint-first-response"})
    assert "sla.complaint-first-response" in part.entries


def test_what_is_nowhere_is_passed_by() -> None:
    part = telling(holding(SHIPPED.root, {"SOP-CMP-01"}), {"sla.none", "NO-SUCH-01", "e.g"})
    assert "sla.none" not in part.entries
    assert "SOP-CMP-01" in part.documents


def test_a_document_may_lie_in_a_file_of_any_name(tmp_path: Path) -> None:
    source = (SHIPPED.root / "sop_sources" / "sops" / "SOP-CMP-01.yml").read_text("utf-8")
    (tmp_path / "sop_sources" / "sops").mkdir(parents=True)
    (tmp_path / "sop_sources" / "sops" / "complaint.yml").write_text(source, "utf-8")
    assert "SOP-CMP-01" in holding(tmp_path, {"SOP-CMP-01"}).documents
    desk = Desk(Project(tmp_path), NOW, "sop-cmp-01")
    assert desk.document("sop-cmp-01").id == "SOP-CMP-01"

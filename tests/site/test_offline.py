"""What browsers take along: bundles, the list of them, who needs which, the web manifest."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.config import data
from handbook.render.rendition import Rendition
from handbook.render.view import Book
from handbook.site.assets import Assets
from handbook.site.frame import Frame
from handbook.site.offline import APP, app_file, icons, offline_files
from handbook.site.readers import readers
from handbook.site.sections import navigation
from tests.site.test_bundle import opened

LONG = 40_000
INDEX = "search/0123abcd/"


@pytest.fixture
def frame(small: Book) -> Frame:
    links = navigation(small.t, ())
    assets = Assets(
        (data("docs"),), small.t, links, "Asia/Shanghai", {"folder": INDEX}, {}, app=APP
    )
    return Frame(Rendition(small), assets)


@pytest.fixture
def write(tmp_path: Path, frame: Frame) -> Callable[..., None]:
    """Puts a page of a document on a site of its own."""

    def write(path: str, document: str = "", text: str = "") -> None:
        file = tmp_path / path / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        doc = f' data-doc="{document} 1.0.0 12345678"' if document else ""
        style = f"assets/css/handbook.css?{frame.assets.digest}"
        file.write_text(
            f'<link href="{style}"><body data-edition="{frame.edition}"{doc}>{text}', "utf-8"
        )

    return write


def packs(files: dict[str, bytes]) -> dict[str, Any]:
    """Every pack by its name, opened."""
    return {
        path.removeprefix("offline/").removesuffix(".bin"): json.loads(gzip.decompress(data))
        for path, data in files.items()
        if path.endswith(".bin")
    }


def list_of(files: dict[str, bytes]) -> dict[str, Any]:
    told: dict[str, Any] = packs(files)[json.loads(files["offline.json"])["list"]]
    return told


def bundle_of(files: dict[str, bytes], path: str) -> list[Any]:
    return next(one for one in list_of(files)["bundles"] if path in one[4])


def test_packs_are_named_by_what_they_hold(
    tmp_path: Path, frame: Frame, write: Callable[..., None]
) -> None:
    write("")
    write("sops/SOP-RET-01/", "SOP-RET-01")
    files = offline_files(tmp_path, frame)
    for path, held in files.items():
        if path != "offline.json":
            assert path == f"offline/{hashlib.sha256(held).hexdigest()[:32]}.bin"
    assert all(f"offline/{name}.bin" in files for name, *_ in list_of(files)["bundles"])


def test_a_page_comes_out_whole_and_its_edition_is_told_once(
    tmp_path: Path, frame: Frame, write: Callable[..., None]
) -> None:
    write("", text=f'{frame.date} 首页 <script src="{INDEX}core.js">')
    files = offline_files(tmp_path, frame)
    told = list_of(files)
    held = opened(packs(files)[bundle_of(files, "")[0]], "")
    for text in (frame.edition, frame.date, frame.assets.digest, INDEX):
        assert text not in held
    for sign, text in told["fill"].items():
        held = held.replace(sign, text)
    assert held == (tmp_path / "index.html").read_text("utf-8")


def test_a_later_edition_has_only_the_bundles_anew_that_differ(
    tmp_path: Path, frame: Frame, write: Callable[..., None]
) -> None:
    for number in range(200):
        words = "".join(
            hashlib.sha256(f"{number} {part}".encode()).hexdigest() for part in range(9)
        )
        write(f"sops/SOP-{number:03}/", f"SOP-{number:03}", words + "。" * LONG)
    before = offline_files(tmp_path, frame)
    write("sops/SOP-100/", "SOP-100", "改过")
    write("sops/SOP-1005/", "SOP-1005", "新的")
    after = offline_files(tmp_path, frame)
    names = [{one[0] for one in list_of(files)["bundles"]} for files in (before, after)]
    assert len(names[1]) > 3
    assert len(names[1] - names[0]) <= 2


def test_no_bundle_grows_beyond_measure(
    tmp_path: Path, frame: Frame, write: Callable[..., None]
) -> None:
    for number in range(120):
        write(f"scripts/one-{number:03}/", "SCR-01", "字" * LONG)
    bundles = list_of(offline_files(tmp_path, frame))["bundles"]
    assert len(bundles) > 1
    assert all(len(paths) * LONG <= (1 << 21) + 2 * LONG for *_, paths in bundles)


def test_earlier_versions_are_apart(
    tmp_path: Path, frame: Frame, write: Callable[..., None]
) -> None:
    for path in ("", "sops/SOP-RET-01/history/", "sops/SOP-RET-01/1.0.0/"):
        write(path)
    write("sops/SOP-RET-01/", "SOP-RET-01")
    files = offline_files(tmp_path, frame)
    past = {path: bundle_of(files, path)[3] for one in list_of(files)["bundles"] for path in one[4]}
    assert past == {
        "": False,
        "sops/SOP-RET-01/": False,
        "sops/SOP-RET-01/1.0.0/": True,
        "sops/SOP-RET-01/history/": True,
    }


def test_files_are_listed_as_pages_ask_for_them(tmp_path: Path, frame: Frame) -> None:
    for path in ("assets/css/handbook.css", "pictures/a.png", "sw.js", "print/A.pdf", "app.json"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(path.encode())
    listed = {path: size for path, size, _ in list_of(offline_files(tmp_path, frame))["files"]}
    style = "assets/css/handbook.css"
    assert listed == {
        f"{style}?{frame.assets.digest}": len(style),
        "pictures/a.png": len("pictures/a.png"),
        "app.json": len("app.json"),
    }


def test_a_role_needs_what_it_acts_in_and_what_that_quotes(small: Book) -> None:
    needed = readers(small)
    assert needed["SOP-RET-01"] == {"role.agent", "role.manager"}
    quoted = {"SCR-01", "SLA-01", "FRM-01", "KPI-01"} & needed.keys()
    assert quoted
    assert all({"role.agent", "role.manager"} <= needed[each] for each in quoted)
    assert set(needed) == {document.id for document in small.in_force()}


def test_the_web_manifest_leads_nowhere_but_to_its_own_folder(small: Book) -> None:
    told = json.loads(app_file(small, icons((data("docs"),))))
    assert told["name"] == "小店 小店手册"
    assert (told["start_url"], told["scope"], told["id"]) == ("./", "./", "./")
    assert [icon["sizes"] for icon in told["icons"]] == ["any", "192x192", "512x512", "512x512"]
    assert all((data("docs") / icon["src"]).is_file() for icon in told["icons"])


def test_a_project_s_own_drawing_is_not_joined_by_our_pictures(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "icons"
    own.mkdir(parents=True)
    (own / "icon.svg").write_text("<svg/>")
    shown = [icon["src"] for icon in icons((tmp_path, data("docs")))]
    assert shown == ["assets/icons/icon.svg"]

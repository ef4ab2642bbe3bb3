"""The bridge to MkDocs: finished pages that MkDocs and Material see as ordinary ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from handbook.config import SOURCES, Project
from handbook.render.view import Book
from handbook.site.assets import PARTS, Assets
from handbook.site.forge import Forge
from handbook.site.frame import Frame
from handbook.site.manifest import zone
from handbook.site.offline import APP, app_file, icons, offline_files
from handbook.site.page import Finished, Heading, SitePage
from handbook.site.sections import navigation

PICTURES = "pictures"
"""The site's folder of pictures from the sources; templates name it."""
_GUIDE = re.compile(r"[^/]+|[^/]+/index\.md")
_HEADING = re.compile(r"^# +(.+?)(?: +\{.*\})?$", re.MULTILINE)
_THEME_LANGUAGES = {"zh-Hans": "zh", "zh-Hant": "zh-TW", "en": "en"}


class FinishedPage(Page):
    """A page whose content is there already: nothing is read, no Markdown is parsed."""

    def __init__(self, finished: Finished, file: File, config: MkDocsConfig) -> None:
        super().__init__(finished.page.title, file, config)
        self._finished = finished
        self.meta = _meta(finished.page)

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read; plugins may still look at ``markdown``."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the body and its table of contents."""
        self.content = self._finished.html
        self.toc = _toc(self._finished.headings)
        self.present_anchor_ids = {heading.id for heading in self._finished.headings}


def configure(config: MkDocsConfig, book: Book, project: Project, *, preview: bool) -> None:
    """Take name, address and language from the handbook, and templates from both their places."""
    settings = book.settings
    config.site_name = settings.name
    if not preview:
        config.site_url = settings.site or config.site_url
    config.theme["language"] = _THEME_LANGUAGES[book.language]
    config.theme.dirs[:0] = [str(folder / "site" / "theme") for folder in project.templates]
    config.theme.static_templates.discard("sitemap.xml")  # a handbook is not for search engines
    config.extra["book"] = book
    config.extra["preview"] = preview


def add_assets(
    files: Files, config: MkDocsConfig, project: Project, index: Mapping[str, str]
) -> None:
    """Add what the package brings and the project's own docs folder does not hold.

    ``index`` says where the parts of the search index are.
    """
    book: Book = config.extra["book"]
    _drop(files, config)
    add_pictures(files, config, book)
    for folder in project.docs:
        for path in sorted(folder.rglob("*")):
            uri = path.relative_to(folder).as_posix()
            if path.is_file() and uri not in PARTS and files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, abs_src_path=str(path)))
    links = navigation(book.t, guides(files))
    forge = Forge.of(book.settings)
    app = None if config.extra["preview"] else APP
    assets = Assets(project.docs, book.t, links, zone(book).key, index, forge, app)
    config.extra["frame"] = Frame(book, assets, config.extra["preview"])
    add_files(assets.files | {APP: app_file(book, icons(project.docs))}, files, config)


def add_pictures(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Add the pictures that documents in force show, below ``pictures/``."""
    shown = {document.id for document in book.in_force()}
    sources = book.library.root / SOURCES
    for name in sorted({each.file for each in book.library.pictures if each.document in shown}):
        files.append(File.generated(config, f"{PICTURES}/{name}", abs_src_path=str(sources / name)))


def add_pages(finished: Iterable[Finished], files: Files, config: MkDocsConfig) -> None:
    """Add finished pages to the files of a build."""
    for page in finished:
        uri = (page.page.path or "index").rstrip("/") + ("/index.md" if page.page.path else ".md")
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        FinishedPage(page, file, config)
        files.append(file)


def add_copy(config: MkDocsConfig) -> None:
    """Put what browsers take along beside the finished pages; a preview cannot be taken along."""
    site, frame = Path(config.site_dir), config.extra["frame"]
    if frame.preview:
        return
    for name, data in offline_files(site, frame).items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(data)


def _drop(files: Files, config: MkDocsConfig) -> None:
    """Leave out what is joined, and Material's own style sheets and scripts."""
    stock = config.theme.dirs[-2]  # MkDocs puts its own templates last, the theme's before them
    for file in list(files):
        material = file.abs_src_path and Path(file.abs_src_path).is_relative_to(stock)
        if material or file.src_uri in PARTS:
            files.remove(file)


def guides(files: Files) -> tuple[tuple[str, str], ...]:
    """Path and title of the hand-written pages that navigation and search list.

    They are those at the top, and a folder's first.
    """
    return tuple(_guides(files))


def add_files(contents: Mapping[str, str | bytes], files: Files, config: MkDocsConfig) -> Files:
    """Add files by their addresses on the site."""
    for uri, content in contents.items():
        files.append(File.generated(config, uri, content=content))
    return files


def _guides(files: Files) -> Iterator[tuple[str, str]]:
    for file in files.documentation_pages():
        folder, _, name = file.src_uri.rpartition("/")
        if file.src_uri != "index.md" and (
            not folder or (name == "index.md" and "/" not in folder)
        ):
            heading = _HEADING.search(file.content_string)
            yield file.url, heading[1] if heading else file.name


def _meta(page: SitePage) -> dict[str, Any]:
    meta: dict[str, Any] = {"title": page.title, "handbook": page}
    if page.description:
        meta["description"] = page.description
    return meta


def _toc(headings: Iterable[Heading]) -> TableOfContents:
    """The headings as MkDocs' tree: level 3 below level 2."""
    roots: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        if heading.level > 2 and roots:  # noqa: PLR2004 - the level of an <h2>
            roots[-1].children.append(link)
        else:
            roots.append(link)
    return TableOfContents(roots)

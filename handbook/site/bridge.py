"""The bridge to MkDocs: finished pages that MkDocs and Material see as ordinary ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from handbook.config import SOURCES, Project, data
from handbook.render.rendition import Rendition
from handbook.render.view import Book
from handbook.site.assets import PARTS, Assets
from handbook.site.desk import desk
from handbook.site.forge import Forge
from handbook.site.frame import Frame, Frames
from handbook.site.manifest import zone
from handbook.site.offline import APP, app_file, icons, offline_files
from handbook.site.page import Finished, Heading, SitePage
from handbook.site.sections import navigation

PICTURES = "pictures"
"""The site's folder of pictures from the sources; templates name it."""
_HOME, _GUIDES, _ENGLISH = "index.md", "guide/", "guide/en/"
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
    config.docs_dir = str(project.docs[0])  # in a preview the folder may come later
    config.nav = None  # the navigation is the handbook's own
    config.theme["language"] = _THEME_LANGUAGES[book.language]
    config.theme.dirs[:0] = [str(folder / "site" / "theme") for folder in project.templates]
    config.theme.static_templates.discard(_SITEMAP)
    config.extra["preview"] = preview


_SITEMAP = "sitemap.xml"
"""A handbook is not for search engines."""
_MISSING = "404.html"


@dataclass(frozen=True)
class Shelf:
    """Where a rendition stands among the files of a site."""

    rendition: Rendition
    others: tuple[Rendition, ...]
    files: Files
    config: MkDocsConfig

    @property
    def guides(self) -> tuple[tuple[str, str], ...]:
        """Path and title of the hand-written pages that navigation and search list.

        They are those at the top, and a folder's first.
        """
        conversion = self.rendition.conversion
        told = conversion.text if conversion else str
        return tuple((path, told(title)) for path, title in _guides(self.files))

    def add_documents(self, project: Project) -> None:
        """Add what the package brings and the project's own docs folder does not hold."""
        for folder in project.docs:
            for path in sorted(folder.rglob("*")):
                named = path.relative_to(folder).as_posix()
                uri = _place(named, path, self.rendition.book.language)
                if path.is_file() and uri and uri not in (*PARTS, _HOME):
                    self._add_document(uri, path)

    def add_assets(self, project: Project, index: Mapping[str, str]) -> None:
        """Add pictures, and what is joined; ``index`` says where the parts of the index are."""
        self._add_pictures()
        self.config.theme.static_templates.add(self.rendition.folder + _MISSING)
        book = self.rendition.book
        links = navigation(book.t, self.guides)
        forge = Forge.of(book.settings)
        preview = self.config.extra["preview"]
        app = None if preview else APP
        assets = Assets(project.docs, book.t, links, zone(book).key, index, desk(book), forge, app)
        frame = Frame(self.rendition, assets, preview, self.others)
        known = self.config.extra.get("frames", Frames(()))
        self.config.extra["frames"] = Frames((*known.every, frame))
        self.add_files(assets.files | {APP: app_file(book, icons(project.docs))})

    def add_pages(self, finished: Iterable[Finished]) -> None:
        """Add finished pages to the files of a build."""
        for page in finished:
            path = page.page.path
            uri = (path or "index").rstrip("/") + ("/index.md" if path else ".md")
            file = self._add(uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            FinishedPage(page, file, self.config)

    def add_files(self, contents: Mapping[str, str | bytes]) -> None:
        """Add files by their addresses from the rendition's root."""
        for uri, content in contents.items():
            self._add(uri, content=content)

    def _add(self, uri: str, **told: Any) -> File:
        file = File.generated(self.config, self.rendition.folder + uri, **told)
        if former := self.files.get_file_from_path(file.src_uri):  # a hand-written page
            self.files.remove(former)
        self.files.append(file)
        return file

    def _add_document(self, uri: str, path: Path) -> None:
        """Add a file of a docs folder, unless one of the same name is there; pages converted."""
        if self.files.get_file_from_path(self.rendition.folder + uri) is not None:
            return
        conversion = self.rendition.conversion
        if conversion and path.suffix == ".md":
            self._add(uri, content=conversion.markdown(path.read_text("utf-8")))
        else:
            self._add(uri, abs_src_path=str(path))

    def _add_pictures(self) -> None:
        """Add the pictures that documents in force show, below ``pictures/``."""
        book = self.rendition.book
        shown = {document.id for document in book.in_force()}
        sources = book.library.root / SOURCES
        for name in sorted({each.file for each in book.library.pictures if each.document in shown}):
            self._add(f"{PICTURES}/{name}", abs_src_path=str(sources / name))


def place_of(template: str, config: MkDocsConfig) -> dict[str, str]:
    """Where the page for what is missing lies; its links hold wherever it is shown."""
    if not template.endswith(_MISSING):
        return {}
    return {
        "folder": template.removesuffix(_MISSING),
        "base_url": urlsplit(config.site_url or "/").path,
    }


def add_copy(config: MkDocsConfig) -> None:
    """Put what browsers take along beside the finished pages; a preview cannot be taken along."""
    site = Path(config.site_dir)
    for frame in config.extra["frames"].every:
        for name, content in {} if frame.preview else offline_files(site, frame).items():
            path = site / frame.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)


def shelves(renditions: Sequence[Rendition], files: Files, config: MkDocsConfig) -> list[Shelf]:
    """The place of every rendition on a site, cleared of what no handbook shows."""
    config.extra.pop("frames", None)  # of the preview before this one
    stock = config.theme.dirs[-2]  # MkDocs puts its own templates last, the theme's before them
    language = renditions[0].book.language
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else None
        material = source and source.is_relative_to(stock)
        elsewhere = source and _place(file.src_uri, source, language) != file.src_uri
        if material or elsewhere or file.src_uri in (*PARTS, _SITEMAP):
            files.remove(file)
        elif source and source.exists() and not source.is_file():  # a pipe would be waited for
            raise PluginError(f"docs/{file.src_uri}: not an ordinary file")
    return [
        Shelf(one, tuple(each for each in renditions if each is not one), files, config)
        for one in renditions
    ]


def _place(uri: str, path: Path, language: str) -> str | None:
    """Where a file of a docs folder lies on the site; None if it is a guide in another language.

    The package's guides are in Chinese, but for the English twins, which take their places; a
    project may have twins of its own, as of any other file.
    """
    chinese = language.startswith("zh")
    if uri.startswith(_ENGLISH) and (data("docs") / uri).is_file():
        return None if chinese else _GUIDES + uri.removeprefix(_ENGLISH)
    other = path.suffix == ".md" and path.is_relative_to(data("docs"))
    return None if other and not chinese else uri


def _guides(files: Files) -> Iterator[tuple[str, str]]:
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav):
        folder, _, name = file.src_uri.rpartition("/")
        if file.src_uri != _HOME and (not folder or (name == _HOME and "/" not in folder)):
            try:
                heading = _HEADING.search(file.content_string)
            except UnicodeDecodeError as error:
                raise PluginError(f"docs/{file.src_uri}: UTF-8? {error}") from error
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

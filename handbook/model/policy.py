"""Policies in numbered articles."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import Block, Document, LocalId, Model, Part, Plain


class Article(Part):
    """One article; its number is its place in the whole policy, given at rendering."""

    KIND: ClassVar[str] = "article"
    LABEL: ClassVar[str] = "title"

    title: Plain
    """The heading."""
    text: Block
    """What stands below the heading."""


class Chapter(Model):
    """A chapter of articles."""

    id: LocalId
    """The name in ``{#...}`` at the end of the heading."""
    title: Plain
    """The heading."""
    articles: tuple[Article, ...] = Field(min_length=1)


class Policy(Document):
    """policies/: Markdown with front matter, ``##`` a chapter, ``###`` an article."""

    KIND: ClassVar[str] = "policy"

    chapters: tuple[Chapter, ...] = Field(min_length=1)
    """Read off the headings of the text; not written in the front matter."""

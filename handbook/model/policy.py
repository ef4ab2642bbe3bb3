"""Regulations in numbered articles."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import Block, Document, LocalId, Model, Part, Plain


class Article(Part):
    """One article; its number is its place in the whole regulation, given at rendering."""

    KIND: ClassVar[str] = "article"
    LABEL: ClassVar[str] = "title"

    title: Plain
    text: Block


class Chapter(Model):
    """A chapter of articles."""

    id: LocalId
    title: Plain
    articles: tuple[Article, ...] = Field(min_length=1)


class Policy(Document):
    """policies/: Markdown with front matter, ``##`` a chapter, ``###`` an article."""

    KIND: ClassVar[str] = "policy"

    chapters: tuple[Chapter, ...] = Field(min_length=1)

"""The sections of the site: the overview pages, which are all that the navigation lists."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.render.words import Translate


@dataclass(frozen=True, slots=True)
class Section:
    """An overview page; ``name`` is its words' key, its template and its icon."""

    name: str
    path: str
    kinds: tuple[str, ...] = ()
    """Kinds of document that it lists."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sections under one heading of the navigation."""

    name: str
    sections: tuple[Section, ...]


GROUPS = (
    Group("serve", (
        Section("sops", "sops/", ("sop",)),
        Section("scripts", "scripts/", ("scripts",)),
        Section("phrases", "phrases/", ("phrases",)),
        Section("check", "check/"),
        Section("etiquette", "etiquette/", ("etiquette-guide",)),
        Section("escalation", "escalation/", ("escalation",)),
        Section("service-levels", "service-levels/", ("service-levels",)),
    )),
    Group("view", (
        Section("roles", "roles/", ("roles",)),
        Section("channels", "channels/", ("channels",)),
        Section("scenes", "scenes/"),
        Section("terms", "terms/", ("terms",)),
    )),
    Group("manage", (
        Section("policies", "policies/", ("policy",)),
        Section("kpis", "kpis/", ("kpis",)),
        Section("scorecards", "scorecards/", ("scorecard",)),
        Section("training", "training/", ("training-plan",)),
        Section("forms", "forms/", ("forms",)),
        Section("programmes", "programmes/", ("programme",)),
    )),
    Group("control", (
        Section("register", "register/"),
        Section("changes", "changes/"),
        Section("cards", "cards/", ("card",)),
        Section("print", "print/", ("manual",)),
        Section("verify", "verify/"),
    )),
)  # fmt: skip
Navigation = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Groups of links as they are shown: the group's words, then a path and words for each link."""
SECTIONS = tuple(section for group in GROUPS for section in group.sections)


def navigation(t: Translate, guides: tuple[tuple[str, str], ...]) -> Navigation:
    """Home, the sections by group, then the hand-written guides by path and title."""
    groups = [
        (
            t(f"section.{group.name}"),
            tuple((s.path, t(f"section.{s.name}")) for s in group.sections),
        )
        for group in GROUPS
    ]
    last = [(t("section.guides"), guides)] if guides else []
    return (("", (("", t("section.home")),)), *groups, *last)

"""Pages that gather what concerns one role, one channel or one scene from all documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.model.base import Document
from handbook.model.escalation import EscalationPath, Hop
from handbook.model.library import Entry
from handbook.model.sop import Sop, Step
from handbook.render.volume import MANUAL_KINDS
from handbook.site.address import Addresses
from handbook.site.in_force import InForce, names, once
from handbook.site.page import SitePage

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Acting:
    """The steps of a procedure at which a role acts."""

    sop: Sop
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """A hand-over that a role takes: the path, and who hands over."""

    path: EscalationPath
    hop: Hop
    giver: str


def gathered_pages(now: InForce, addresses: Addresses) -> Iterator[SitePage]:
    """A page for each role, channel and scene."""
    for kind, gather in (("role", of_role), ("channel", of_channel), ("scene", of_scene)):
        for entry in now.entries(kind):
            context = {"entry": entry, "item": entry.value, **gather(now, entry)}
            yield SitePage(
                addresses.path(entry.address) or "", f"gathered/{kind}.html", entry.label, context,
                document=entry.document,
            )  # fmt: skip


def of_role(now: InForce, entry: Entry) -> Context:
    """What a role does, says, is measured by, is trained in, fills in and answers for."""
    role = entry.address
    acts = _acting(now, role)
    steps = [step for acting in acts for step in acting.steps]
    return {
        "acts": acts,
        "says": now.by_scene(once(script for step in steps for script in step.say)),
        "avoids": list(once(phrase for step in steps for phrase in step.avoid)),
        "measured": _measured(now, role, steps),
        "reads": _read(now, role),
        "fills": [form for form in now.values("form") if names(form.filled_by, role)],
        "checks": [form for form in now.values("form") if names(form.checked_by, role)],
        "answers": _answering(now, role),
        "starts": [path for path in now.values("path") if names([path.starts_with], role)],
        "grades": [grade for grade in now.values("grade") if names([grade.handler], role)],
        **_trained(now, role),
    }


def of_channel(now: InForce, entry: Entry) -> Context:
    """The limits, procedures, scripts, phrases and manners of a channel."""
    channel = entry.address
    return {
        "levels": _here(now, "sla", channel),
        "sops": [sop for sop in now.of("sop") if names(sop.channels, channel)],
        "scripts": now.by_scene(script.id for script in _here(now, "script", channel)),
        "phrases": _here(now, "phrase", channel),
        "rules": _here(now, "etiquette", channel),
        "kpis": _here(now, "kpi", channel),
    }


def of_scene(now: InForce, entry: Entry) -> Context:
    """The procedures and scripts of a scene."""
    scene = entry.address
    return {
        "sops": [sop for sop in now.of("sop") if names(sop.scenes, scene)],
        "scripts": [each for each in now.values("script") if names([each.scene], scene)],
        "cards": [card for card in now.of("card") if names(card.scenes, scene)],
    }


def _here(now: InForce, kind: str, channel: str) -> list[Any]:
    return [item for item in now.values(kind) if names(item.channels, channel)]


def _acting(now: InForce, role: str) -> list[Acting]:
    found = []
    for sop in now.of("sop"):
        steps = tuple(step for step in sop.steps if names([step.who], role))
        if steps:
            found.append(Acting(sop, steps))
    return found


def _measured(now: InForce, role: str, steps: list[Step]) -> list[str]:
    named = [kpi.id for kpi in now.values("kpi") if names(kpi.roles, role)]
    return list(once([*named, *(kpi for step in steps for kpi in step.measures)]))


def _read(now: InForce, role: str) -> dict[str, list[Document]]:
    """The documents that are for a role by name, under their kinds."""
    return {
        kind: found
        for kind in now.kinds
        if kind not in MANUAL_KINDS
        and (found := [each for each in now.of(kind) if names(each.audience, role)])
    }


def _trained(now: InForce, role: str) -> Context:
    def meant(kind: str) -> list[Any]:
        return [item for item in now.values(kind) if names(item.audience, role)]

    return {
        "courses": meant("course"),
        "trainings": meant("training"),
        "manuals": [manual for manual in now.of("manual") if names(manual.audience, role)],
        "cards": [card for card in now.of("card") if names(card.audience, role)],
    }


def _answering(now: InForce, role: str) -> list[Answering]:
    found = []
    for path in now.values("path"):
        giver = path.starts_with
        for hop in path.hops:
            if names([hop.to], role):
                found.append(Answering(path, hop, giver))
            giver = hop.to
    return found

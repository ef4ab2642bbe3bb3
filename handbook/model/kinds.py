"""The visible list of kinds: where each lives, what it is called, which model reads it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from handbook.config import HANDBOOK
from handbook.model.base import Document


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: ``place`` is its folder below the sources, or its one file."""

    place: str
    name: str
    series: str
    """What the ids of new documents begin with; of a kind that is one file, its id."""
    where: str
    """Module and class of its model, which is not defined before it is needed."""

    @property
    def model(self) -> type[Document]:
        module, name = self.where.split(".")
        return cast("type[Document]", getattr(import_module(f"handbook.model.{module}"), name))

    @property
    def single(self) -> bool:
        """Whether it is one file of a handbook, not a folder."""
        return self.place.endswith(".yml")


KINDS = (
    Kind("roles.yml", "roles", "REF-ROLES", "role.Roles"),
    Kind("channels.yml", "channels", "REF-CHANNELS", "channel.Channels"),
    Kind("terms.yml", "terms", "REF-TERMS", "term.Terms"),
    Kind("policies", "policy", "POL", "policy.Policy"),
    Kind("sops", "sop", "SOP", "sop.Sop"),
    Kind("scripts", "scripts", "SCR", "script.ScriptLibrary"),
    Kind("phrases", "phrases", "PHR", "phrase.PhraseList"),
    Kind("etiquette", "etiquette-guide", "ETQ", "etiquette.EtiquetteGuide"),
    Kind("service-levels", "service-levels", "SLA", "service_level.ServiceLevels"),
    Kind("kpis", "kpis", "KPI", "kpi.KpiSet"),
    Kind("escalation", "escalation", "ESC", "escalation.EscalationScheme"),
    Kind("scorecards", "scorecard", "QA", "scorecard.Scorecard"),
    Kind("training", "training-plan", "TRN", "training.TrainingPlan"),
    Kind("forms", "forms", "FRM", "form.FormSet"),
    Kind("programmes", "programme", "PRG", "programme.Programme"),
    Kind("cards", "card", "CARD", "card.Card"),
    Kind("manuals", "manual", "MAN", "manual.Manual"),
)

_BY_PLACE = {kind.place: kind for kind in KINDS}


def kind_of(file: str) -> Kind | None:
    """The kind of a source by its path below the project (``sop_sources/sops/A.yml``)."""
    _, _, below = file.partition("/")
    folder, _, name = below.partition("/")
    return _BY_PLACE.get(folder if name else _ending(folder))


def is_handbook(file: str) -> bool:
    """Whether a source is handbook.yml: in the sources' folder, or in the project's own."""
    folder, _, name = file.partition("/")
    return _ending(name) == HANDBOOK if name else folder == HANDBOOK


def _ending(name: str) -> str:
    return name.removesuffix(".yaml") + ".yml" if name.endswith(".yaml") else name

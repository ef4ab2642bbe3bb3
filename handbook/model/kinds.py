"""The visible list of kinds: where each lives, what it is called, which model reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from handbook.config import HANDBOOK
from handbook.model.base import Document
from handbook.model.card import Card
from handbook.model.channel import Channels
from handbook.model.escalation import EscalationScheme
from handbook.model.etiquette import EtiquetteGuide
from handbook.model.form import FormSet
from handbook.model.kpi import KpiSet
from handbook.model.manual import Manual
from handbook.model.phrase import PhraseList
from handbook.model.policy import Policy
from handbook.model.programme import Programme
from handbook.model.role import Roles
from handbook.model.scorecard import Scorecard
from handbook.model.script import ScriptLibrary
from handbook.model.service_level import ServiceLevels
from handbook.model.sop import Sop
from handbook.model.term import Terms
from handbook.model.training import TrainingPlan


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: ``place`` is its folder below the sources, or its one file."""

    place: str
    model: type[Document]

    @property
    def name(self) -> str:
        return self.model.KIND


KINDS = (
    Kind("roles.yml", Roles),
    Kind("channels.yml", Channels),
    Kind("terms.yml", Terms),
    Kind("policies", Policy),
    Kind("sops", Sop),
    Kind("scripts", ScriptLibrary),
    Kind("phrases", PhraseList),
    Kind("etiquette", EtiquetteGuide),
    Kind("service-levels", ServiceLevels),
    Kind("kpis", KpiSet),
    Kind("escalation", EscalationScheme),
    Kind("scorecards", Scorecard),
    Kind("training", TrainingPlan),
    Kind("forms", FormSet),
    Kind("programmes", Programme),
    Kind("cards", Card),
    Kind("manuals", Manual),
)

_BY_PLACE = {kind.place: kind for kind in KINDS}


def kind_of(file: str) -> Kind | None:
    """The kind of a source by its path below the project (``sop_sources/sops/A.yml``)."""
    parts = PurePosixPath(file).parts[1:]
    if len(parts) == 1:
        return _BY_PLACE.get(_ending(parts[0]))
    return _BY_PLACE.get(parts[0]) if parts else None


def is_handbook(file: str) -> bool:
    """Whether a source is handbook.yml: in the sources' folder, or in the project's own."""
    parts = PurePosixPath(file).parts
    return parts == (HANDBOOK,) or (len(parts) == 2 and _ending(parts[1]) == HANDBOOK)  # noqa: PLR2004


def _ending(name: str) -> str:
    return name.removesuffix(".yaml") + ".yml" if name.endswith(".yaml") else name

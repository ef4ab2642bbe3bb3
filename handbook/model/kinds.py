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
    series: str
    """What the ids of new documents begin with; of a kind that is one file, its id."""

    @property
    def name(self) -> str:
        return self.model.KIND

    @property
    def single(self) -> bool:
        """Whether it is one file of a handbook, not a folder."""
        return self.place.endswith(".yml")


KINDS = (
    Kind("roles.yml", Roles, "REF-ROLES"),
    Kind("channels.yml", Channels, "REF-CHANNELS"),
    Kind("terms.yml", Terms, "REF-TERMS"),
    Kind("policies", Policy, "POL"),
    Kind("sops", Sop, "SOP"),
    Kind("scripts", ScriptLibrary, "SCR"),
    Kind("phrases", PhraseList, "PHR"),
    Kind("etiquette", EtiquetteGuide, "ETQ"),
    Kind("service-levels", ServiceLevels, "SLA"),
    Kind("kpis", KpiSet, "KPI"),
    Kind("escalation", EscalationScheme, "ESC"),
    Kind("scorecards", Scorecard, "QA"),
    Kind("training", TrainingPlan, "TRN"),
    Kind("forms", FormSet, "FRM"),
    Kind("programmes", Programme, "PRG"),
    Kind("cards", Card, "CARD"),
    Kind("manuals", Manual, "MAN"),
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

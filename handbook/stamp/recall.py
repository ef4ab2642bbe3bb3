"""Which controlled copies have to be called in: what they say is no longer what is in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from handbook.stamp.copies import Copy, Issue, Register, format_of

Way = Literal["replace", "withdraw", "destroy"]
"""Print it anew; take it in, since the piece is no longer in force; take in what was replaced."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Copies of a piece in a size that a holder has, and what is to be done with them."""

    holder: str
    piece: str
    size: str
    way: Way
    copies: tuple[Copy, ...]
    """In the order of their numbers."""

    @property
    def format(self) -> str:
        """The size as people say it."""
        return format_of(self.piece, self.size)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(copy.number for copy in self.copies)

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that they have."""
        return tuple(dict.fromkeys(copy.issue.version for copy in self.copies))

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests that stand on them: they tell copies of one version apart."""
        return tuple(dict.fromkeys(copy.issue.digest for copy in self.copies))


def recalls(
    registers: Iterable[Register],
    digests: Mapping[str, str],
    expired_on: date | None = None,
    is_ahead: Callable[[Issue], bool] = lambda _: False,
) -> tuple[Recall, ...]:
    """What to call in, by holder and piece; ``digests`` are those of the pieces in force.

    A copy is printed anew where its own content has changed, and for no other reason; with a day
    also where it may no longer be used on that day. One that was printed ahead waits for its day.
    """

    def way_of(copy: Copy) -> Way | None:
        now = digests.get(copy.issue.piece)
        if copy.replaced:
            return "destroy"
        if now != copy.issue.digest and is_ahead(copy.issue):
            return None
        if now is None:
            return "withdraw"
        until = copy.issue.until
        late = expired_on is not None and until is not None and until < expired_on
        return "replace" if now != copy.issue.digest or late else None

    return _gathered((copy for one in registers for copy in one.held), way_of)


def holdings(registers: Iterable[Register], pieces: Mapping[str, Way]) -> tuple[Recall, ...]:
    """The copies in use of some pieces, each piece with what is to be done with it."""
    held = (copy for one in registers for copy in one.used)
    return _gathered(held, lambda copy: pieces.get(copy.issue.piece))


def by_holder(found: Iterable[Recall]) -> dict[str, tuple[Recall, ...]]:
    """The same under each holder."""
    holders: dict[str, list[Recall]] = defaultdict(list)
    for one in found:
        holders[one.holder].append(one)
    return {holder: tuple(some) for holder, some in holders.items()}


def _gathered(copies: Iterable[Copy], way_of: Callable[[Copy], Way | None]) -> tuple[Recall, ...]:
    groups: dict[tuple[str, str, str, Way], list[Copy]] = defaultdict(list)
    for copy in copies:
        if (way := way_of(copy)) is not None:
            groups[copy.holder, copy.issue.piece, copy.issue.size, way].append(copy)
    return tuple(
        Recall(*key, tuple(sorted(groups[key], key=lambda copy: copy.number)))
        for key in sorted(groups)
    )

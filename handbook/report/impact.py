"""The impact of a change: as text, as the one comment of a review, and as JSON.

The JSON::

    {
      "version": 1,
      "class": "normative",                 // of all changes together; null: none in content
      "documents": [
        {
          "id": "SLA-01", "title": "…", "owner": "…",
          "before": "1.0.0", "after": "1.1.0",  // "" where there is none
          "status": "approved", "effective": "2026-12-01",
          "class": "normative", "needed": "1.1.0",
          "ahead": null,  // the version to come that it would put into force before its day
          "changes": [
            {"way": "changed", "where": ["…"], "before": "…", "after": "…", "class": "normative"}
          ]
        }
      ],
      "reread": [{"document": NAMED, "items": [NAMED]}],
      "pages": [NAMED],
      "traditional": [NAMED],  // pages that read otherwise in Traditional alone
      "worded": [{"what": "blank" or "traditional", "name": "…", "before": "…", "after": "…"}],
      "scripts": [NAMED], "checks": [NAMED],
      "courses": [NAMED], "questions": [NAMED],
      "cards": [{"piece": NAMED, "way": "replace", "on": "2026-12-01", "because": [NAMED]}],
      "manuals": [ … the same … ],
      "held": [{"holder": "…", "piece": NAMED, "way": "replace", "numbers": [1, 2]}],
      "unread": ["…"],        // files that cannot be read: nothing is said of what they hold
      "unread_before": ["…"]  // files that could not be read in what it is compared with
    }

NAMED is ``{"id": "…", "label": "…", "page": "…"}``. Within version 1 keys may be added, never taken
away or given another meaning.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from handbook.render.differences import Told
from handbook.render.reached import Held, Impact, Named, Print, Revised
from handbook.render.wording import Worded
from handbook.render.words import Translate, translator
from handbook.report import changes
from handbook.report.changes import Compared, table
from handbook.report.excerpt import plain
from handbook.report.look import Look
from handbook.report.markdown import cell
from handbook.stamp.copies import spans

MARK = "<!-- handbook-impact -->"
"""The first line of the comment, by which it is found again."""
LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
_SHORTENED = ("reached", "reasons", "reread", "changes")
"""What a comment that would be too long tells in short, the last only where it must."""
_FEW, _SOME = 3, 20
VERSION = 1
_UNREAD = ("unread", "unread_before")
_LISTS = ("scripts", "checks", "courses", "questions")
_PAGES = ("pages", "traditional")


def as_text(impact: Impact, look: Look) -> str:
    """For a terminal."""
    t = translator(look.language)
    blocks = [changes.as_text([compared(one, t)], look) + _noted(one, t) for one in impact.revised]
    blocks += (_listed(t(f"impact.{name}"), lines) for name, lines in _lists(impact, t) if lines)
    return "\n\n".join([*_opening(impact, t, plain), *blocks])


def as_markdown(impact: Impact, look: Look) -> str:
    """For a review: one comment, short enough for every forge."""
    t = translator(look.language)
    whole = "\n".join(_comment(impact, t, _SHORTENED))
    if len(whole) <= LONGEST:
        return whole
    for number in range(1, len(_SHORTENED) + 1):
        short = "\n".join(_comment(impact, t, _SHORTENED[number:]))
        if len(short) <= LONGEST:
            break
    else:
        short = short[:LONGEST].rpartition("\n")[0]
    return f"{short}\n\n{t('impact.cut')}"


def as_json(impact: Impact, _look: Look) -> str:
    """For programs, in a shape of its own."""
    lists = {name: [_json(one) for one in getattr(impact, name)] for name in (*_PAGES, *_LISTS)}
    prints = {
        name: [_json_print(one) for one in getattr(impact, name)] for name in ("cards", "manuals")
    }
    document = {
        "version": VERSION,
        "class": impact.change_class,
        "documents": [_json_revised(one) for one in impact.revised],
        "reread": [
            {"document": _json(one.document), "items": [_json(item) for item in one.items]}
            for one in impact.reread
        ],
        **lists,
        **prints,
        "held": [_json_held(one) for one in impact.held],
        "worded": [asdict(one) for one in impact.worded],
        "unread": impact.unread,
        "unread_before": impact.unread_before,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


def compared(revised: Revised, t: Translate) -> Compared:
    """A revised document as the two versions of it."""
    after = revised.after or t("impact.gone")
    return Compared(revised.id, revised.title, revised.before, after, revised.found)


def _opening(impact: Impact, t: Translate, shown: Callable[[str], str]) -> Iterator[str]:
    """What it amounts to, after the files of which nothing can be said."""
    unread = {key: files for key in _UNREAD if (files := getattr(impact, key))}
    for key, files in unread.items():
        listed = t("shared.list_separator").join(map(shown, files))
        yield t(f"impact.{key}", files=listed)
    if impact.reaches_readers:
        yield _lede(impact, t)
    else:
        yield t("impact.none_else" if unread else "impact.none")


def _lede(impact: Impact, t: Translate) -> str:
    prints = len(impact.cards) + len(impact.manuals)
    told = t(
        "impact.lede", documents=len(impact.revised), pages=len(impact.pages), prints=prints
    )  # fmt: skip
    if impact.change_class:
        told += t("impact.lede_class", **{"class": t(f"class.{impact.change_class}")})
    return told


def _starts(revised: Revised, t: Translate) -> str:
    """From when a version holds, or its document ends; nothing of a draft and of what is gone."""
    if not revised.after or revised.status == "draft" or revised.effective is None:
        return ""
    way = "ends" if revised.status == "retired" else "starts"
    return t(f"impact.{way}", day=revised.effective)


def _notes(revised: Revised, t: Translate) -> Iterator[str]:
    """What is wrong with a version or its day."""
    if revised.is_short:
        class_ = t(f"class.{revised.change_class}")
        yield t("impact.short", id=revised.id, needed=revised.needed, **{"class": class_})
    if ahead := revised.ahead:
        days = {"day": ahead.effective, "date": revised.effective}
        yield t("impact.ahead", version=ahead.version, **days)


def _noted(revised: Revised, t: Translate) -> str:
    notes = (f"  ! {note.replace('`', '')}" for note in _notes(revised, t))
    starts = _starts(revised, t)
    return "".join(f"\n{line}" for line in (f"  {starts}" if starts else "", *notes) if line)


def _lists(impact: Impact, t: Translate) -> Iterator[tuple[str, list[str]]]:
    """Headings by their key, each with its lines."""
    yield "reread", [f"{_name(one.document)}: {_names(one.items, t)}" for one in impact.reread]
    for key in ("cards", "manuals"):
        yield key, [_printed(one, t) for one in getattr(impact, key)]
    yield "held", [_in_hand(one, t) for one in impact.held]
    for key in _LISTS:
        yield key, [_name(one) for one in getattr(impact, key)]
    for key in _PAGES:
        yield key, [f"{one.page}  {one.label}" for one in getattr(impact, key)]
    yield "worded", [_reworded(one, t) for one in impact.worded]


def _listed(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, *(f"  {plain(line)}" for line in lines)])


def _printed(one: Print, t: Translate) -> str:
    parts = [_name(one.piece), t(f"impact.print_{one.way}"), _day(one, t)]
    return "  ".join(filter(None, [*parts, _names(one.because, t)]))


def _in_hand(one: Held, t: Translate) -> str:
    numbers = t("copies.numbers", numbers=spans(one.numbers))
    way = t(f"impact.print_{one.way}")
    return f"{one.holder}{t('shared.colon')}{_name(one.piece)}  {numbers}  {way}"


def _reworded(one: Worded, t: Translate) -> str:
    return t(f"impact.worded_{one.what}", name=one.name, before=one.before, after=one.after)


def _name(named: Named) -> str:
    return f"{named.address} {named.label}"


def _names(every: Sequence[Named], t: Translate, most: int | None = None) -> str:
    """Some names, by default all of them, and how many more there are."""
    names = [one.label for one in every[:most]]
    if left := len(every) - len(names):
        names.append(t("impact.more", n=left))
    return t("shared.list_separator").join(names)


def _day(one: Print, t: Translate) -> str:
    return t("impact.from", day=one.on) if one.on else ""


def _comment(impact: Impact, t: Translate, whole: Collection[str]) -> Iterator[str]:
    """The lines of a comment; ``whole`` names what is told in full."""
    yield MARK
    yield f"## {t('impact.title')}"
    for told in _opening(impact, t, cell):
        yield from ("", told)
    if not impact.reaches_readers:
        return
    yield from _revised(impact, t, shown="changes" in whole)
    yield from _worded(impact, t)
    reasons = None if "reasons" in whole else _FEW
    yield from _reread(impact, t, None if "reread" in whole else _SOME, reasons)
    yield from _prints(impact, t, reasons)
    yield from _held(impact, t)
    yield from _reached(impact, t, shown="reached" in whole)


def _revised(impact: Impact, t: Translate, *, shown: bool) -> Iterator[str]:
    if not impact.revised:
        return
    yield from ("", f"### {t('impact.revised')}")
    for one in impact.revised:
        yield ""
        parts = (f"**{cell(changes.head(compared(one, t), t))}**", _starts(one, t), cell(one.owner))
        yield " ".join(filter(None, parts))
        for note in _notes(one, t):
            yield from ("", f"> \u26a0\ufe0f {note}")
        if one.found:
            told = changes.summary(compared(one, t), t)
            yield from _folded(told, table(one.found, t), shown=shown)
        elif one.before and one.after:
            yield from ("", t("impact.control"))


def _worded(impact: Impact, t: Translate) -> Iterator[str]:
    if impact.worded:
        yield from ("", f"### {t('impact.worded')}", "")
        yield from (f"- {cell(_reworded(one, t))}" for one in impact.worded[:_SOME])
    if left := len(impact.worded[_SOME:]):
        yield f"- {t('impact.more', n=left)}"


def _reread(impact: Impact, t: Translate, most: int | None, reasons: int | None) -> Iterator[str]:
    if not impact.reread:
        return
    yield from ("", f"### {t('impact.reread')}", "", t("impact.reread_lede"), "")
    for one in impact.reread[:most]:
        items = _names(one.items, t, reasons)
        yield f"- {cell(_name(one.document))}{t('shared.colon')}{cell(items)}"
    if left := len(impact.reread) - len(impact.reread[:most]):
        yield f"- {t('impact.more', n=left)}"


def _prints(impact: Impact, t: Translate, reasons: int | None) -> Iterator[str]:
    prints = (*impact.cards, *impact.manuals)
    if not prints:
        return
    heads = (t(f"impact.{key}") for key in ("piece", "action", "day", "because"))
    yield from ("", f"### {t('impact.print')}", "")
    yield f"| {' | '.join(heads)} |"
    yield "| --- | --- | --- | --- |"
    for one in prints:
        day = one.on.isoformat() if one.on else ""
        why = _names(one.because, t, reasons) or t("impact.own")
        cells = (_name(one.piece), t(f"impact.print_{one.way}"), day, why)
        yield f"| {' | '.join(map(cell, cells))} |"


def _held(impact: Impact, t: Translate) -> Iterator[str]:
    if not impact.held:
        return
    yield from ("", f"### {t('impact.held')}", "")
    yield from (f"- {cell(_in_hand(one, t))}" for one in impact.held)


def _reached(impact: Impact, t: Translate, *, shown: bool) -> Iterator[str]:
    lists: dict[str, tuple[Named, ...]] = {
        key: found for key in (*_LISTS, *_PAGES) if (found := getattr(impact, key))
    }
    if lists:
        yield from ("", f"### {t('impact.reached')}")
    for key, found in lists.items():
        items = (f"- {cell(one.label)} `{one.page or one.address}`" for one in found)
        yield from _folded(f"{t(f'impact.{key}')} {len(found)}", items, shown=shown)


def _folded(summary: str, lines: Iterable[str], *, shown: bool) -> Iterator[str]:
    """Lines that a reader unfolds; the summary alone where there is no room for them."""
    yield ""
    if not shown:
        yield summary
        return
    yield f"<details><summary>{summary}</summary>"
    yield ""
    yield from lines
    yield ""
    yield "</details>"


def _json(named: Named) -> dict[str, str]:
    return {"id": named.address, "label": named.label, "page": named.page}


def _json_print(one: Print) -> dict[str, Any]:
    return {
        "piece": _json(one.piece),
        "way": one.way,
        "on": one.on.isoformat() if one.on else None,
        "because": [_json(each) for each in one.because],
    }


def _json_held(one: Held) -> dict[str, Any]:
    return {
        "holder": one.holder,
        "piece": _json(one.piece),
        "way": one.way,
        "numbers": list(one.numbers),
    }


def _json_revised(one: Revised) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "before": one.before,
        "after": one.after,
        "status": one.status,
        "effective": one.effective.isoformat() if one.effective else None,
        "class": one.change_class,
        "needed": one.needed,
        "ahead": one.ahead.version if one.ahead else None,
        "changes": [_json_told(each) for each in one.found],
    }


def _json_told(told: Told) -> dict[str, Any]:
    return {
        "way": told.way,
        "where": list(told.where),
        "before": told.before,
        "after": told.after,
        "class": told.change_class,
    }

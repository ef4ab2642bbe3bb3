"""The index as files: core, postings and fragments; scripts, so that a folder on disk works."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from pathlib import Path as File
from typing import Any

from handbook.load.collector import collector_paused
from handbook.model.spoken import spoken_words
from handbook.render.rendition import TranslatedBook
from handbook.render.view import Book
from handbook.search.entries import (
    Found,
    Path,
    by_both,
    found_in,
    readings_given,
    through,
)
from handbook.search.kept import Kept
from handbook.search.normal import fold_table, normal
from handbook.search.packing import packed, shortened, written
from handbook.search.postings import postings, shards
from handbook.search.sounds import exceptions, further, table
from handbook.search.words import head, words_of

FOLDER = "search"
"""The site's folder of the index, and of the page that shows results."""
_FRAGMENT = 60_000
"""Characters of a shard of fragments before it is compressed, which leaves a fifth."""
_SHORT = 8


@dataclass(frozen=True)
class Index:
    """The files of an index by their addresses on the site."""

    files: dict[str, str]
    folder: str
    """Where they are: named by their digest, so that no page meets files of another edition."""
    sounds: str
    """The address of what is known of the language, which is the same from edition to edition."""

    @property
    def places(self) -> dict[str, str]:
        """What the scripts must know to find the files."""
        return {"folder": self.folder, "sounds": self.sounds}


@collector_paused()
def index_of(
    book: Book,
    path: Path,
    guides: Iterable[tuple[str, str]] = (),
    later: Iterable[tuple[Book, Path]] = (),
    cache: File | None = None,
) -> Index:
    """The index of a book; ``path`` says where an address is, ``guides`` are path and title.

    ``later`` are the books of later days: what they change is found from its day on. What follows
    from texts alone is kept below ``cache``, so that only what changed is worked out again.
    """
    kept = Kept(cache, book.language)
    pages = tuple(guides)
    ahead = ((then.today, _found(then, at, pages, kept)) for then, at in later)
    found = through(_found(book, path, pages, kept), ahead)
    parts = dict(_parts(found, book, kept))
    kept.save()
    spoken = {name: _script(name, value) for name, value in parts.items()}
    folder = f"{FOLDER}/{_digest(''.join(spoken.values()))}/"
    sounds = _script(
        "sounds", {"readings": table(), "further": further(), **_habits(_tongue(book))}
    )
    address = f"{FOLDER}/sounds-{_digest(sounds)}.js"
    files = {f"{folder}{name}.js": text for name, text in spoken.items()}
    if book.folder:  # below the site's root, where the table is already
        return Index(files, folder, "../" * book.folder.count("/") + address)
    return Index(files | {address: sounds}, folder, address)


def _found(book: Book, path: Path, guides: Iterable[tuple[str, str]], kept: Kept) -> list[Found]:
    found = found_in(book, path, guides, kept)
    if isinstance(book, TranslatedBook):
        return list(by_both(found, found_in(book.origin, path, guides, kept)))
    return found


def _parts(found: list[Found], book: Book, kept: Kept) -> Iterator[tuple[str, Any]]:
    firsts = []
    held = postings(each.texts for each in found)
    for number, (first, text) in enumerate(shards(held)):
        firsts.append(first)
        yield f"p{number}", kept.of(f"p{number}", _pressed, (text, "utf-8"))
    starts = []
    for number, (start, fragments) in enumerate(_fragments(found)):
        starts.append(start)
        spoken = json.dumps(fragments, ensure_ascii=False, separators=(",", ":"))
        yield f"f{number}", kept.of(f"f{number}", _pressed, (spoken, "utf-16le"))
    core = _core(found, book, kept) | {"folds": fold_table(held)}
    yield "core", {**core, "postings": "".join(firsts), "fragments": starts}


def _core(found: list[Found], book: Book, kept: Kept) -> dict[str, Any]:
    titles = [normal(text) for each in found for text in (each.title, *each.names)]
    spoken = spoken_words(_tongue(book))
    asking = _asking(_tongue(book))
    said = kept.of("words", words_of, head(text for each in found for _, text in each.texts))
    words = [word for word in said if not any(one in word for one in asking)]  # 多久|要回
    held = [*titles, *words]
    return {
        "groups": list(_groups(found, book)),
        "ids": shortened(_ids(found)),
        "titles": shortened(each.title for each in found),
        "names": "\n".join("\t".join(each.names) for each in found),
        **_readers(found, book),
        "avoid": [number for number, each in enumerate(found) if each.avoid],
        "inside": [number for number, each in enumerate(found) if each.inside],
        "see": _see(found),
        "turns": _turns(found),
        "words": " ".join(words),
        "readings": "\n".join(exceptions(held, readings_given(found))),
        "stop": " ".join(sorted(spoken["words"])),
        "signs": spoken["signs"],
    }


def _see(found: list[Found]) -> list[list[int]]:
    """Each term with the entries that it refers to: who looks for the word wants them."""
    numbers = _numbers(found)
    terms = enumerate(found)
    return [[number, *_held(one.see, numbers)] for number, one in terms if one.kind == "term"]


def _turns(found: list[Found]) -> list[tuple[str, int, int]]:
    """The days on which entries take each other's places: day, number before, number after.

    -1 stands for none.
    """
    gone = {(one.until, one.address): at for at, one in enumerate(found) if one.until}
    come = {(one.since, one.address): at for at, one in enumerate(found) if one.since}
    return [(key[0], gone.get(key, -1), come.get(key, -1)) for key in sorted(gone | come)]


def _numbers(found: list[Found]) -> dict[str, int]:
    """The number of each address; of several, that which stands first."""
    return {one.address: at for at, one in reversed(list(enumerate(found)))}


def _held(addresses: tuple[str, ...], numbers: dict[str, int]) -> list[int]:
    """The entries that are, or hold, what addresses name: for a step its procedure."""
    held = (one if one in numbers else one.partition("#")[0] for one in addresses)
    return list(dict.fromkeys(numbers[one] for one in held if one in numbers))


def _tongue(book: Book) -> str:
    """The language of a book, in whatever script."""
    return book.language.partition("-")[0]


@cache
def _habits(tongue: str) -> dict[str, Any]:
    """What people say for the same thing, and which kinds they want when they say certain words."""
    spoken = spoken_words(tongue)
    families = [list(map(normal, row.split())) for row in spoken["families"].split("\n")]
    return {
        "folds": fold_table(chain.from_iterable(families)),
        "families": "\n".join("\t".join(words) for words in families if words),
        "asks": [[list(map(normal, ask["words"])), ask["kinds"]] for ask in spoken["asks"]],
    }


@cache
def _asking(tongue: str) -> set[str]:
    """Words that ask for something and say nothing else."""
    spoken = spoken_words(tongue)
    return {word for ask in spoken["asks"] for word in ask["words"]} & set(spoken["words"])


def _groups(found: list[Found], book: Book) -> Iterator[list[Any]]:
    """Entries that are addressed alike: kind, its name, prefix of ids, pattern of paths, how many.

    A pattern's ``*`` stands for what an id has beyond its prefix.
    """
    for (kind, prefix, pattern), held in groupby(found, _address):
        name = book.t(f"kind.{kind}")
        yield [kind, name, prefix, pattern, sum(1 for _ in held)]


def _address(each: Found) -> tuple[str, str, str]:
    prefix = _prefix(each)
    rest = each.address.removeprefix(prefix)
    return each.kind, prefix, each.path.replace(rest, "*") if rest else each.path


def _prefix(each: Found) -> str:
    """What an id shares with its neighbours: the document of a step, the kind of an item."""
    document, mark, _ = each.address.rpartition("#")
    if mark:
        return document + mark
    kind, mark, _ = each.address.partition(".")
    return kind + mark if mark else ""


def _ids(found: list[Found]) -> Iterator[str]:
    return (each.address.removeprefix(_prefix(each)) for each in found)


def _readers(found: list[Found], book: Book) -> dict[str, Any]:
    """For whom and where entries are: sets of roles and of channels, and each entry's two sets."""
    data: dict[str, Any] = {}
    for name in ("roles", "channels"):
        named = sorted({one for each in found for one in getattr(each, name)})
        known = [one for one in named if one in book.library.entries]
        held = [_set(getattr(each, name), known) for each in found]
        sets = [one for one, _ in Counter(sorted(held)).most_common()]
        numbers = {one: number for number, one in enumerate(sets)}
        data[name] = [[one, book.library.entries[one].label] for one in known]
        data[f"{name}_sets"] = sets
        data[f"{name}_of"] = written(numbers[one] for one in held)
    return data


def _set(held: tuple[str, ...], known: list[str]) -> str:
    return packed([4 * known.index(one) for one in sorted(set(held)) if one in known])


def _fragments(found: list[Found]) -> Iterator[tuple[int, list[Any]]]:
    """Number of the first entry, and the entries, of each shard of fragments."""
    numbers = _numbers(found)
    start, size = 0, 0
    held: list[Any] = []
    for number, each in enumerate(found):
        if held and size > _FRAGMENT:
            yield start, held
            start, size, held = number, 0, []
        fragment = _fragment(each, numbers)
        size += len(json.dumps(fragment, ensure_ascii=False))
        held.append(fragment)
    if held:
        yield start, held


def _fragment(each: Found, numbers: dict[str, int]) -> list[Any]:
    """Lead, value, words to copy, what people say, parts, variants, mind; no empty ones behind."""
    answer = each.answer
    parts = [
        [part.anchor, part.title, part.limit, part.text, _known(part.scripts, numbers)]
        for part in answer.parts
    ]
    fragment: list[Any] = [
        answer.lead, answer.value, answer.say, each.asks, parts, answer.variants, answer.mind,
    ]  # fmt: skip
    while fragment and not fragment[-1]:
        fragment.pop()
    return fragment


def _known(addresses: tuple[str, ...], numbers: dict[str, int]) -> list[int]:
    return [numbers[address] for address in addresses if address in numbers]


def _pressed(part: tuple[str, ...]) -> str:
    """A part, text and encoding, compressed: on a disk postings and fragments are the index.

    Chinese in UTF-16 comes out a tenth smaller: the window of gzip holds more of it.
    """
    text, encoding = part
    return base64.b64encode(gzip.compress(text.encode(encoding), mtime=0)).decode()


def _script(name: str, value: Any) -> str:
    """A script that hands a part of the index over; ``</`` and line ends of old are escaped."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    said = said.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"handbookSearch.put({json.dumps(name)},{said});\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_SHORT]

"""A page pack: pages that were set alone, ready to be placed in any file.

It holds everything of a chapter but its fonts, which a manual embeds once. Placing one is filling
in numbers: nothing is parsed, so a manual of thousands of chapters takes seconds.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

import pikepdf

from handbook.press.error import PressError
from handbook.press.faces import Faces
from handbook.press.fields import fields_of
from handbook.press.links import SCHEME, SCHEME_PAGE
from handbook.press.stamps import FORMS, PIECES, code_of
from handbook.press.structure import Annotation, Element, Kid
from handbook.press.template import (
    HOLE,
    Group,
    Template,
    fixed,
    grouped,
    local,
    marked,
    own,
    plain,
    reference,
    text_string,
)

PAGES, ELEMENTS, FONTS = 2, 4, 5
"""Numbers that objects have in every file: the pages, the uppermost element, the fonts by name."""
Name = tuple[int, int]
"""Number and generation of an object in the file that is packed."""
Bookmark = list[Any]
"""Title, page, place from the left and the lower edge in points, bookmarks below it."""
_BLANK, _NULL, _UNLINK = "b", "n", "s"
"""How a piece is painted over: with spaces, as no object, as an element that is no link."""
_PAINT = {_BLANK: b"", _NULL: b"null", _UNLINK: b"/Span"}
_GROUP = 400
_PRINTED = 4  # the flag of an annotation that is printed too
_MAGIC = b"pack1"
_HEAD = struct.Struct("<5s5I")
# Pages' headers and footers are marked like text, but no element owns them.
_PROPERTY = re.compile(rb"/Span\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
# A hundredth of a pixel is a tenth of a printer's finest dot. Small numbers, which may be scaled
# up, keep their decimals, and so do sizes of type: a line of text adds them up.
_TOO_FINE = re.compile(rb"(\d\d\.\d\d)\d+\b(?! Tf)")


class PackError(PressError):
    """Bytes that are no page pack."""


@dataclass(frozen=True)
class Pack:
    """Pages of a chapter, of front matter or of anything else that is set."""

    about: dict[str, Any]
    """What merging must know.

    ``pages``: of each its number, that of its stamp, its width and height in points, and what
    waits for a page number: address and box;
    ``names``: address -> (page, x, y); ``outline``: title, page, x, y, children;
    ``tops``: page and number of the uppermost elements; ``leaf``: number of its part of the parent
    tree, first and last key; ``code``: number and size of the form of its code, nought for one
    that is drawn by merging or not at all; ``fields``: numbers of the
    uppermost fields to be filled in; ``count``: of numbers.
    """
    faces: list[tuple[str, bytes]]
    """As :meth:`Faces.packed` gives them."""
    groups: tuple[Group, ...]
    streams: tuple[tuple[int, Template, bytes], ...]
    """Number, dictionary and data."""

    links: dict[str, list[tuple[int, str, int, int]]]
    """Address -> what to paint over where it is not in the file: group, kind, start, end."""

    def to_bytes(self) -> bytes:
        """What :meth:`of_bytes` reads; what :func:`glance` needs comes first."""
        said = _json({**self.about, "faces": [[name, len(face)] for name, face in self.faces]})
        shown = b"".join(face for _, face in self.faces)
        inner = zlib.compress(b"".join(g.text + g.holes.tobytes() for g in self.groups))
        shape = _json({
            "groups": [[len(g.text), len(g.holes), g.count, g.first] for g in self.groups],
            "streams": [[number, head.text.decode("latin-1"), head.holes, len(data)]
                        for number, head, data in self.streams],
            "links": self.links,
        })  # fmt: skip
        pieces = (said, shown, shape, inner, b"".join(data for _, _, data in self.streams))
        return _HEAD.pack(_MAGIC, *map(len, pieces)) + b"".join(pieces)

    @classmethod
    def of_bytes(cls, data: bytes) -> Pack:
        """Raises PackError for what is no pack, as a file that was cut short."""
        try:
            return cls._read(data)
        except (ValueError, KeyError, struct.error, zlib.error) as error:
            raise PackError(str(error)) from error

    @classmethod
    def _read(cls, data: bytes) -> Pack:
        _, *lengths = _HEAD.unpack_from(_whole(data))
        if len(data) != _HEAD.size + sum(lengths):
            raise PackError("cut short")
        said, shown, shape, inner, drawn = _cut(data[_HEAD.size :], lengths)
        about, rest = json.loads(said), json.loads(shape)
        sizes = [size for *_, size in rest["streams"]]
        streams = tuple(
            (number, Template(head.encode("latin-1"), tuple(holes)), piece)
            for (number, head, holes, _), piece in zip(
                rest["streams"], _cut(drawn, sizes), strict=True
            )
        )
        groups = tuple(_groups(zlib.decompress(inner), rest["groups"]))
        return cls(about, list(_faces(about, shown)), groups, streams, rest["links"])


def glance(file: BinaryIO) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    """What a pack says of itself, and its faces; the rest is not read. Raises PackError."""
    try:
        _, said, shown, *_ = _HEAD.unpack(_whole(file.read(_HEAD.size)))
        about = json.loads(file.read(said))
        return about, list(_faces(about, file.read(shown)))
    except (ValueError, KeyError, struct.error) as error:
        raise PackError(str(error)) from error


def _whole(data: bytes) -> bytes:
    """The bytes, if they begin as a pack does; raises PackError."""
    if not data.startswith(_MAGIC):
        raise PackError("no page pack")
    return data


def _faces(about: dict[str, Any], shown: bytes) -> Iterator[tuple[str, bytes]]:
    sizes = [size for _, size in about["faces"]]
    names = (name for name, _ in about["faces"])
    return zip(names, _cut(shown, sizes), strict=True)


def _cut(data: bytes, sizes: Iterable[int]) -> Iterator[bytes]:
    at = 0
    for size in sizes:
        yield data[at : at + size]
        at += size


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _groups(inner: bytes, shapes: list[list[int]]) -> Iterator[Group]:
    at = 0
    for text, holes, count, first in shapes:
        end = at + text
        numbers = array("I", inner[end : end + 4 * holes])
        yield Group(inner[at:end], numbers, count, first)
        at = end + 4 * holes


def painted_over(content: bytes, ranges: Iterable[tuple[str, int, int]]) -> bytes:
    """The content of a group without the links whose ranges are given."""
    painted = bytearray(content)
    for kind, start, end in ranges:
        painted[start:end] = _PAINT[kind].ljust(end - start)
    return bytes(painted)


def pack(
    data: bytes, elements: Iterable[Element], faces: Faces, address: str, said: Mapping[str, str]
) -> bytes:
    """A pack of a PDF, of the structure that was taken out of it, and of the glyphs it shows.

    ``address`` is where a copy of it is checked: its pages bear a code. ``said`` are the words of
    its links by their targets, for whoever has them read out.
    """
    with pikepdf.open(BytesIO(data)) as source:
        return _Pages(source, said).packed(faces, elements, address).to_bytes()


def font_pack(data: bytes, faces: Faces) -> bytes:
    """A pack of a PDF's fonts, which hold the glyphs of ``faces``.

    ``fonts`` of its ``about`` are their numbers by name.
    """
    with pikepdf.open(BytesIO(data)) as source:
        return _Fonts(source).packed(faces).to_bytes()


class _Closure:
    """Gives local numbers to the objects of a file as they are named, and writes them down."""

    def __init__(self, source: pikepdf.Pdf) -> None:
        self.source = source
        self.count = 0
        self.numbers: dict[Name, int] = {}
        self.waiting: list[Name] = []
        self.objects: dict[int, Template] = {}
        self.streams: list[tuple[int, Template, bytes]] = []

    def new(self) -> int:
        self.count += 1
        return self.count - 1

    def number(self, name: Name) -> int:
        """The local number of an object of the file, which will be written down."""
        if name not in self.numbers:
            self.numbers[name] = self.new()
            self.waiting.append(name)
        return self.numbers[name]

    def write_all(self) -> None:
        """Write down what was named, and what that names."""
        while self.waiting:
            name = self.waiting.pop()
            thing, me = self.source.get_object(name), self.numbers[name]
            if isinstance(thing, pikepdf.Stream):
                if "/Filter" not in thing:
                    pressed = zlib.compress(thing.read_bytes(), 9)
                    thing.write(pressed, filter=pikepdf.Name.FlateDecode)
                head = Template.of(thing.stream_dict, self.number, me)
                self.streams.append((me, head, thing.read_raw_bytes()))
            else:
                self.objects[me] = self.written(name, Template.of(thing, self.number, me))

    def written(self, _name: Name, body: Template) -> Template:
        """What is made of an object that is no stream."""
        return body


class _Fonts(_Closure):
    """The fonts of a file."""

    def packed(self, faces: Faces) -> Pack:
        resources = self.source.pages[0].obj.Resources
        fonts = {
            name[1:]: self.number(font.objgen)
            for name, font in resources.Font.items()
            if name[1:] in faces.used
        }
        self.write_all()
        group, _ = grouped(sorted(self.objects.items()))
        about = {"fonts": fonts, "count": self.count}
        return Pack(about, faces.packed(), (group,), tuple(self.streams), {})


class _Pages(_Closure):
    """The pages of a file."""

    def __init__(self, source: pikepdf.Pdf, said: Mapping[str, str]) -> None:
        super().__init__(source)
        self.said = said
        self.pages = [page.obj for page in source.pages]
        self.places = {page.objgen: at for at, page in enumerate(self.pages)}
        self.owners: dict[Name, dict[int, int]] = defaultdict(dict)
        """Of each page, its elements by the number of what they own."""
        self.holders: dict[Name, int] = {}
        """Elements by their annotation."""
        self.targets: dict[Name, str] = {}
        """Addresses by the links that lead there."""
        self.addresses: list[str] = []
        self.rooms: dict[Name, str] = {}
        """Addresses by the links whose text is the number of the page they lead to."""
        self.fonts = {page.Resources.Font.objgen for page in self.pages}

    def packed(self, faces: Faces, elements: Iterable[Element], address: str) -> Pack:
        self.numbers.update((page.objgen, self.new()) for page in self.pages)
        code, size = self.code(address)
        for page in self.pages:
            for annotation in page.get("/Annots", ()):
                if annotation.Subtype == "/Widget":
                    annotation.StructParent = own()
                else:
                    self.aim(annotation)
        tops = [(self.places[top.page], self.element(top, plain(f"{ELEMENTS} 0 R".encode())))
                for top in elements]  # fmt: skip
        fields = [self.number(name) for name in fields_of(self.source)]
        listed = [self.page(page, code) for page in self.pages]
        self.write_all()
        leaf = self.leaf()
        groups, links = self.grouped()
        about = {
            "pages": listed, "names": dict(self.names()), "outline": self.outline(),
            "tops": tops, "leaf": leaf, "code": [code, size], "fields": fields, "count": self.count,
        }  # fmt: skip
        return Pack(about, faces.packed(), tuple(groups), tuple(self.streams), links)

    def code(self, address: str) -> tuple[int, float]:
        """Number and size of the form of the code."""
        number = self.new()
        if not address:
            return number, 0.0
        code = code_of(address)
        self.streams.append((number, plain(code.head), code.data))
        return number, code.size

    def number(self, name: Name) -> int:
        return -FONTS if name in self.fonts else super().number(name)

    def written(self, name: Name, body: Template) -> Template:
        return self.painted(_NULL, name, body)

    def aim(self, link: pikepdf.Object) -> None:
        """Let a link to an address lead to the place of that name."""
        action = link.get("/A")
        target = str(action.get("/URI", "")) if action is not None else str(link.get("/Dest", ""))
        link.F = _PRINTED
        link.Rect = pikepdf.Array([round(float(edge), 2) for edge in link.Rect])
        if "/StructParent" in link:
            link.StructParent = own()
        address = target.removeprefix(SCHEME).removeprefix(SCHEME_PAGE)
        words = (self.said.get(each) for each in (f"{SCHEME}{address}", f"#{address}", target))
        link.Contents = pikepdf.String(next(filter(None, words), address))
        if action is None or target.startswith((SCHEME, SCHEME_PAGE)):
            if target.startswith(SCHEME_PAGE):
                self.rooms[link.objgen] = address
            self.targets[link.objgen] = address
            link.Dest = pikepdf.String(address)
            if action is not None:
                del link.A

    def painted(self, kind: str, name: Name, body: Template) -> Template:
        """A piece that is painted over in files where a link has no place to lead to."""
        address = self.targets.get(name)
        if address is None:
            return body
        if address not in self.addresses:
            self.addresses.append(address)
        mark = f"{kind}{self.addresses.index(address)}"
        return Template(marked(mark, body.text), body.holes)

    def element(self, element: Element, parent: Template) -> int:
        """Write an element and what is below it; its number."""
        me = self.new()
        kind = plain(f"/{element.kind}".encode())
        for kid in element.kids:
            if isinstance(kid, Annotation):
                kind = self.painted(_UNLINK, kid.name, kind)
        parts = [plain(b"<</S"), kind, plain(b"/P "), parent]
        if any(not isinstance(kid, Element) for kid in element.kids):
            parts += [plain(b"/Pg "), reference(self.number(element.page))]
        if element.attributes:
            parts += [plain(b"/A"), plain(element.attributes)]
        if element.alternative:
            parts += [plain(b"/Alt"), plain(text_string(element.alternative))]
        parts.append(plain(b"/K["))
        for kid in element.kids:
            parts += [self.kid(kid, element, me), plain(b" ")]
        self.objects[me] = Template.join([*parts, plain(b"]>>")])
        return me

    def kid(self, kid: Kid, element: Element, me: int) -> Template:
        if isinstance(kid, Element):
            return reference(self.element(kid, reference(me)))
        if isinstance(kid, Annotation):
            self.holders[kid.name] = me
            to = plain(b"<</Type/OBJR/Obj ") + reference(self.number(kid.name)) + plain(b">>")
            return self.painted(_BLANK, kid.name, to)
        self.owners[kid.page][kid.number] = me
        number = plain(str(kid.number).encode())
        if kid.page == element.page:
            return number
        page = reference(self.number(kid.page))
        return plain(b"<</Type/MCR/Pg ") + page + plain(b"/MCID ") + number + plain(b">>")

    def page(
        self, page: pikepdf.Object, code: int
    ) -> tuple[int, int, float, float, list[tuple[str, list[float]]]]:
        """Write a page; what :attr:`Pack.about` says of it."""
        me, stamp, content = self.numbers[page.objgen], self.new(), self.new()
        drawn = self.content(page)
        head = plain(f"<</Filter/FlateDecode/Length {len(drawn)}>>".encode())
        self.streams.append((content, head, drawn))
        resources = page.Resources
        forms = resources.get("/XObject", pikepdf.Dictionary())
        for piece in range(PIECES):
            forms[f"/S{piece}"] = fixed(FORMS + piece)
        forms["/Code"] = local(code)
        resources.XObject = forms
        links = [self.painted(_BLANK, link.objgen, reference(self.number(link.objgen)))
                 for link in page.get("/Annots", ())]  # fmt: skip
        boxes = [f"/{box}[{_numbers(page[f'/{box}'])}]".encode()
                 for box in ("MediaBox", "TrimBox", "BleedBox")]  # fmt: skip
        self.objects[me] = Template.join([
            plain(f"<</Type/Page/Parent {PAGES} 0 R".encode() + b"".join(boxes)),
            plain(b"/Contents["), reference(content), reference(stamp), plain(b"]/Resources "),
            reference(self.number(resources.objgen)),
            plain(b"/Tabs/S/StructParents "), Template(HOLE, (me,)), plain(b"/Annots["), *links,
            plain(b"]>>"),
        ])  # fmt: skip
        left, bottom, right, top = (float(value) for value in page.MediaBox)
        waiting = [(self.rooms[link.objgen], _box(link.Rect)) for link in page.get("/Annots", ())
                   if link.objgen in self.rooms]  # fmt: skip
        return me, stamp, right - left, top - bottom, waiting

    def content(self, page: pikepdf.Object) -> bytes:
        """What a page draws, enclosed, so that more can be drawn after it."""
        owned = self.owners[page.objgen]

        def kept(match: re.Match[bytes]) -> bytes:
            return match[0] if int(match[1]) in owned else b"/Artifact BMC"

        drawn = _TOO_FINE.sub(rb"\1", _PROPERTY.sub(kept, page.Contents.read_bytes()))
        drawn = drawn.replace(b">0<", b"").replace(b">0]", b">]")  # no distance between pieces
        return zlib.compress(b"q\n" + drawn + b"\nQ", 9)

    def leaf(self) -> tuple[int, int, int]:
        """The part of the parent tree: who owns what of each page, and each annotation.

        Keys are the numbers of the pages and annotations themselves, so that none is used twice.
        """
        entries: list[tuple[int, Template]] = []
        for page in self.pages:
            owned = self.owners[page.objgen]
            refs = [reference(owned[n]) if n in owned else plain(b"null")
                    for n in range(max(owned, default=-1) + 1)]  # fmt: skip
            own_list = self.new()
            spaced = [part for ref in refs for part in (ref, plain(b" "))]
            self.objects[own_list] = Template.join([plain(b"["), *spaced, plain(b"]")])
            key = self.numbers[page.objgen]
            entries.append((key, Template(HOLE + b" ", (key,)) + reference(own_list)))
        for name, holder in self.holders.items():
            key = self.numbers[name]
            body = Template(HOLE + b" ", (key,)) + reference(holder)
            entries.append((key, self.painted(_BLANK, name, body)))
        entries.sort(key=lambda entry: entry[0])
        first, last = entries[0][0], entries[-1][0]
        me = self.new()
        limits = Template(b"<</Limits[" + HOLE + b" " + HOLE + b"]/Nums[", (first, last))
        self.objects[me] = Template.join([limits, *(body for _, body in entries), plain(b"]>>")])
        return me, first, last

    def grouped(self) -> tuple[list[Group], dict[str, list[tuple[int, str, int, int]]]]:
        """All objects in groups, and what is painted over where an address is out of reach."""
        ordered = sorted(self.objects.items())
        groups: list[Group] = []
        links: dict[str, list[tuple[int, str, int, int]]] = defaultdict(list)
        for at in range(0, len(ordered), _GROUP):
            group, ranges = grouped(ordered[at : at + _GROUP])
            for mark, start, end in ranges:
                address = self.addresses[int(mark[1:])]
                links[address].append((len(groups), mark[0], start, end))
            groups.append(group)
        return groups, dict(links)

    def names(self) -> Iterator[tuple[str, tuple[int, float, float]]]:
        if "/Names" not in self.source.Root or "/Dests" not in self.source.Root.Names:
            return
        for name, place in pikepdf.NameTree(self.source.Root.Names.Dests).items():
            if place[0].objgen in self.places:
                x, y = float(place[2]), float(place[3])
                yield str(name), (self.places[place[0].objgen], round(x, 2), round(y, 2))

    def outline(self) -> list[Bookmark]:
        with self.source.open_outline() as outline:
            return [self.bookmark(item) for item in outline.root]

    def bookmark(self, item: pikepdf.OutlineItem) -> Bookmark:
        destination: Any = item.destination
        page, _, x, y, _ = destination
        below = [self.bookmark(child) for child in item.children]
        return [item.title, self.places[page.objgen], float(x), float(y), below]


def _box(box: pikepdf.Object) -> list[float]:
    """Left, lower, right and upper edge of a rectangle, which may be given by any two corners."""
    left, one, right, other = (round(float(value), 2) for value in box)
    return [left, min(one, other), right, max(one, other)]


def _numbers(box: pikepdf.Object) -> str:
    return " ".join(f"{float(value):.3f}".rstrip("0").rstrip(".") for value in box)

"""Drawings: what runs or is fetched is found, and nothing makes the reader fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.load.drawing import dangers

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def whys(inside: str) -> list[str]:
    return [danger.why for danger in dangers(f"{HEAD}{inside}</svg>".encode())]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<g onload="1"/>',
        '<a href=" JavaScript:alert(1)"/>',
        "<foreignObject/>",
        '<a href="java&#10;script:alert(1)"/>',
        '<a href="data:text/html,x"/>',
        '<animate attributeName="href" values="#;javascript:alert(1)"/>',
        '<set attributeName=" xlink:href" to="x"/>',
    ],
)
def test_what_runs_is_found(inside: str) -> None:
    assert whys(inside) == ["runs"]


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://example.com/a.png"/>',
        '<image xlink:href="../a.png"/>',
        '<use href="other.svg#a"/>',
        '<rect fill="url(http://example.com/#a)"/>',
        "<style>@import 'a.css';</style>",
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        "<rect style=\"mask: image-set('https://example.com/a.png' 1x)\"/>",
        "<style>@im<!-- -->port 'a.css';</style>",
    ],
)
def test_what_is_fetched_is_found(inside: str) -> None:
    assert whys(inside) == ["fetches"]


@pytest.mark.parametrize(
    "inside",
    [
        '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" srcdoc="a"/>',
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" srcset="https://example.com/a.png 1x"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml"/>',
        '<audio href="#a"/>',
        '<g xmlns=""/>',
        '<g xml:base="https://example.com/"/>',
        '<?xml-stylesheet href="a.css"?>',
        "<style>rect { fill: u\\72l(a.png) }</style>",
        '<rect style="fill: u\\72l(a.png)"/>',
        "<style>a<g/></style>",
    ],
)
def test_what_draws_nothing_is_found(inside: str) -> None:
    assert whys(inside) == ["foreign"]


@pytest.mark.parametrize(
    "declared", ['SYSTEM "https://example.com/a.dtd"', "[<!ATTLIST g onload CDATA 'a'>]"]
)
def test_declarations_of_ones_own_are_found(declared: str) -> None:
    drawing = f"<!DOCTYPE svg {declared}>{HEAD}</svg>".encode()
    assert [danger.why for danger in dangers(drawing)] == ["foreign"]


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        '<rect fill="url(#a)"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="https://example.com/"><g/></a>',
        "<style>g { fill: red }</style>",
        "<rect fill=\"url('#a')\"/>",
        '<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" s:a="C:\\(1)"/>',
        '<metadata><R xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<?xpacket begin="a"?>',
    ],
)
def test_what_stays_within_is_left_alone(inside: str) -> None:
    assert whys(inside) == []


def test_the_usual_declaration_is_left_alone() -> None:
    usual = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    assert dangers(f"<!DOCTYPE svg PUBLIC {usual}>{HEAD}</svg>".encode()) == []


def test_an_entity_ends_the_reading() -> None:
    growing = '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + HEAD + "&b;</svg>"
    assert [(one.why, one.what) for one in dangers(growing.encode())] == [("entity", "a")]


@given(st.one_of(st.binary(), st.text().map(lambda text: (HEAD + text).encode())))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    for danger in dangers(raw):
        assert danger.line >= 1
        assert danger.column >= 1

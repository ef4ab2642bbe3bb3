"""The server of a preview, which goes on after a mistake and tells of it where a page was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import click
from mkdocs.livereload import LiveReloadServer

_PAGES = ("/", ".html")
_REFUSED = """\
<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>{note}</title>
<p><strong>{note}</strong></p>
<pre>{why}</pre>
"""
"""Asks again every other second: it is gone when the mistake is."""


def follow(server: LiveReloadServer, note: Callable[[], str]) -> None:
    """Have a server show why it shows no page; MkDocs would leave every browser waiting.

    ``note`` is what stands above the reasons.
    """
    build, serve = server.builder, server.serve_request
    refused: str | None = None

    def rebuild() -> None:
        nonlocal refused
        try:
            build()
        except click.ClickException as error:
            refused = error.format_message()
            click.echo(f"{refused}\n{note()}", err=True)
        else:
            refused = None

    def answer(request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        why = refused  # read once: the next build may be done at any time, in a thread of its own
        if why is None or not request["PATH_INFO"].endswith(_PAGES):
            return serve(request, start)
        start("200 OK", [("Content-Type", "text/html")])  # MkDocs warns of any other
        return [_REFUSED.format(note=escape(note()), why=escape(why)).encode()]

    server.builder = rebuild
    server.set_app(answer)

"""A forge on this machine: it answers its API from values, keeps comments, and takes pushes."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "secret-of-the-forge"  # noqa: S105
ROBOT = "handbook-bot"
_BASIC = base64.b64encode(f"oauth2:{TOKEN}".encode()).decode()
_LETS_IN = {f"token {TOKEN}", f"Basic {_BASIC}"}


class Forge:
    """What a forge knows and was told.

    ``answers`` holds what is at an address without its query: values go out as JSON, bytes as they
    are. Whoever posts a ``body`` to an address adds a comment to the list there, as ``robot``, to
    whom the token belongs. ``repositories`` is a folder of bare repositories. Nothing is told or
    taken without the token.
    """

    def __init__(self, repositories: Path) -> None:
        self.repositories = repositories
        self.answers: dict[str, Any] = {}
        self.calls: list[str] = []
        self.address = ""
        self.robot = ROBOT

    @property
    def written(self) -> list[str]:
        return [call for call in self.calls if not call.startswith(("GET", "git"))]

    def say(self, author: str, address: str, body: str) -> dict[str, Any]:
        user = {"login": author, "username": author}
        told = {"id": 100 + len(self.calls), "user": user, "author": user, "body": body}
        self.answers.setdefault(address, []).append(told)
        self.answers[f"{address}/{told['id']}"] = told
        # Gitea and GitHub change a comment at an address that does not name its pull request.
        head, _, kind = address.rpartition("/")
        self.answers[f"{head.rpartition('/')[0]}/{kind}/{told['id']}"] = told
        return told


class _Handler(BaseHTTPRequestHandler):
    forge: Forge

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent; what was asked is remembered."""

    def _take(self) -> None:
        address = urlsplit(self.path).path
        length = int(self.headers.get("Content-Length") or 0)
        content = self.rfile.read(length)
        known = self.headers.get("PRIVATE-TOKEN") == TOKEN
        if not known and self.headers.get("Authorization") not in _LETS_IN:
            self._give(401, b"")
        elif ".git/" in address:
            self._git(address, content)
        else:
            self.forge.calls.append(f"{self.command} {address}")
            self._api(address, content)

    do_GET = do_POST = do_PUT = do_PATCH = _take  # noqa: N815

    def _api(self, address: str, content: bytes) -> None:
        answers = self.forge.answers
        if self.command == "POST":
            answer: Any = self.forge.say(self.forge.robot, address, self._body(content))
        elif address not in answers:
            self._give(404, b"")
            return
        else:
            answer = answers[address]
            if self.command != "GET":
                answer["body"] = self._body(content)
        text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self._give(200, text)

    def _body(self, content: bytes) -> str:
        if self.headers["Content-Type"] == "application/json":
            return str(json.loads(content)["body"])
        return parse_qs(content.decode(), strict_parsing=True)["body"][0]

    def _git(self, address: str, content: bytes) -> None:
        self.forge.calls.append(f"git {address.rpartition('/')[2]}")
        done = subprocess.run(
            ["git", "http-backend"],
            env={
                "PATH": os.environ["PATH"],
                "GIT_PROJECT_ROOT": str(self.forge.repositories),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": address,
                "QUERY_STRING": urlsplit(self.path).query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REMOTE_USER": ROBOT,
            },
            input=content, capture_output=True, check=True,
        )  # fmt: skip
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self._give(int(fields.pop("Status", "200 OK")[:3]), body, fields)

    def _give(self, status: int, content: bytes, fields: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (fields or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(repositories: Path) -> Iterator[Forge]:
    """A forge that answers at its ``address`` until it is left."""
    forge = Forge(repositories)
    handler = type("Handler", (_Handler,), {"forge": forge})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    forge.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

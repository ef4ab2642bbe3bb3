"""Search in a real browser whose processor is slowed four times.

``./run bench search``, or ``python -m benchmarks.search FOLDER`` on a project that is built.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

SLOWED = 4
RUNS = 5
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_FIRST = "退款"
_PATIENCE = 180_000
_TYPED = (
    "投诉处理", "退货运费", "tuikuan", "核对身份", "thh", "客户要退货但是超过七天怎么办", "升级",
    "发票", "投述", "换货登记", "等待", "回访", "质检", "tousu", "交接", "安抚情绪",
)  # fmt: skip
_SEEN = """
new MutationObserver((_, seen) => {
  if (!document.querySelector("HIT")) return;
  window.firstAnswer = performance.now();
  seen.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
_SENT = """
(index) => [window.firstAnswer, performance.getEntriesByType("resource")
  .filter(({ name }) => new RegExp(index).test(name))
  .filter(({ responseEnd }) => responseEnd <= firstAnswer)
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)]
"""
_KEYS = """
async (texts) => {
  const box = document.querySelector("[data-hb-results]");
  const input = box.querySelector("input");
  const frame = () => new Promise((next) => { requestAnimationFrame(() => setTimeout(next)); });
  const fetched = () => performance.getEntriesByType("resource").length;
  const done = (name) => box.dataset[name] !== undefined;
  let seen;
  new MutationObserver(() => seen()).observe(box, { attributes: true });
  const shown = (...names) => new Promise((next) => {
    seen = () => { if (names.some(done)) next(performance.now()); };
    seen();
  });
  const times = [];
  for (const text of texts) {
    for (let end = 1; end <= text.length; end += 1) {
      const before = fetched();
      const start = performance.now();
      input.value = text.slice(0, end);
      input.dispatchEvent(new Event("input"));
      const listed = await shown("hbListed", "hbAnswered");
      times.push([listed - start, fetched() - before]);
      await shown("hbAnswered");
      await frame();
    }
  }
  return times;
}
"""


@dataclass(frozen=True, slots=True)
class Engine:
    """How a site's search is asked, and how its answer is told."""

    path: str
    """The page with a query; the query follows."""
    hit: str
    """A selector that finds a result."""
    index: str
    """A regular expression that finds the addresses of what it searches in."""


OURS = Engine("search/?q=", "main .hb-hit a", r"/search/.*\.js$")
MATERIAL = Engine("?q=", ".md-search-result__item a", r"/search/search_index\.json$")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a reader waits for. Sizes in bytes as sent, times in seconds."""

    sent: int
    """The index's parts that the first answer needed."""
    first: float
    """From asking for the page to its first result."""
    warm: float
    """From a key to the list in the page: 95th percentile of keys, each the median of its runs."""
    cold: float
    """The same where parts of the index are fetched: each query once, on a page that is new."""
    memory: int
    """The page's heap after all that."""
    total: int
    """The whole index."""
    requests: int
    """Files of the whole index."""


def search_figures(site: Path) -> Figures:
    """Ask the site in a folder, five fresh pages and then key by key."""
    sent, first = first_answer(site)
    with _served(site) as address, _browser() as page_of:
        keys = [key for text in _TYPED for key in _alone(page_of(), address, text)]
        cold = [time for time, fetched in keys if fetched]
        page = page_of()
        _opened(page, address, _TYPED)
        rounds = [page.evaluate(_KEYS, _TYPED) for _ in range(RUNS)]
        warm = [median(time for time, _ in times) for times in zip(*rounds, strict=True)]
        memory = _heap(page)
    index = [path for path in (site / "search").rglob("*.js") if path.is_file()]
    return Figures(
        sent, first, _late(warm), _late(cold), memory,
        sum(_packed(path) for path in index), len(index),
    )  # fmt: skip


def _opened(page: Page, address: str, texts: Iterable[str]) -> list[tuple[float, int]]:
    """Of each key on a fresh page of the search, milliseconds to its list, and what it fetched."""
    page.goto(f"{address}search/")
    page.locator("main input[type=search]").focus()
    page.wait_for_selector("main .hb-narrow", state="attached")
    times: list[tuple[float, int]] = page.evaluate(_KEYS, list(texts))
    return times


def _alone(page: Page, address: str, text: str) -> list[tuple[float, int]]:
    """The same of one text; a page that stays open, and is slowed, keeps a processor busy."""
    times = _opened(page, address, [text])
    page.context.close()
    return times


def first_answer(site: Path, engine: Engine = OURS) -> tuple[int, float]:
    """Bytes of the index, and seconds, before the first answer: the median of five fresh pages."""
    with _served(site) as address, _browser() as page_of:
        asked = f"{address}{engine.path}{_FIRST}"
        firsts = [_first(page_of(), asked, engine) for _ in range(RUNS)]
    return firsts[0][1], median(time for time, _ in firsts)


def table(found: dict[int, Figures], peers: dict[int, tuple[int, float]] | None = None) -> str:
    """The figures as a table, a line a size, with Material's first answers below."""
    lines = [
        "| procedures | first download | first answer | key, warm | cold | heap | index | files |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {count:,} | {each.sent / 1e3:.0f} KB | {each.first:.2f} s | {each.warm * 1e3:.0f} ms"
        f" | {each.cold * 1e3:.0f} ms | {each.memory / 1e6:.0f} MB"
        f" | {each.total / 1e3:.0f} KB | {each.requests} |"
        for count, each in found.items()
    ]
    lines += [
        f"| {count:,}, Material | {sent / 1e3:,.0f} KB | {first:.2f} s | | | | | |"
        for count, (sent, first) in (peers or {}).items()
    ]
    return "\n".join(lines)


def build(folder: Path, command: list[str]) -> Path:
    """Build a project's site without its manuals."""
    subprocess.run(command, cwd=folder, env=_environment(), check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def _environment() -> dict[str, str]:
    return {**os.environ, "HANDBOOK_PRESS": "0", "NO_MKDOCS_2_WARNING": "1"}


class _Packing(SimpleHTTPRequestHandler):
    """Sends compressed, and keeps connections, as a web server does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = _sent(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a page that is closed leaves in the middle."""


@cache
def _sent(path: Path) -> bytes:
    """A file as it goes out; a web server, too, has it ready."""
    return gzip.compress(path.read_bytes(), mtime=0)


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = partial(_Packing, directory=str(site))
    for path in (site / "search").rglob("*.js"):
        _sent(path)
    server = _Server(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def _browser() -> Iterator[Any]:
    """Makes pages that know nothing yet, each in a context of its own."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise FileNotFoundError("no Chromium or Chrome on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_QUIET)

        def page() -> Page:
            made = browser.new_context().new_page()
            _session(made).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            return made

        yield page
        browser.close()


def _session(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def _first(page: Page, address: str, engine: Engine) -> tuple[float, int]:
    """Seconds to the first answer, and the bytes of the index that came before it."""
    page.add_init_script(_SEEN.replace("HIT", engine.hit))
    page.goto(address, timeout=_PATIENCE)
    page.wait_for_function("() => window.firstAnswer", timeout=_PATIENCE)
    milliseconds, sent = page.evaluate(_SENT, engine.index)
    page.context.close()
    return milliseconds / 1e3, sent


def _heap(page: Page) -> int:
    session = _session(page)
    session.send("HeapProfiler.collectGarbage")
    used: int = session.send("Runtime.getHeapUsage")["usedSize"]
    return used


def _late(milliseconds: list[float]) -> float:
    """The 95th percentile in seconds; none is nothing."""
    ordered = sorted(milliseconds)
    return ordered[int(len(ordered) * 0.95)] / 1e3 if ordered else 0.0


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), mtime=0))


def main() -> None:
    """Print the figures of one project's site."""
    folder = Path(sys.argv[1])
    count = sum(1 for _ in (folder / "sop_sources" / "sops").iterdir())
    print(table({count: search_figures(folder / "site")}))


if __name__ == "__main__":
    main()

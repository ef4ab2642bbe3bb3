"""Which things outside Python are here, and which Debian packages would bring the others.

    python3 requirements/system.py base|dev|bench

prints `found FILE` and `missing PACKAGE` lines for `run`. The things themselves are looked for,
not the packages, so that any distribution will do. Standard library only: nothing is installed yet.
"""

import ctypes
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# What WeasyPrint loads.
LIBRARIES = {
    "libgobject-2.0.so.0": "libpango-1.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
FONTS = {"Noto Sans CJK SC": "fonts-noto-cjk", "Noto Serif CJK SC": "fonts-noto-cjk"}

# What Playwright's driver and the second reader of QR codes load.
TEST_LIBRARIES = {
    "libatomic.so.1": "libatomic1",
    "libstdc++.so.6": "libstdc++6",
    "libzbar.so.0": "libzbar0",
}
# Tests look at pages and into PDFs, and run workflows of forges. Of several names one is enough.
TEST_COMMANDS = {
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"): "chromium",
    ("pdftotext",): "poppler-utils",
    ("pdftoppm",): "poppler-utils",
    ("qpdf",): "qpdf",
    ("jq",): "jq",
    ("curl",): "curl",
}


def main(level: str) -> None:
    """Print what this level finds and misses."""
    results = [venv(), *libraries(LIBRARIES), *fonts()]
    if level != "base":
        results += [*libraries(TEST_LIBRARIES), *commands()]
    for line in dict.fromkeys(results):
        print(line)


def venv() -> str:
    """Debian keeps what makes virtual environments in a package of its own."""
    spec = importlib.util.find_spec("ensurepip")
    if spec and spec.origin:
        return f"found {spec.origin}"
    return f"missing python3.{sys.version_info.minor}-venv"


def libraries(wanted: dict[str, str]) -> Iterator[str]:
    """Load each library and see where it came from."""
    yield from (f"missing {package}" for name, package in wanted.items() if not loads(name))
    mapped = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()}
    stems = tuple(name.partition(".so")[0] + ".so" for name in wanted)
    yield from sorted(f"found {file}" for file in mapped if Path(file).name.startswith(stems))


def loads(library: str) -> bool:
    """Whether the dynamic linker finds it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def fonts() -> Iterator[str]:
    """Ask fontconfig, as the renderer will. Without fc-list nothing is known to be there."""
    for family, package in FONTS.items():
        files = output("fc-list", family, "--format=%{file}\\n").splitlines()
        yield f"found {min(files)}" if files else f"missing {package}"


def commands() -> Iterator[str]:
    """Run each with its version option: Ubuntu's chromium-browser may be a stub without a snap."""
    for names, package in TEST_COMMANDS.items():
        working = (path for path in map(shutil.which, names) if path and answers(path))
        path = next(working, None)
        yield f"found {path}" if path else f"missing {package}"


def answers(path: str) -> bool:
    """Poppler's tools know -v, the others --version."""
    return bool(output(path, "--version") or output(path, "-v"))


def output(*command: str) -> str:
    """What it prints; nothing if it is missing, fails or hangs."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout or done.stderr


if __name__ == "__main__":
    main(sys.argv[1])

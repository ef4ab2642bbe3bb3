"""A command that is ended from outside says so, with the exit status that a shell gives it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from handbook.cli import edge, main, stop

SIGNALS = [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = {name: signal.getsignal(getattr(signal, name)) for name, _ in SIGNALS}
    yield
    for name, handler in before.items():
        signal.signal(getattr(signal, name), handler)


@pytest.mark.parametrize(("name", "status"), SIGNALS)
def test_it_is_told(monkeypatch: pytest.MonkeyPatch, name: str, status: int) -> None:
    number = getattr(signal, name)
    signal.signal(number, signal.SIG_DFL)  # whoever runs the tests may ignore it
    stop.heed()
    monkeypatch.setattr(edge, "project", lambda: signal.raise_signal(number))
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == status
    assert "已中断" in done.output


def test_what_is_to_be_ignored_stays_so() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup has it
    stop.heed()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_while_it_is_imported_an_interrupt_ends_it_without_a_word() -> None:
    code = (
        "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import handbook.__main__; os.kill(os.getpid(), signal.SIGINT)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == -signal.SIGINT
    assert not done.stderr

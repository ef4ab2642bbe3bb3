"""What tests of several stages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# What a run tells is the state of the code, not chance nor the pace of a machine. To look for what
# nobody thought of: --hypothesis-profile=thorough.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", _PATIENT, derandomize=True)
settings.register_profile("thorough", _PATIENT, max_examples=10_000)
settings.load_profile("steady")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small project: ``write({"sop_sources/roles.yml": "..."})`` returns its folder."""

    def write(files: Mapping[str, str | bytes], below: str = ".") -> Path:
        root = tmp_path / below
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write

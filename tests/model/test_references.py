"""References as their sources may write them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from handbook.model.base import Department, Role


@pytest.mark.parametrize(
    ("kind", "written", "whole"),
    [
        (Role, "agent", "role.agent"),
        (Role, "role.agent", "role.agent"),
        (Department, "service", "dept.service"),
    ],
)
def test_a_prefix_that_may_be_left_out_is_there_all_the_same(
    kind: Any, written: str, whole: str
) -> None:
    assert TypeAdapter(kind).validate_python(written) == whole


def test_a_reference_to_nothing_is_none() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Role).validate_python("")

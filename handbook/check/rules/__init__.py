"""One module a rule, named after its code, so that one can be told of without the others."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from handbook.check.rule import Rule


@cache
def codes() -> dict[str, str]:
    """The modules of the rules by their codes."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name.partition("_")[0].upper(): f"{__name__}.{name}" for name in names}


def rule_of(code: str) -> Rule:
    """The rule of a code. Raises KeyError."""
    rule: Rule = import_module(codes()[code]).RULE
    return rule

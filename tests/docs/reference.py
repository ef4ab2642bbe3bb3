"""Write the generated parts of the documentation: ``docs/guide/format.md`` and ``docs/rules.md``.

.venv/bin/python -m tests.docs.reference
"""

from __future__ import annotations

from tests.docs import fields, rules


def main() -> None:
    """Write both pages."""
    fields.PAGE.write_text(fields.page(), "utf-8")
    rules.PAGE.write_text(rules.page(), "utf-8")


if __name__ == "__main__":
    main()

"""Write what is generated of the documentation: ``format.md`` and ``rules.md``, in both languages.

.venv/bin/python -m tests.docs.reference
"""

from __future__ import annotations

from tests.docs.fields import FORMATS
from tests.docs.rules import MANUALS


def main() -> None:
    """Write the pages."""
    pages = {one.file: one.page() for one in FORMATS} | {one.file: one.page() for one in MANUALS}
    for file, text in pages.items():
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()

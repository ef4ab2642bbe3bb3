"""Write the table of characters that the fonts of print hold, from the fonts of this machine.

python -m tests.check.glyphs
"""

from __future__ import annotations

import subprocess

from fontTools.ttLib import TTFont

from handbook.check.glyphs import TABLE

FAMILY = "Noto Sans CJK SC"


def table() -> str:
    """The runs of codes in the font, one a line."""
    asked = ["fc-match", "-f", "%{file}\t%{index}\t%{family}", f"{FAMILY}:weight=80"]
    found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    file, index, family = found.split("\t")
    if FAMILY not in family:
        raise LookupError(FAMILY)
    with TTFont(file, fontNumber=int(index), lazy=True) as font:
        codes = sorted(font.getBestCmap())
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{a:x}\n" if a == b else f"{a:x}-{b:x}\n" for a, b in runs)


if __name__ == "__main__":
    TABLE.write_text(table(), "ascii")

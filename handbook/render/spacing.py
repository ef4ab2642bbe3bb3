"""The blank between Chinese and Latin letters or figures, where the medium sets none by itself.

W3C's "Requirements for Chinese Text Layout" (clreq, 3.2.1) asks for it; browsers know it as
``text-autospace``.
"""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, for a class of a regular expression."""
_MEETING = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")


def spaced(text: str) -> str:
    """A text with a blank wherever Chinese meets letters or figures."""
    return _MEETING.sub(" ", text)

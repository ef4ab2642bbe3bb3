"""Small PDFs without pictures: labels, lists. Their HTML comes from our own templates alone."""

from __future__ import annotations

from handbook.press.engine import strictly
from handbook.press.outlines import Outlines, bared
from handbook.press.weasy import HTML, FontConfiguration, URLFetcher


def plain_pdf(html: str, identifier: str, *, tagged: bool = False) -> bytes:
    """Set a document that fetches nothing; raises PressError for what WeasyPrint only logs."""
    with strictly():
        source = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
        document = source.render(font_config=FontConfiguration())
        document.fonts = Outlines()
        data = document.write_pdf(
            pdf_identifier=identifier.encode(), pdf_variant="pdf/ua-1" if tagged else None,
            finisher=bared,
        )  # fmt: skip
    return bytes(data)

"""Small PDFs without pictures: labels, lists. Their HTML comes from our own templates alone."""

from __future__ import annotations

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from handbook.press.engine import strictly


def plain_pdf(html: str, identifier: str, *, tagged: bool = False) -> bytes:
    """Set a document that fetches nothing; raises PressError for what WeasyPrint only logs."""
    with strictly():
        document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
        data = document.write_pdf(
            font_config=FontConfiguration(), pdf_identifier=identifier.encode(),
            pdf_variant="pdf/ua-1" if tagged else None,
        )  # fmt: skip
    return bytes(data)

"""Small PDFs without pictures: labels, lists. Their HTML comes from our own templates alone."""

from __future__ import annotations


def plain_pdf(html: str, identifier: str, *, tagged: bool = False) -> bytes:
    """Set a document that fetches nothing; raises PressError for what WeasyPrint only logs."""
    # It takes half a second to import, and most commands set no list.
    from handbook.press.engine import strictly  # noqa: PLC0415
    from handbook.press.outlines import Outlines, bared  # noqa: PLC0415
    from handbook.press.weasy import HTML, FontConfiguration, URLFetcher  # noqa: PLC0415

    with strictly():
        source = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
        document = source.render(font_config=FontConfiguration())
        document.fonts = Outlines()
        data = document.write_pdf(
            pdf_identifier=identifier.encode(), pdf_variant="pdf/ua-1" if tagged else None,
            finisher=bared,
        )  # fmt: skip
    return bytes(data)

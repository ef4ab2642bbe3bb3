"""Model to site: addresses, pages, and the bridge that hands finished pages to MkDocs."""

"""How links lead in what is set: to addresses, which merging turns into places of the volume."""

SCHEME = "handbook:"
SCHEME_PAGE = "handbook-page:"
"""Of a link whose text is the number of the page it leads to, stamped by merging."""

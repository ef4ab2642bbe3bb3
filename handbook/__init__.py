"""Build a call centre's handbook from structured sources: a site, print manuals, desk guides."""

__version__ = "0.1.0"

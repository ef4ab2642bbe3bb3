"""Bytes to positioned nodes: discovery, YAML, Markdown, and a cache of both."""

"""Measurements against the peers, on generated handbooks of any size; see README.md."""

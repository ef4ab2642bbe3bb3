"""Findings as text for people, and in the forms that forges and programs read."""

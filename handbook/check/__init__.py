"""Checks: an engine, a visible list of rules, one file a rule."""

"""Desk guides: faces that fit or say by how much they do not, single cards, imposed sheets."""

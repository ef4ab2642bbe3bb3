"""The commands as they are typed: arguments, options, help.

They import what they need when they run: `check` answers before MkDocs would have loaded.
"""

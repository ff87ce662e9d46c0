"""Names and texts as SQL takes them, where they cannot be bound parameters."""

from __future__ import annotations


def quoted(identifier: str) -> str:
    """An identifier as SQL takes it, whatever it holds."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string as an SQL literal: for comments, which take no bound parameters, and SQL shown to people."""
    return "'" + text.replace("'", "''") + "'"

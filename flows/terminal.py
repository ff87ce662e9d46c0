"""Text from pages and file names on a terminal."""

from __future__ import annotations

_KEPT = "\t\n"
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
"""C0 and C1: a terminal takes them as orders, to move the cursor, set its title or fill the clipboard."""
_DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
"""Marks that turn the direction of what follows, so that a name shows in another order than it is written."""

_VISIBLE = {
    **{code: f"\\x{code:02x}" for code in _CONTROLS if chr(code) not in _KEPT},
    **{code: f"\\u{code:04x}" for code in _DIRECTIONS},
}


def visible(text: str) -> str:
    """A text with its control characters spelled out, fit to be printed on a terminal.

    Titles, file names and error messages may hold what a stranger wrote. Line breaks, tabs and all
    printable characters stay as they are.
    """
    return text.translate(_VISIBLE)

"""Characters that text processing trips over, by what is odd about them."""

from __future__ import annotations

from typing import Final

CONTROLS: Final = tuple(chr(code) for code in (*range(0x00, 0x20), 0x7F, *range(0x80, 0xA0)))
"""C0 and C1 controls, NUL, tabulator and line ends included."""
LINE_ENDS: Final = ("\n", "\r\n", "\r", "\n\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", "\x1e")
"""All that some library takes for the end of a line."""
SPACES: Final = (
    "\t",
    "\u00a0",
    "\u1680",
    "\u2000",
    "\u2007",
    "\u202f",
    "\u205f",
    "\u3000",
    "\u2800",
    "\u3164",
)
"""White space of all widths, the blank of Braille and the Hangul filler, which only look like it."""
INVISIBLE: Final = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e", "\u061c")
BIDI: Final = (
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2069",
)
"""Marks that turn the direction of what follows."""
COMBINING: Final = ("\u0301", "\u0308", "\u0327", "\u0316", "\u0345", "\u20dd", "\u0489", "\u05b0", "\u1ab2")
"""Marks of several classes, which normalisation sorts."""
SELECTORS: Final = ("\ufe0e", "\ufe0f", "\U000e0100", "\U000e0041", "\U0001f3fd")
"""Variation selectors, a tag character, a skin tone."""
UNASSIGNED: Final = (
    "\ue000",
    "\uf8ff",
    "\U000f0000",
    "\U0010fffd",
    "\u0378",
    "\ufdd0",
    "\uffff",
    "\U0010ffff",
)
"""Private use, not assigned, and code points that are no characters."""
ASTRAL: Final = ("😀", "👩‍👩‍👧‍👦", "🇩🇪", "𝔇𝔢𝔯", "𝟏𝟐", "𠀀", "𐍈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")
"""Beyond the first plane: emoji in sequences, mathematical letters and digits, rare ideographs, tags."""
EXPANDING: Final = ("\ufdfa", "\u0390", "\ufb03", "ß", "İ", "ŉ", "\u1e9e", "\u01c4", "ﬀ", "\u1f82", "\uac00")
"""Longer or shorter when normalised or put into another case: one U+FDFA gives 18 code points."""
LOOKALIKES: Final = ("а", "е", "о", "Ι", "ӏ", "ℓ", "Ｂ", "ꞌ", "‚", "′", "〝", "＂")
"""Cyrillic, Greek and full-width characters that look Latin, and marks that look like quotation marks."""

ODD: Final = {
    "control": CONTROLS,
    "line_end": LINE_ENDS,
    "space": SPACES,
    "invisible": INVISIBLE,
    "bidi": BIDI,
    "combining": COMBINING,
    "selector": SELECTORS,
    "unassigned": UNASSIGNED,
    "astral": ASTRAL,
    "expanding": EXPANDING,
    "lookalike": LOOKALIKES,
}

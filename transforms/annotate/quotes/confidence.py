"""How sure a quotation is, by the pattern it was found with.

Beside each level stands how many were right of those found with it, on the training part of the Wikinews
data (Petersen-Frey & Biemann, LREC-COLING 2024). The rules were written on it, so for other texts the levels
are an order rather than shares.
"""

from typing import Final

BESIDE: Final = 0.95
"""In marks, right beside the clause of its cue ("„…“, sagte sie"): 223 of 223."""
NAMED: Final = 0.9
"""Without marks, depending on a cue whose speaker is named: 1,015 of 1,141."""
WITHIN: Final = 0.85
"""A piece in marks within the clause of a cue or within indirect speech: 205 of 228."""
UNNAMED: Final = 0.75
"""Without marks, depending on a cue without a speaker: 143 of 171."""
CARRIED: Final = 0.6
"""By the context, a noun, the Konjunktiv alone, or a pronoun far from its person: 511 of 654."""
UNCLEAR: Final = 0.5
"""Words in marks that nobody is named for, and that are no name as far as can be seen: not measured."""

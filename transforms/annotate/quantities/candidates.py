"""Where in a text a number may begin: one fast pattern, so that the rest of the work is for few places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.annotate.quantities.number_words import FRACTIONS, HALF, SCALES
from transforms.annotate.quantities.units import UNITS_BY_NOUN

_STEMS = (
    *("[Zz](?:wei|wo|wöl|woe|wan|ehn|ig)", "[Dd](?:rei|utzend)", "[Vv]ier", "[Ff](?:ünf|uenf)"),
    *(
        "[Ss](?:ech|ieb)",
        "[Aa](?:cht|nderthalb|ber[tmh])",
        "[Nn](?:eun|ull)",
        "[Ee](?:lf|in)",
        "[Hh](?:undert|albe)",
        "Hälfte",
        "[Jj]ede[mnrs]? ",
    ),
    *("[Tt]ausend", "[Mm]ill(?:ionen|iarden)", "Billionen"),
)
CANDIDATE = re.compile(rf"(?<![^\W_])(?<![^\W\d_]-)(?:\d|[½⅓⅔¼¾⅛]|{'|'.join(_STEMS)})")
ARTICLE = re.compile(r"[Ee]in(?:e[mnrs]?)?(?P<gap>[ \u00a0\u202f]|(?=[^\W_]))(?P<next>[^\W\d_]++)?")
AFTER_ARTICLE = frozenset(
    {
        *HALF,
        *FRACTIONS,
        *SCALES,
        *UNITS_BY_NOUN,
        *(stem + ending for stem in ("gut", "knapp") for ending in ("e", "en", "er", "es", "em")),
    }
)
"""What "ein" must stand before to be more than an article."""


def number_starts(text: str) -> Iterator[int]:
    """Offsets at which a number may begin, ascending."""
    for match in CANDIDATE.finditer(text):
        start = match.start()
        if text[start] in "eE" and (article := ARTICLE.match(text, start)):
            following = article["next"]
            if article["gap"] and (following is None or following.lower() not in AFTER_ARTICLE):
                continue
        yield start

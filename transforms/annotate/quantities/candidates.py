"""Where in a text a number may begin: one fast pattern, so that the rest of the work is for few places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.annotate.quantities.number_words import FRACTIONS, HALF, SCALES
from transforms.annotate.quantities.numerals import GAP
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
_FIRST = r"(?=[\d½⅓⅔¼¾⅛ZzDdVvFfSsAaNnEeHhJjTtMmB])"
"""First letters of all stems: told in one step, they spare most words the alternatives."""
CANDIDATE = re.compile(rf"\b{_FIRST}(?<![^\W\d_]-)(?:\d|[½⅓⅔¼¾⅛]|{'|'.join(_STEMS)})")
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
LIMITED_ARTICLE = re.compile(rf"(?i:\b(?:mindestens|wenigstens|höchstens|allerhöchstens|maximal)){GAP}$")
"""What "ein" must stand behind to be a number: "mindestens eine Schraube"."""
LIMIT_LENGTH = 16


def is_limited(text: str, start: int) -> bool:
    """Whether an article is a number because a limit stands before it: "höchstens ein Kind"."""
    # The last letter of a limit rules out nearly all articles at once.
    return text[start - 2 : start - 1] in {"s", "l"} and bool(
        LIMITED_ARTICLE.search(text[max(0, start - LIMIT_LENGTH) : start])
    )


def number_starts(text: str) -> Iterator[int]:
    """Offsets at which a number may begin, ascending."""
    for match in CANDIDATE.finditer(text):
        start = match.start()
        if text[start] in "eE" and (article := ARTICLE.match(text, start)):
            following = article["next"]
            is_number = following is not None and following.lower() in AFTER_ARTICLE
            if article["gap"] and not is_number and not is_limited(text, start):
                continue
        yield start

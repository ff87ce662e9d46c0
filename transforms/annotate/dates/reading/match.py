"""A match of a rule on class characters, read as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from transforms.annotate.dates.matching.lexemes import Lexemes
from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.dates.mention import Modifier, Type
from transforms.annotate.dates.reading.readings import Expression, Reading

CENTURY = 100
SENTENCE_STOPS = frozenset({"", ".", ";", "!", "?", ":", "„", "“", '"', "»", "«"})
GENITIVES = frozenset({"des", "seines", "seiner", "ihres", "unseres", "unserer", "dieses", "eines"})
ARTICLES = frozenset({"der", "dem", "den", "seinem", "seiner", "ihrem", "ihrer"})
EVENT = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]*(?:ung|tion|schluss)"
    r"|(?:[A-ZÄÖÜ][a-zäöüß]*)?(?:[Ww]ahl|[Ww]ahlen|[Kk]rieg|[Ee]nde|[Tt]od|[Ff]erien|[Pp]ause|[Bb]eginn|[Ss]tart"
    r"|[Aa]bitur|[Pp]rüfung|[Rr]ente|[Rr]uhestand|[Pp]ension|[Kk]rise|[Pp]andemie|[Bb]au|[Aa]bschied|[Ff]est)"
)
"""Nouns of what happens, not of where something stands."""
PIVOT = 50
"""Two-digit years from here on lie in the 20th century, smaller ones in the 21st (POSIX: 69; pages speak
of the post-war years more often than of the 2050s)."""


class Match:
    """A match on class characters, read as words."""

    def __init__(self, rule: str, found: re.Match[str], lexemes: Lexemes) -> None:
        self.rule = rule
        self.found = found
        self.lexemes = lexemes
        self.start = lexemes.offsets[found.start()]
        self.end = lexemes.offsets[found.end()]

    @property
    def first_word(self) -> str:
        """The first word of the match."""
        return self.lexemes.words[self.found.start()]

    def has(self, group: str) -> bool:
        """Whether the group took part."""
        return group in self.found.re.groupindex and self.found[group] is not None

    def first(self, group: str) -> str:
        """First word of a group as written."""
        return self.lexemes.words[self.found.start(group)]

    def meaning(self, group: str) -> str:
        """Meaning of the first word of a group; "" if it took no part."""
        return vocabulary().words[self.first(group)].meaning if self.has(group) else ""

    def number(self, group: str) -> int | None:
        """The meaning as a number; None if the group took no part."""
        return int(self.meaning(group)) if self.has(group) else None

    def words(self, group: str) -> list[tuple[int, str, str]]:
        """Position, class character and word of each lexeme of a group."""
        start, end = self.found.span(group)
        return [(at, self.lexemes.codes[at], self.lexemes.words[at]) for at in range(start, end)]

    def is_class(self, group: str, *names: str) -> bool:
        """Whether a group took part and its first word is of one of the classes."""
        if not self.has(group):
            return False
        code = self.lexemes.codes[self.found.start(group)]
        return any(vocabulary().code_of[name] == code for name in names)

    def is_followed_by(self, *names: str) -> bool:
        """Whether a word of one of the classes comes next."""
        end = self.found.end()
        return self.lexemes.codes[end : end + 2] in {f" {vocabulary().code_of[name]}" for name in names}

    def is_last_of(self) -> bool:
        """“im letzten Jahr vor der Einschulung”, “in der letzten Woche des Monats”: the last of something.

        After "vor" only events count, for "im letzten Jahr vor Gericht" is last year.
        """
        if not self.first("shift").lower().startswith("letzt"):
            return False
        end = self.found.end()
        following = self.lexemes.word_after(end)
        if following != "vor":
            return following in GENITIVES
        word = self.lexemes.word_after(end + 2)
        if word in ARTICLES:
            word = self.lexemes.word_after(end + 4)
        known = vocabulary().words.get(word)
        is_feast = known is not None and known.code == vocabulary().code_of["holiday"]
        return is_feast or EVENT.fullmatch(word) is not None

    def begins_sentence(self) -> bool:
        """Whether a mark that ends a sentence or nothing comes before."""
        before = self.lexemes.word_before(self.found.start())
        return before in SENTENCE_STOPS or before.isspace()

    def year(self) -> int | None:
        """The year that was said; two digits are completed."""
        group = "tick" if self.has("tick") else "year"
        if not self.has(group):
            return None
        year = int(self.first(group))
        return year if year > CENTURY else completed(year)

    def of_year(self) -> int | None:
        """The shift in "dieses Jahres", "des Vorjahres"."""
        if self.has("of"):
            return self.number("of")
        return int(self.meaning("of_word").split()[1]) if self.has("of_word") else None

    def edge(self) -> Modifier | None:
        """Anfang, Mitte, Ende."""
        written = self.meaning("edge") or self.meaning("edge_adjective")
        return cast(Modifier, written) if written in {"start", "mid", "end"} else None

    def count(self) -> float | None:
        """How many units; None for "einige"."""
        said = self.meaning("count")
        return None if said == "X" else float(said)

    def approximation(self) -> Modifier | None:
        """Whether "etwa", "rund" and the like stand in the match."""
        return "approx" if vocabulary().code_of["about"] in self.found[0] else None

    def expression(
        self, reading: Reading, kind: Type = "date", time: str = "", modifier: Modifier | None = None
    ) -> list[Expression]:
        """The whole match as one expression."""
        return [Expression(self.start, self.end, reading, kind, time, modifier or self.edge())]


def completed(year: int) -> int:
    """A year of two digits in full."""
    return year + (1900 if year >= PIVOT else 2000)


Reader = Callable[[Match], list[Expression]]
"""Gives the expressions of a match, in order; none where the words cannot mean what the pattern says."""

"""Who a speaker as written is: a name, or what a pronoun or a role stands for."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from transforms.annotate.names.mention import Mention
from transforms.annotate.quotes.given_names import gender_of_name
from transforms.annotate.quotes.grammar import GENITIVE, POSSESSIVES, PRONOUNS
from transforms.annotate.quotes.marks import Marked
from transforms.annotate.quotes.quote import SpeakerForm
from transforms.annotate.tagged import Span, TaggedText

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
INSTITUTION_TAILS: tuple[str, ...] = tuple(_WORDS["institutions"].split())
FEMALE_TAILS: tuple[str, ...] = tuple(_WORDS["female_persons"].split())
MALE_TAILS: tuple[str, ...] = tuple(_WORDS["male_persons"].split())
LEADERS: frozenset[str] = frozenset(_WORDS["leaders"].split())
SINGULAR_PRONOUNS: frozenset[str] = frozenset(_WORDS["singular_pronouns"].split())
MASCULINE: frozenset[str] = frozenset(_WORDS["masculine_pronouns"].split())
DEFINITE = frozenset({"der", "die", "das", "dem", "den", "dieser", "diese"})
SENTENCES_BACK = 3
"""Sentences searched for the person a pronoun or role stands for."""
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
ROLE_WINDOW = 60
"""Code points before a name in which its role stands ("Nordkoreas Machthaber")."""


class Referents:
    """Finds the mention behind a speaker within one text."""

    def __init__(self, tagged: TaggedText, mentions: Sequence[Mention], quoted: Sequence[Marked]) -> None:
        self.tagged = tagged
        self.mentions = mentions
        self.quoted = quoted
        self._starts = [mention.start for mention in mentions]
        self._quote_starts = [item.outer_start for item in quoted]
        self._known_bearers: dict[tuple[str, str | None], int | None] = {}

    def identify(self, span: Span) -> tuple[SpeakerForm, int | None]:
        """Form of a speaker and the index of the mention that says who it is.

        Args:
            span: the speaker as written.

        Returns:
            "name" with the mention within the span; "institution" for an organisation, a body, or a country
            that speaks; "pronoun" and "role" with the person they stand for where the text says so.
        """
        surface = self.tagged.text[span.start : span.end]
        lower = surface.lower()
        if lower in PRONOUNS or lower in POSSESSIVES:
            return "pronoun", self._antecedent(span.start, lower) if lower in SINGULAR_PRONOUNS else None
        inside = self._inside(span)
        head_end = self._head_end(span)
        for index in inside:
            mention = self.mentions[index]
            is_apposed = "," in self.tagged.text[span.start : mention.start]
            if (
                mention.label == "PER"
                and mention.reference == "name"
                and (mention.start < head_end or is_apposed)
            ):
                return "name", index
        head = [
            i for i in inside if self.mentions[i].start < head_end and self.mentions[i].reference == "name"
        ]
        words = WORD.findall(self.tagged.text[span.start : head_end])
        is_body = any(word.lower().endswith(INSTITUTION_TAILS) for word in words if word[:1].isupper())
        if head and (is_body or self.mentions[head[-1]].label in {"ORG", "MISC"} or len(words) <= 2):
            return "institution", head[-1]
        if is_body:
            return "institution", None
        return "role", self._role(span, words, lower)

    def _inside(self, span: Span) -> range:
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def _head_end(self, span: Span) -> int:
        """Where the head of a phrase ends: before the first genitive or preposition behind a noun."""
        seen_noun = False
        for token in self.tagged.tokens_in(span.start, span.end):
            word = self.tagged.word(token)
            if seen_noun and (
                word in GENITIVE
                or word in {"von", "vom", "aus", "für", "bei", "beim", "im", "in", ",", "zur", "zum"}
            ):
                return self.tagged.starts[token]
            seen_noun = seen_noun or word[0].isupper()
        return span.end

    def _is_quoted(self, offset: int) -> bool:
        at = bisect_left(self._quote_starts, offset + 1) - 1
        return at >= 0 and offset < self.quoted[at].outer_end

    def _persons_before(self, offset: int) -> list[list[int]]:
        """Persons named before an offset, by sentence: the one of the offset first, each in text order."""
        number = self.tagged.sentence_at(offset)
        rows = []
        end = offset
        for back in range(number, max(-1, number - SENTENCES_BACK - 1), -1):
            if back >= len(self.tagged.sentences):
                break
            start = self.tagged.sentences[back].start
            rows.append(
                [
                    i
                    for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end))
                    if self._is_person(i) and not self._is_quoted(self.mentions[i].start)
                ]
            )
            end = start
        return rows

    def _antecedent(self, offset: int, pronoun: str) -> int | None:
        """The person a pronoun stands for: of the nearest sentence that names one who fits.

        A person whose gender is known and fits goes before those whose gender is not known. Of two that fit
        equally, none is taken: which one is meant only the sense would tell.
        """
        wanted = "m" if pronoun in MASCULINE else "f"
        for row in self._persons_before(offset):
            fitting = {g: [i for i in row if self._gender(i) == g] for g in (wanted, None)}
            found = fitting[wanted] or fitting[None]
            if found:
                return found[0] if len({self.mentions[i].name for i in found}) == 1 else None
        return None

    def _gender(self, index: int) -> str | None:
        """Gender ("f" or "m") of a person by role or given name, wherever the text tells it."""
        return self._genders.get(self.mentions[index].name)

    @cached_property
    def _genders(self) -> dict[str, str]:
        """Name of a person → gender: by the word before the name, else by the given name."""
        genders: dict[str, str] = {}
        for mention in self.mentions:
            if mention.label == "PER" and mention.reference == "name":
                gender = self._gender_of_role(mention.start) or gender_of_name(mention.name)
                if gender is not None:
                    genders.setdefault(mention.name, gender)
        return genders

    def _gender_of_role(self, start: int) -> str | None:
        """Gender where the word before a name tells it: "Ministerin", "Herr"."""
        before = WORD.findall(self.tagged.text[max(0, start - ROLE_WINDOW) : start])
        if not before or not before[-1][0].isupper():
            return None
        word = before[-1].lower()
        if word == "frau" or (word.endswith("in") and len(word) > 5):
            return "f"
        if word == "herr" or word in LEADERS or word.endswith(("er", "chef", "präsident", "minister")):
            return "m"
        return None

    def sole_person(self, span: Span) -> Span | None:
        """The only person a part of the text names, where it first does so; None for more, or none."""
        persons = [i for i in self._inside(span) if self._is_person(i)]
        if len({self.mentions[i].name for i in persons}) != 1:
            return None
        first = self.mentions[persons[0]]
        return Span(first.start, first.end)

    def is_far(self, speaker: Span, mention: int) -> bool:
        """Whether a mention stands neither in the sentence of a speaker nor in the one before it."""
        sentence_at = self.tagged.sentence_at
        return sentence_at(speaker.start) - sentence_at(self.mentions[mention].start) > 1

    def _is_person(self, index: int) -> bool:
        mention = self.mentions[index]
        return mention.label == "PER" and mention.reference == "name"

    def _role(self, span: Span, words: list[str], lower: str) -> int | None:
        """The person whom a definite singular role stands for."""
        nouns = [word.lower() for word in words if word[:1].isupper()]
        first = lower.split(maxsplit=1)[0]
        if not nouns or (first not in DEFINITE and not self._country(span)):
            return None
        noun = nouns[-1]
        country = self._country(span)
        if (noun, country) not in self._known_bearers:
            self._known_bearers[noun, country] = self._bearer(noun, country)
        bearer = self._known_bearers[noun, country]
        if bearer is not None:
            return bearer
        if not _is_one_person(noun, first) or noun.endswith(("sprecher", "sprecherin")):
            return None  # spokespeople are many, and seldom named
        rows = self._persons_before(span.start)
        return next((row[0] for row in rows if row), None)

    def _bearer(self, noun: str, country: str | None) -> int | None:
        """The first person named with a role, of a country if one is given."""
        for index in self._bearers:
            role, of = self._bearers[index]
            same_country = country is None or of is None or country == of
            if same_country and (role == noun or (country and of and role in LEADERS and noun in LEADERS)):
                return index
        return None

    def _country(self, span: Span) -> str | None:
        """Country of a role: "der russische Präsident", "Nordkoreas Machthaber"."""
        for index in self._inside(span):
            if self.mentions[index].label == "LOC":
                return self.mentions[index].name
        return None

    @cached_property
    def _bearers(self) -> dict[int, tuple[str, str | None]]:
        """Persons named with a role before their name: the role, and its country."""
        bearers = {}
        for index, mention in enumerate(self.mentions):
            if mention.label != "PER" or mention.reference != "name":
                continue
            start = max(0, mention.start - ROLE_WINDOW)
            before = self.tagged.text[start : mention.start]
            before = before[max(before.rfind(mark) for mark in ".,:;\n") + 1 :]
            words = WORD.findall(before)
            if words and words[-1][0].isupper() and before[-1:] == " ":
                bearers[index] = (
                    words[-1].lower(),
                    self._country(Span(mention.start - len(before), mention.start)),
                )
        return bearers


def _is_one_person(noun: str, article: str) -> bool:
    """Whether a noun with its article means one person: "die Ministerin", "dem Trainer", not "die Rechte"."""
    if article in {"die", "diese"}:
        return noun.endswith(FEMALE_TAILS)
    return article != "das" and noun.endswith(MALE_TAILS + FEMALE_TAILS)

"""The words of dates, each with one class (written as one character) and what it means."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("vocabulary.toml")

CLASSES = Path(__file__).with_name("classes.toml")

ENDINGS = ("e", "em", "en", "er", "es")
NOUN_ENDINGS = ("s", "es", "n")
UNKNOWN = "x"
"""Class of all words and marks that belong to no date: a date never reaches across one."""
SPACE = " "
DAY_NUMBER, AMOUNT, YEAR_NUMBER = "number", "amount", "year_number"
FIRST_YEAR, LAST_YEAR = 1000, 2199
MAX_SPACES = 20
"""Longest run of spaces inside a date; pages reduced to text align columns with them."""
DASHES = "-–—−‐"
PUNCTUATION = ".,/:()'"

PLACEHOLDER = re.compile(r"@([a-z_]+)")


class Classes(NamedTuple):
    """Which classes have which property (classes.toml)."""

    inflected: frozenset[str]
    nouns: frozenset[str]
    genitive: frozenset[str]
    triggers: frozenset[str]


@cache
def classes() -> Classes:
    """Load the properties."""
    table: dict[str, str] = tomllib.loads(CLASSES.read_text(encoding="utf-8"))
    return Classes(**{name: frozenset(members.split()) for name, members in table.items()})


class Word(NamedTuple):
    """Class (one character) and meaning of a word, as the key in the table says it."""

    code: str
    meaning: str


class Vocabulary(NamedTuple):
    """All words and the characters of their classes."""

    words: Mapping[str, Word]
    codes: Mapping[str, str]
    code_of: Mapping[str, str]

    def pattern(self, template: str) -> str:
        """A template with ``@class`` in it as a regular expression over class characters."""
        return PLACEHOLDER.sub(lambda match: self.code_of[match[1]], template)


@cache
def vocabulary() -> Vocabulary:
    """Load the table; classes get characters of their own in the order in which they stand in it."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    names = [*table, "weekday_part", "month_part", "month_half", DAY_NUMBER, AMOUNT, YEAR_NUMBER]
    code_of = {name: chr(ord("À") + position) for position, name in enumerate(names)}
    words: dict[str, Word] = {}
    for name, meanings in table.items():
        for meaning, forms in meanings.items():
            for form in forms:
                for written in _written(name, form):
                    words.setdefault(written, Word(code_of[name], meaning))
    _add_numbers(words, code_of, table)
    _add_weekday_parts(words, code_of, table)
    _add_month_parts(words, code_of, table)
    words |= {mark: Word(mark, mark) for mark in PUNCTUATION}
    words["’"] = Word("'", "’")
    words |= {dash: Word("-", dash) for dash in DASHES}
    words |= {
        space * count: Word(SPACE, "") for space in " \u00a0\u202f" for count in range(1, MAX_SPACES + 1)
    }
    words |= dict.fromkeys(("\n", " \n", "\n "), Word(SPACE, ""))
    codes = {form: word.code for form, word in words.items()}
    return Vocabulary(words, codes, code_of)


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a class in lower case."""
    known = vocabulary()
    return frozenset(form.lower() for form, word in known.words.items() if word.code == known.code_of[name])


def _written(name: str, form: str) -> list[str]:
    """All ways in which a word of a class is written."""
    known = classes()
    forms = [form + ending for ending in ENDINGS] if name in known.inflected else [form]
    if name in {"set_adverb", "duration_adverb"} and form.endswith(("lich", "lang")):
        forms += [form + ending for ending in ENDINGS]  # "die tägliche Fahrt", "jahrelange Arbeit"
    if name in known.genitive:
        forms += [form + ending for ending in NOUN_ENDINGS]
    if name in known.nouns:
        return forms
    return forms + [form[0].upper() + form[1:] for form in forms if form[0].islower()]


def _add_numbers(
    words: dict[str, Word], code_of: dict[str, str], table: dict[str, dict[str, list[str]]]
) -> None:
    """Digits, and the number words 21 to 99 that German builds from two."""
    for number in range(100):
        for digits in {str(number), f"{number:02}"}:
            words[digits] = Word(code_of[DAY_NUMBER], str(number))
    for amount in range(100, FIRST_YEAR):
        words[str(amount)] = Word(code_of[AMOUNT], str(amount))
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        words[str(year)] = Word(code_of[YEAR_NUMBER], str(year))
    cardinals = {int(meaning): forms[0] for meaning, forms in table["cardinal"].items()}
    for tens in range(20, 100, 10):
        for unit in range(1, 10):
            written = f"{'ein' if unit == 1 else cardinals[unit]}und{cardinals[tens]}"
            words.setdefault(written, Word(code_of["cardinal"], str(tens + unit)))


def _add_weekday_parts(
    words: dict[str, Word], code_of: dict[str, str], table: dict[str, dict[str, list[str]]]
) -> None:
    """“Montagabend”, “Freitagfrüh”: the meaning is the number of the day and the part."""
    for number, weekdays in table["weekday"].items():
        for part, nouns in table["day_part"].items():
            for weekday in weekdays:
                for noun in nouns:
                    for ending in ("", "s"):
                        words[f"{weekday}{noun.lower()}{ending}"] = Word(
                            code_of["weekday_part"], f"{number} {part}"
                        )


def _add_month_parts(
    words: dict[str, Word], code_of: dict[str, str], table: dict[str, dict[str, list[str]]]
) -> None:
    """“Januarwochen”, “Maitagen”, “Junihälfte”: the meaning is the number of the month."""
    for number, months in table["month"].items():
        for month in months:
            for unit in ("wochen", "tage", "tagen"):
                words[month + unit] = Word(code_of["month_part"], number)
            words[f"{month}hälfte"] = Word(code_of["month_half"], number)

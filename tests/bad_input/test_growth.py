"""The rules' work grows with the length of a text, not with its square: counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest
from spacy.language import Language

from benchmarks.bad_input.growth import FRAMES, UNITS, growing_text
from transforms.annotate.dates import find_dates
from transforms.annotate.names import find_mentions
from transforms.annotate.pipeline import load_pipeline
from transforms.annotate.quantities import find_quantities
from transforms.annotate.quotes import find_quotes
from transforms.annotate.tag import tag_texts
from transforms.annotate.tagged import TaggedText

SHORT, LONG = 3_000, 12_000
"""Code points. The long text is four times the short one."""
MOST_GROWTH = 8
"""Times the calls that the long text may take: linear is 4, a loop within a loop 16."""
FEWEST_CALLS = 20_000
"""Calls that any text may take, so that what is done once for a document does not count."""
DAY = date(2026, 5, 3)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called, those of the interpreter and steps of generators included."""
    count = 0

    def count_call(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(count_call)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def find_all(text: TaggedText) -> None:
    mentions = find_mentions(text)
    dates = find_dates(text, DAY)
    find_quantities(text, [(found.start, found.end) for found in dates])
    find_quotes(text, mentions)


@pytest.mark.parametrize("name", [*UNITS, *FRAMES])
def test_the_rules_work_grows_with_the_text(name: str, nlp: Language) -> None:
    short, long = tag_texts([growing_text(name, size) for size in (SHORT, LONG)], nlp)
    find_all(short)  # what is remembered from text to text is remembered now

    few, many = calls_of(lambda: find_all(short)), calls_of(lambda: find_all(long))

    assert many <= max(FEWEST_CALLS, MOST_GROWTH * few)


def test_a_run_of_date_words_is_searched_a_stretch_at_a_time(nlp: Language) -> None:
    """Patterns search without calls, so here the dates are looked at: each is found, also far along."""
    (text,) = tag_texts(["am 3. Mai " * 500], nlp)

    assert [found.end - found.start for found in find_dates(text, DAY)] == [len("am 3. Mai")] * 500


def test_a_name_of_thousands_of_words_is_kept_without_all_its_ends(nlp: Language) -> None:
    from transforms.annotate.names.persons import LONGEST_END, Persons

    name = " ".join(f"K{number}." for number in range(5_000))
    persons = Persons({name: 1})

    assert persons.full_name(name) == name
    assert persons.full_name(" ".join(name.split()[-LONGEST_END:])) == name
    assert len(persons._by_part) == LONGEST_END + 1

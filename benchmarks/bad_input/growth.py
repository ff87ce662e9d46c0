"""Texts of any length that cost a rule with a loop in a loop, or a pattern that goes back, more and more.

A page twice as long may take twice as long. Some texts here once took four times as long; all are of the kind
that does: a unit without end, or ever new names in the same frame.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import count
from typing import Final

import polars as pl
from spacy.language import Language

from benchmarks.bad_input.passages import name_of
from transforms.annotate.facts import find_facts
from transforms.annotate.paragraphs import split_paragraphs
from transforms.annotate.tag import tag_paragraphs

UNITS: Final = {
    "initials": "K. ",
    "genitives": "Lindners ",
    "names and": "Karl und Lindner und ",
    "name (42)": "Lindner (42) ",
    "base64": "QUJDREVGR0g= ",
    "months": "Mai ",
    "days": "am 3. Mai ",
    "weekdays": "am Montag, ",
    "years": "2026 ",
    "clock times": "12 Uhr ",
    "numbers": "1 ",
    "ranges": "5 bis ",
    "commas": ",",
    "brackets": "(",
    "open quotes": "„Wort ",
    "quotes": "„Ja gut.“ ",
    "chained quotes": "„Ja. Nein“ und ",
    "ascii quotes": '"',
    "said": "sagte er, dass er sagte, ",
    "subjunctive": "habe er, ",
    "one word": "a",
    "marks": "a\u0301\u0316",
    "mojibake": "Ã¤",
    "prose": "Die Bürgermeisterin sagte am 3. Mai in Oberlohe, dass rund 1.200 Menschen kamen. ",
}
"""Name → what is repeated."""
FRAMES: Final = {
    "one given name": "Karl {0} kam. ",
    "one surname": "{0} Lindner kam. Lindner ging. ",
    "pairs of names": "{0} K. {1} und {0} {1} kamen. ",
    "abbreviations": "Das Amt für {0} (B{1}) kam. ",
    "ministers": "Minister {0} {1} kam. Der Minister sagte, er gehe. ",
    "pointing back": "{0} ging. Das teilte {1} mit. ",
    "months as names": "{0} Mai kam im Mai. ",
    "one sentence": "{0} {1} sagte, er habe 5 Euro, und ",
}
"""Name → a sentence with ever new names."""
SIZES: Final = (50_000, 200_000)
"""Code points of the shorter and of the longer text."""


def growing_text(name: str, size: int) -> str:
    """The text of a name, of about so many code points."""
    if name in UNITS:
        return (UNITS[name] * (size // len(UNITS[name]) + 1))[:size].strip()
    parts: list[str] = []
    length = 0
    for number in count():
        parts.append(FRAMES[name].format(name_of(number), name_of(7 * number + 3)))
        length += len(parts[-1])
        if length >= size:
            break
    return "".join(parts).strip()


def seconds_for(text: str, nlp: Language) -> dict[str, float]:
    """Processor seconds that a body takes: ``tags`` for the pipeline, ``facts`` for the rules."""
    articles = pl.DataFrame(
        {"article_key": [1], "body": [text], "published_on": [date(2026, 5, 3)]},
        schema_overrides={"body": pl.String},
    )
    paragraphs = split_paragraphs(articles.lazy()).select("paragraph_key", "text").unique("paragraph_key")
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> object:
        start = time.process_time()
        done = work()
        found[name] = time.process_time() - start
        return done

    tags = timed("tags", partial(tag_paragraphs, paragraphs.collect(), nlp))
    assert isinstance(tags, pl.DataFrame)
    timed("facts", partial(find_facts, articles, tags))
    return found


def show_growth(nlp: Language, names: Sequence[str] = (*UNITS, *FRAMES)) -> None:
    """Print seconds per 100,000 code points for each text at both sizes, and how the rules' cost grew."""
    short, long = SIZES
    print(f"seconds per 100,000 code points, bodies of {short:,} and {long:,}; growth 1.0 is linear")
    print(f"{'text':<18}{'tags':>8}{'tags':>8}{'facts':>9}{'facts':>8}{'growth':>9}")
    for name in names:
        first, second = (
            {
                stage: taken / size * 100_000
                for stage, taken in seconds_for(growing_text(name, size), nlp).items()
            }
            for size in SIZES
        )
        print(
            f"{name:<18}{first['tags']:>8.2f}{second['tags']:>8.2f}{first['facts']:>9.2f}{second['facts']:>8.2f}"
            f"{second['facts'] / first['facts']:>9.1f}"
        )

"""Date expressions against KRAUTS (TIMEX3 in a South Tyrolean daily) and against the hand-checked pages.

Compared as in TempEval-3: relaxed is any overlap, strict the same span, and the value must be the same
string. The day of publication is given. Spans and types are brought to the conventions of KRAUTS first: a
range counts as its two ends, a preposition ("im April") is left off, "vor drei Tagen" is compared as a
duration of three days, and "in den vergangenen Tagen" as one of an unknown number of days.

The rules were written with Dolomiten-42, every second document of Dolomiten-100 (the first, the third and so
on by file name) and the sample pages in view; of the others, `dates.blind_*`, nothing but the figures was
looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

from benchmarks.accuracy.figure import Figure
from transforms.annotate.dates.find import Found, find_expressions
from transforms.annotate.dates.mention import DateMention
from transforms.annotate.dates.reading.fixed_values import UNIT_CODES, duration_value
from transforms.annotate.dates.reading.readings import Fixed, Shifted
from transforms.annotate.tag import tag_texts

KRAUTS = Path("data") / "dates" / "krauts"
FOLDERS = ("KRAUTS_Dolomiten-100", "KRAUTS_Dolomiten-42")
HEIDELTIME = "_Heideltime"
DATES, DURATIONS, SETS = frozenset({"DATE", "TIME"}), frozenset({"DURATION"}), frozenset({"SET"})

TAG = re.compile(r"<TIMEX3([^>]*)>|</TIMEX3>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
CREATED = re.compile(r'<DCT>.*?value="([^"]*)"', re.DOTALL)
PREPOSITION = re.compile(r"(?:am|im|in|an|um|zu|zum|zur|vom|von|vor)\s+", re.IGNORECASE)
"""KRAUTS leaves prepositions out of its spans; here those that locate belong to them ("im April")."""

VAGUE = frozenset({"PAST_REF", "FUTURE_REF"})


class Timex(NamedTuple):
    """One TIMEX3 annotation: span in code points of the text, type and value."""

    start: int
    end: int
    type: str
    value: str


class Page(NamedTuple):
    """One document of the corpus."""

    name: str
    created: date
    text: str
    timexes: list[Timex]


class Counts(NamedTuple):
    """What was compared: gold, given, and how many agree."""

    gold: int = 0
    given: int = 0
    relaxed: int = 0
    relaxed_value: int = 0
    strict: int = 0
    strict_value: int = 0

    def f(self, agreed: int) -> float:
        """F score of a number of agreements."""
        return 2 * agreed / (self.gold + self.given) if self.gold + self.given else 0.0


def read_page(path: Path) -> Page:
    """Read a TimeML file; offsets count code points of the text without its tags."""
    raw = path.read_bytes().decode("utf-8")
    created = CREATED.search(raw)
    if created is None:
        raise ValueError(f"{path} has no document creation time")
    body = raw[raw.index("<TEXT>") + len("<TEXT>") : raw.rindex("</TEXT>")]
    parts: list[str] = []
    timexes: list[Timex] = []
    opened: list[tuple[int, dict[str, str]]] = []
    length = position = 0
    for tag in TAG.finditer(body):
        part = html.unescape(body[position : tag.start()])
        parts.append(part)
        length += len(part)
        position = tag.end()
        if tag[1] is None:
            start, attributes = opened.pop()
            timexes.append(Timex(start, length, attributes["type"], attributes["value"]))
        elif not tag[1].endswith("/"):
            opened.append((length, dict(ATTRIBUTE.findall(tag[1]))))
    parts.append(html.unescape(body[position:]))
    return Page(path.name, date.fromisoformat(created[1]), "".join(parts), sorted(timexes))


def compare(gold: Sequence[Timex], given: Sequence[Timex]) -> Counts:
    """Compare as TempEval-3 does: relaxed is any overlap, the value is compared on what overlaps.

    Each given timex answers one gold timex at most, the one it shares most with.
    """
    free = set(range(len(given)))
    relaxed = relaxed_value = strict = strict_value = 0
    for one in gold:
        shared, best = max(
            ((min(one.end, given[i].end) - max(one.start, given[i].start), i) for i in free), default=(0, -1)
        )
        if shared <= 0:
            continue
        free.remove(best)
        same_value = given[best].value == one.value
        same_span = (given[best].start, given[best].end) == (one.start, one.end)
        relaxed += 1
        relaxed_value += same_value
        strict += same_span
        strict_value += same_span and same_value
    return Counts(len(gold), len(given), relaxed, relaxed_value, strict, strict_value)


def as_timexes(text: str, found: Iterable[Found]) -> list[Timex]:
    """Mentions in the conventions of KRAUTS.

    There a range is two timexes, prepositions stand outside, and "vor drei Tagen" holds a duration.
    """
    return [_as_timex(text, mention, one) for one in found for mention in one.ends or (one.mention,)]


def _as_timex(text: str, mention: DateMention, found: Found) -> Timex:
    start = mention.start
    preposition = PREPOSITION.match(text, start, mention.end)
    reading = found.expression.reading
    kind, value = mention.type.upper(), mention.value
    is_offset = isinstance(reading, Shifted) and reading.is_counted
    if preposition is not None:
        start = preposition.end()
    if is_offset and isinstance(reading, Shifted):
        kind = "DURATION"
        value = duration_value(reading.unit, None if reading.steps is None else abs(reading.steps))
    if isinstance(reading, Fixed) and value in VAGUE and mention.granularity in UNIT_CODES:
        kind, value = "DURATION", duration_value(mention.granularity, None)
    return Timex(start, mention.end, kind, value)


def _total(counts: Iterable[Counts]) -> Counts:
    return Counts(*(sum(column) for column in zip(*counts, strict=True)))


def _of(timexes: Iterable[Timex], types: frozenset[str]) -> list[Timex]:
    return [one for one in timexes if one.type in types]


def _figures(name: str, counts: Counts, corpus: str, note: str) -> list[Figure]:
    return [
        Figure(f"dates.{name}{measure}", round(counts.f(agreed), 4), counts.gold, corpus, note)
        for measure, agreed in (
            ("relaxed_f", counts.relaxed),
            ("relaxed_value_f", counts.relaxed_value),
            ("strict_f", counts.strict),
            ("strict_value_f", counts.strict_value),
        )
    ]


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Measure on KRAUTS.

    Args:
        shared: folder with `data/dates/krauts`.
        nlp: the pipeline whose tags and sentences the rules read.

    Returns:
        F of dates and times together, of durations and of repeated times; the same of HeidelTime's output,
        which the corpus holds, by the same scorer; dates and times of the blind half.
    """
    pages = [read_page(path) for folder in FOLDERS for path in sorted((shared / KRAUTS / folder).iterdir())]
    reference = [
        read_page(path)
        for folder in FOLDERS
        for path in sorted((shared / KRAUTS / f"{folder}{HEIDELTIME}").iterdir())
    ]
    tagged = list(tag_texts([page.text for page in pages], nlp))
    given = [
        as_timexes(page.text, find_expressions(text, page.created))
        for page, text in zip(pages, tagged, strict=True)
    ]
    figures = []
    for name, types in (("", DATES), ("duration_", DURATIONS), ("set_", SETS)):
        ours = [compare(_of(p.timexes, types), _of(g, types)) for p, g in zip(pages, given, strict=True)]
        figures += _figures(name, _total(ours), "KRAUTS Dolomiten", "142 documents, document time given")
        if types is DATES:
            blind = [counts for number, counts in enumerate(ours[:BLIND_PAGES]) if number % 2]
            figures += _figures("blind_", _total(blind), "KRAUTS Dolomiten-100", BLIND_NOTE)
        theirs = [
            compare(_of(p.timexes, types), _of(r.timexes, types))
            for p, r in zip(pages, reference, strict=True)
        ]
        figures += _figures(
            f"heideltime_{name}", _total(theirs), "KRAUTS Dolomiten", "HeidelTime's output, same scorer"
        )
    return figures


BLIND_PAGES = 100
BLIND_NOTE = "every second document by file name, not read while the rules were written"

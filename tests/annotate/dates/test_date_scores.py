"""The scorer, on a document of its own, and the real pages where they are at hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy.dates import Counts, Timex, as_timexes, compare, read_page
from transforms.annotate.dates import find_dates
from transforms.annotate.dates.find import find_expressions
from transforms.annotate.pipeline import BLANK, load_pipeline
from transforms.annotate.tag import tag_texts

NLP = load_pipeline(BLANK)
PAGE = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2025-06-17">2025-06-17</TIMEX3></DCT>
<TEXT>
Lärm &amp; Licht: <TIMEX3 tid="t1" type="DATE" value="2025-06-16">gestern</TIMEX3> war Markt.
</TEXT></TimeML>"""


def test_offsets_count_the_text_without_tags(tmp_path: Path) -> None:
    path = tmp_path / "page.tml"
    path.write_text(PAGE, encoding="utf-8")
    page = read_page(path)
    assert page.created == date(2025, 6, 17)
    assert [page.text[one.start : one.end] for one in page.timexes] == ["gestern"]
    assert page.text.startswith("\nLärm & Licht: gestern")


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        pytest.param([Timex(0, 7, "DATE", "a")], Counts(1, 1, 1, 1, 1, 1), id="same"),
        pytest.param([Timex(0, 7, "DATE", "b")], Counts(1, 1, 1, 0, 1, 0), id="other value"),
        pytest.param([Timex(5, 9, "DATE", "a")], Counts(1, 1, 1, 1, 0, 0), id="overlap"),
        pytest.param([Timex(7, 9, "DATE", "a")], Counts(1, 1, 0, 0, 0, 0), id="beside"),
        pytest.param(
            [Timex(0, 2, "DATE", "b"), Timex(2, 7, "DATE", "a")], Counts(1, 2, 1, 1, 0, 0), id="more shared"
        ),
    ],
)
def test_comparison(given: list[Timex], counts: Counts) -> None:
    assert compare([Timex(0, 7, "DATE", "a")], given) == counts


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        pytest.param("im April", [("April", "DATE", "2025-04")], id="no preposition"),
        pytest.param("vor drei Tagen", [("drei Tagen", "DURATION", "P3D")], id="distance is a duration"),
        pytest.param(
            "vom 3. bis 5. Mai",
            [("3.", "DATE", "2025-05-03"), ("5. Mai", "DATE", "2025-05-05")],
            id="two ends",
        ),
    ],
)
def test_conventions_of_the_corpus(text: str, timexes: list[tuple[str, str, str]]) -> None:
    (tagged,) = tag_texts([text], NLP)
    found = as_timexes(text, find_expressions(tagged, date(2025, 6, 17)))
    assert [(text[one.start : one.end], one.type, one.value) for one in found] == timexes


def test_dates_of_the_real_pages(seeds: Path, seeds_truth: dict[str, Any]) -> None:
    wanted, found = [], []
    for name, page in seeds_truth.items():
        lines = (seeds / name).read_text(encoding="utf-8").splitlines()
        anchor = date.fromisoformat(page["published_at"][:10]) if page["published_at"] else None
        for gold in page["dates"]:
            (tagged,) = tag_texts([lines[gold["line"] - 1]], NLP)
            mentions = find_dates(tagged, anchor)
            wanted.append((gold["surface"], gold["value"]))
            found += [
                pair
                for pair in ((tagged.text[one.start : one.end], one.value) for one in mentions)
                if pair == wanted[-1]
            ]
    assert found == wanted

"""Labels: the same in both languages, one for each name in use, a word for each code."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dashboards.labels import Labels, texts
from dashboards.pages.console import EXAMPLES
from dashboards.rendering import SECTIONS
from dashboards.view import LANGUAGES
from tests.conftest import ROOT
from warehouse.tables import TABLES_BY_NAME
from warehouse.tables.base import column_metadata

BERLIN = ZoneInfo("Europe/Berlin")
USED = re.compile(r"""\b(?:t|labels)\(\s*["']([a-z_.]+)["']\s*[,)]""")
CODES = {
    "kind": ("main.dim_entity", "kind_code"),
    "quote_kind": ("main.fact_quote", "kind_code"),
    "stance": ("main.dim_cue", "stance_code"),
    "modifier": ("main.fact_quantity", "modifier_code"),
    "role": ("clean.line", "role_code"),
    "time_source": ("main.fact_article", "published_at_source"),
    "severity": ("ops.expectation_result", "severity_code"),
    "outcome": ("raw.document", "outcome_code"),
}
"""Kind of a code in the labels → the column that holds it."""


def used() -> set[str]:
    """Names of labels that templates and pages name outright."""
    files = [*(ROOT / "dashboards").rglob("*.jinja"), *(ROOT / "dashboards").rglob("*.py")]
    return {name for file in files for name in USED.findall(file.read_text(encoding="utf-8"))}


def test_both_languages_have_the_same_labels() -> None:
    assert texts("de").keys() == texts("en").keys()


def test_both_languages_have_the_same_blanks_to_fill() -> None:
    for name, text in texts("de").items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", texts("en")[name])), name


def test_every_label_in_use_is_there() -> None:
    assert len(used()) > 100
    assert used() - texts("de").keys() == set()


def test_every_label_is_in_use() -> None:
    composed = {
        *(f"{section}.title" for section in SECTIONS),
        *(f"sql.example.{name}" for name in EXAMPLES),
        *(f"fact.plural.{code}" for code in ("mention", "quote", "quantity", "date")),
        *(f"quotations.{role}" for role in ("speaker", "about")),
    }
    families = ("code.", "theme.", "grain.", "problem.", "column.")
    left = texts("de").keys() - used() - composed
    assert {name for name in left if not name.startswith(families)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CODES)
def test_every_code_has_a_word(kind: str, language: str) -> None:
    table, column = CODES[kind]
    codes = column_metadata(TABLES_BY_NAME[table].columns()[column])["codes"]
    assert {code for code in codes if f"code.{kind}.{code}" not in texts(language)} == set()


def test_numbers_and_days_are_written_as_the_language_has_them() -> None:
    german, english = Labels("de", BERLIN), Labels("en", BERLIN)
    assert (german.number(1234.5), english.number(1234.5)) == ("1.234,5", "1,234.5")
    assert (german.share(0.256), english.share(None)) == ("26 %", "–")
    assert (german.day(date(2026, 3, 12)), english.day(date(2026, 3, 12))) == ("12. März 2026", "12 Mar 2026")
    assert german.day(None) == "ohne Datum"


def test_times_of_runs_are_told_in_the_zone_and_times_of_articles_as_they_are() -> None:
    labels = Labels("en", BERLIN)
    assert labels.moment(datetime(2026, 7, 1, 6, 0, tzinfo=UTC)) == "1 Jul 2026, 08:00"
    assert labels.moment(datetime(2026, 7, 1, 6, 0)) == "1 Jul 2026, 06:00"

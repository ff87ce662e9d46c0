"""Cues and patterns fire on what they are meant for, and stay silent on look-alikes."""

import polars as pl
import pytest

from transforms.clean.roles.cues import CUES, cue_columns
from transforms.clean.roles.patterns import (
    LINE_PATTERNS,
    READER,
    line_pattern_columns,
    pattern_code_column,
    reader_code_column,
)


def _groups(line: str) -> set[str]:
    lines = pl.LazyFrame({"distinct": [0], "text": [line]})
    row = cue_columns(lines).collect()
    return {group for group in CUES if row.height and row[f"cue_{group}"].item()}


def _line_patterns(line: str) -> set[str]:
    row = pl.DataFrame({"text": [line]}).select(line_pattern_columns(pl.col("text")))
    return {name for name in LINE_PATTERNS if row[name].item()}


def _settled(line: str) -> str | None:
    frame = pl.DataFrame({"text": [line]})
    by_pattern = frame.select(pattern_code_column(pl.col("text"))).item()
    by_words = frame.select(
        pl.when(pl.col("text").str.contains(READER)).then(reader_code_column(pl.col("text")))
    ).item()
    code: str | None = by_pattern or by_words
    return code


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("COOKIES ZULASSEN", "consent"),
        ("Unser Newsletter am Morgen", "newsletter"),
        ("Über uns", "site"),
        ("Ähnliche Beiträge", "related"),
        ("Foto: Lina Beispiel", "credit"),
        ("Auf Facebook folgen", "social"),
        ("3 Kommentare", "comment"),
    ],
)
def test_words_of_a_group_are_found_in_any_case(line: str, group: str) -> None:
    assert group in _groups(line)


def test_one_word_may_speak_for_two_groups() -> None:
    assert {"consent", "site"} <= _groups("Datenschutz")


def test_a_line_without_cues_gives_no_row() -> None:
    lines = pl.LazyFrame({"distinct": [0, 1], "text": ["Der Mond ging auf", "Impressum"]})

    assert cue_columns(lines).collect()["distinct"].to_list() == [1]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("– Anzeige –", "advertisement_label"),
        ("Anzeige: Heizung zum halben Preis", "advertisement_label"),
        ("Lesen Sie auch: Der Fluss steigt", "related_link"),
        ("» Mehr zum Thema", "related_link"),
        ("Der Saal nach dem Umbau. Foto: Lina Beispiel", "caption_or_credit"),
        ("© 2026 Oberklammer Bote", "caption_or_credit"),
        ("Kommentare (12)", "comment_rules"),
        ("Weiterlesen", "call_to_action"),
        ("Nur noch bis Sonntag!", "call_to_action"),
        ("Ich willige ein, dass meine E-Mail-Adresse gespeichert wird.", "consent"),
        ("Mit der Anmeldung stimmen Sie den Regeln zum Datenschutz zu.", "consent"),
        ("Melden Sie sich hier für unseren Newsletter an, und Sie verpassen nichts mehr.", "newsletter"),
        ("Sichern Sie sich jetzt Ihren Gutschein!", "offer"),
    ],
)
def test_lines_that_settle_their_role(line: str, code: str) -> None:
    assert _settled(line) == code


@pytest.mark.parametrize(
    "line",
    [
        "Die Anzeige gegen den Wirt wurde fallen gelassen.",
        "Das Foto zeigt den Saal vor dem Umbau.",
        "Wer zustimmt, gibt der Stadt seine Daten für immer.",
        "Rund 5.000 Menschen erhalten den Newsletter der Stadt, obwohl sie ihn nie bestellt haben.",
        "Die Kommentare der Opposition fielen milde aus.",
        "Mehr zu essen gab es erst am Abend.",
    ],
)
def test_article_lines_about_the_same_things_settle_nothing(line: str) -> None:
    assert _settled(line) is None


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("Von Marta Unterberger", "byline"),
        ("Von Dr. Karl von Hohenfels, Wien", "byline"),
        ("12.03.2026", "timestamp"),
        ("06:02 Uhr", "timestamp"),
        ("Stand: 3. Februar 2026, 17:40 Uhr", "timestamp"),
        ("Veröffentlicht am 28. Jänner 2026", "timestamp"),
        ("2026-01-08T05:45:00Z", "timestamp"),
        ("Di., 3. März 2026, 9.15 Uhr", "timestamp"),
        ("- Themen:", "topic"),
        ("- #Energie", "topic"),
        ("Schlagwörter: #Dorf #Bahn", "topic"),
        ("Rubrik: Netze", "section_label"),
        ("https://www.bote.example/lokales/muehle-12.html", "address"),
        ("Startseite > Lokales > Verkehr", "breadcrumb"),
    ],
)
def test_lines_that_tell_something_of_the_page(line: str, pattern: str) -> None:
    assert pattern in _line_patterns(line)


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("Von Anfang an war der Plan umstritten.", "byline"),
        ("Am 3. Februar 2026 begann der Umbau", "timestamp"),
        ("Themen des Abends waren Brot und Butter", "topic"),
        ("Mehr unter https://www.bote.example", "address"),
        ("Was kostet das? Und wer zahlt > niemand", "breadcrumb"),
    ],
)
def test_sentences_are_no_metadata(line: str, pattern: str) -> None:
    assert pattern not in _line_patterns(line)

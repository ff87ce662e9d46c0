"""Lines keep true raw offsets, whatever the page does to its text."""

import polars as pl
import pytest

from transforms.clean.lines import LINE_SCHEMA, split_lines

AWKWARD = {
    "windows": "Der Markt\r\n\r\nöffnet früh.\r\n",
    "old mac": "Der Markt\röffnet\r\rfrüh.",
    "every break": "a\nb\r\nc\rd\x0be\x0cf\u2028g\u2029h",
    "spaces": "  \u00a0 Der\u00a0 Markt\t \n\t\n  öffnet  \n",
    "invisible": "Der Mark\u00adtplatz\n\u200böffnet\ufeff\nfru\u0308h",
    "mojibake": "Die StraÃŸe ist fÃ¼r Autos gesperrt\nDie Straße ist frei",
    "beyond the first plane": "Ein 😀 Markt\nöffnet 🎉 früh",
}


def _lines(*texts: str) -> pl.DataFrame:
    documents = pl.LazyFrame(
        {"document_key": range(len(texts)), "text": texts},
        schema={"document_key": pl.Int64, "text": pl.String},
    )
    return split_lines(documents).collect()


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_text_is_the_raw_substring_at_its_offsets(text: str) -> None:
    lines = _lines("davor\n", text)

    for row in lines.filter(document_key=1).iter_rows(named=True):
        assert text[row["raw_start"] : row["raw_start"] + row["raw_length"]] == row["text"]


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_raw_text_is_the_lines_and_white_space_between(text: str) -> None:
    lines = _lines(text)

    spans = [(row["raw_start"], row["raw_length"]) for row in lines.iter_rows(named=True)]
    outside = "".join(
        character
        for place, character in enumerate(text)
        if not any(start <= place < start + length for start, length in spans)
    )
    assert outside.strip() == ""


def test_every_kind_of_line_break_counts_once() -> None:
    lines = _lines(AWKWARD["every break"])

    assert lines["text"].to_list() == list("abcdefgh")
    assert lines["line_number"].to_list() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_blank_lines_are_counted_but_give_no_row() -> None:
    lines = _lines("\r\nTitel\r\n\r\n \r\nText.\r\n")

    assert lines.select("line_number", "text").rows() == [(2, "Titel"), (5, "Text.")]


def test_empty_and_blank_documents_give_no_rows_and_shift_nothing() -> None:
    lines = _lines("", "\n \n", "Text")

    assert lines.select("document_key", "line_number", "raw_start", "text").rows() == [(2, 1, 0, "Text")]


@pytest.mark.parametrize(
    ("raw", "readable"),
    [
        ("Die StraÃŸe ist fÃ¼r Autos gesperrt", "Die Straße ist für Autos gesperrt"),
        ("fru\u0308h", "früh"),
        ("Markt\u00adplatz", "Marktplatz"),
        ("10\u00a0000\u202fEuro", "10 000 Euro"),
        ("zu  viele   Räume", "zu viele Räume"),
        ("null\u200bbreit\x07", "nullbreit"),
    ],
)
def test_repair_makes_a_line_readable(raw: str, readable: str) -> None:
    line = _lines(raw).row(0, named=True)

    assert line["text"] == raw
    assert line["repaired_text"] == readable


def test_typographic_quotes_keep_their_direction_through_repair() -> None:
    line = _lines("„Schön“, sagte sie Ã¼ber ›den‹ Markt").row(0, named=True)

    assert line["repaired_text"] == "„Schön“, sagte sie über ›den‹ Markt"


def test_repaired_text_is_null_where_nothing_had_to_be_repaired() -> None:
    lines = _lines("Die Straße ist frei\nFür Â und Ã gilt das nicht")

    assert lines["repaired_text"].null_count() == 2


def test_line_hash_passes_over_case_and_repairable_damage() -> None:
    lines = _lines("Mehr zum Thema", "MEHR\u00a0ZUM  THEMA", "Mehr zum Wetter")

    first, second, third = lines["line_hash"].to_list()
    assert first == second
    assert first != third


def test_line_hash_is_stable_between_versions() -> None:
    # Counts of repeated lines are kept between runs, so this value must never change. It is XXH3-64 of
    # "mehr zum thema", read as a signed number.
    assert _lines("Mehr zum Thema")["line_hash"].to_list() == [1232832167154402253]


def test_columns_are_those_declared() -> None:
    assert dict(_lines("Text").schema) == LINE_SCHEMA

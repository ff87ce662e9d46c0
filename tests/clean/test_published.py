"""When a page says it was published and last changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.clean.page_frames import page, with_zone
from transforms.clean.article.published import find_published


def found(*marked_lines: str, time_zone: str = "Europe/Berlin") -> dict[str, Any]:
    pages = page(*marked_lines)
    frame = find_published(pages.lines, with_zone(pages, time_zone)).collect()
    return frame.row(0, named=True) if len(frame) else {"published_at": None, "updated_at": None}


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("lines", "expected", "source"),
    [
        (["12.07.2025", "11:20 Uhr"], utc(2025, 7, 12, 9, 20), "header"),
        (["Stand: 3. Februar 2026, 17:40 Uhr"], utc(2026, 2, 3, 16, 40), "labelled"),
        (["Veröffentlicht am 4. März 2026 um 9.05 Uhr"], utc(2026, 3, 4, 8, 5), "labelled"),
        (["17.06.2025 - 06:02"], utc(2025, 6, 17, 4, 2), "header"),
        (["17.06.2025 | 6 Uhr"], utc(2025, 6, 17, 4, 0), "header"),
        (["Freitag, 11. September 2026, 8.30 Uhr"], utc(2026, 9, 11, 6, 30), "header"),
        (["Von Ole Brandt, 3. Mai 2024, 10:00 Uhr"], utc(2024, 5, 3, 8, 0), "byline"),
        (["Talheim (dpa) - 3. Mai 2024, 10:00 Uhr"], utc(2024, 5, 3, 8, 0), "byline"),
        (["Ole Brandt | 3. Mai 2024, 10:00"], utc(2024, 5, 3, 8, 0), "byline"),
        (["2026-02-17T09:30:00+01:00"], utc(2026, 2, 17, 8, 30), "machine"),
        (["2026-01-08T05:45:00Z"], utc(2026, 1, 8, 5, 45), "machine"),
        (["2026-01-08T05:45:30.123-0500"], utc(2026, 1, 8, 10, 45), "machine"),
        (["Erschienen am:", "12.07.25, 11:20 Uhr"], utc(2025, 7, 12, 9, 20), "labelled"),
        (["20:00, 29. Jan. 2024"], utc(2024, 1, 29, 19, 0), "header"),
        (["22.11.2024 07.57"], utc(2024, 11, 22, 6, 57), "header"),
        (["06. 01. 2026, 14:59 Uhr Lesedauer: 4 Minuten"], utc(2026, 1, 6, 13, 59), "header"),
        # Words stuck together, as pages reduced to text have them.
        (["Publiziert17. Dezember 2024, 12:17"], utc(2024, 12, 17, 11, 17), "labelled"),
        (["15.04.2025, 17:59Lesezeit: 5 Min."], utc(2025, 4, 15, 15, 59), "header"),
        (["-Veröffentlicht am 28.04.2023-19:20"], utc(2023, 4, 28, 17, 20), "labelled"),
    ],
)
def test_forms_with_a_time_of_day(lines: list[str], expected: datetime, source: str) -> None:
    result = found(*(f"metadata: {line}" for line in lines), "title: Steg fertig")
    assert (result["published_at"], result["published_at_source"]) == (expected, source)
    assert result["published_at_precision"] == "minute"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Von Ole Brandt, 3. Mai 2024", date(2024, 5, 3)),
        ("Mo., 5. Mai 2025", date(2025, 5, 5)),
        ("28. Jänner 2026", date(2026, 1, 28)),
        ("1. Feb. 2026", date(2026, 2, 1)),
        ("12.07.25", date(2025, 7, 12)),
        ("12.07.69", date(1969, 7, 12)),
        ("1.2.2026", date(2026, 2, 1)),
        ("2026-02-01", date(2026, 2, 1)),
        ("30.01.202430. Januar 2024", date(2024, 1, 30)),
        ("Lesezeit 3 Min. | 01.02.2026", date(2026, 2, 1)),
        ("12.07.2025, 25:70 Uhr", date(2025, 7, 12)),
    ],
)
def test_a_date_alone_is_the_start_of_that_local_day(line: str, day: date) -> None:
    result = found(f"metadata: {line}")
    assert result["published_at_precision"] == "day"
    assert result["published_date"] == day
    local_midnight = datetime(day.year, day.month, day.day)
    offset = local_midnight - result["published_at"].replace(tzinfo=None)
    assert offset.total_seconds() in (3600, 7200)


def test_the_local_day_is_the_publishers_not_that_of_utc() -> None:
    result = found("metadata: 12.07.2025, 00:30 Uhr")
    assert result["published_at"] == utc(2025, 7, 11, 22, 30)
    assert result["published_date"] == date(2025, 7, 12)


def test_the_zone_is_that_of_the_publisher() -> None:
    assert found("metadata: 12.07.2025, 12:00 Uhr", time_zone="Europe/London")["published_at"] == utc(
        2025, 7, 12, 11
    )


def test_an_offset_on_the_page_beats_the_publishers_zone() -> None:
    assert found("metadata: 2025-07-12T12:00:00+09:00")["published_at"] == utc(2025, 7, 12, 3)


def test_the_hour_that_autumn_repeats_is_read_as_the_first_of_the_two() -> None:
    assert found("metadata: 26.10.2025, 02:30 Uhr")["published_at"] == utc(2025, 10, 26, 0, 30)


@pytest.mark.parametrize(
    "line",
    [
        "30.03.2025, 02:30 Uhr",  # the hour that spring skips
        "31.02.2026",
        "12.13.2025",
        "00.01.2026",
        "12.07.1850",
        "12.07.2145",
        "3. Mai",
        "Mai 2025",
        "Heft 12/2025",
        "123.07.2025",
        "11:20 Uhr",
        "vor 3 Stunden",
        "Verstand 7:20 Uhr",
        "4. Brachmond 2025",
    ],
)
def test_implausible_or_incomplete_dates_give_nothing(line: str) -> None:
    assert found(f"metadata: {line}")["published_at"] is None


@pytest.mark.parametrize("role", ["boilerplate", "paragraph", "heading", "list_item", "title"])
def test_dates_count_on_metadata_lines_only(role: str) -> None:
    assert found(f"{role}: 12.07.2025, 11:20 Uhr")["published_at"] is None


@pytest.mark.parametrize(
    "line",
    [
        "12.07.2025, 11:20 Uhr • Lesezeit: 8 Minuten",
        "Ole Brandt12.07.2025, 11:20 Uhr",
        "Artikel veröffentlicht am 12. Juli 2025, 11:20 Uhr, Ole Brandt",
    ],
)
def test_a_date_line_between_title_and_text_counts_even_if_taken_for_boilerplate(line: str) -> None:
    result = found(
        "title: Steg fertig", "boilerplate: Teilen", f"boilerplate: {line}", "paragraph: Er ist da."
    )
    assert result["published_at"] == utc(2025, 7, 12, 9, 20)


def test_a_metadata_line_beats_a_date_line_taken_for_boilerplate() -> None:
    result = found(
        "title: Steg",
        "boilerplate: Veröffentlicht: 12.07.2025, 11:20 Uhr",
        "paragraph: Da.",
        "metadata: 13.07.2025",
    )
    assert result["published_date"] == date(2025, 7, 13)


@pytest.mark.parametrize(
    "line",
    [
        "Der neue Steg bei der Einweihung im Tal am 12. Juli 2025. Foto: Ole Brandt",
        "Archivbild, 12.07.2025",
        "Das Fest am Steg beginnt am Samstag, 12.07.2025, um 11:20 Uhr auf dem Markt",
    ],
)
def test_captions_and_announcements_between_title_and_text_date_nothing(line: str) -> None:
    assert found("title: Steg", f"boilerplate: {line}", "paragraph: Er ist da.")["published_at"] is None


def test_boilerplate_dates_elsewhere_never_count() -> None:
    line = "boilerplate: 12.07.2025, 11:20 Uhr"
    assert found(line, "title: Steg", "paragraph: Er ist da.")["published_at"] is None
    assert found("title: Steg", "paragraph: Er ist da.", line)["published_at"] is None
    assert found(line, "paragraph: Er ist da.")["published_at"] is None


def test_an_update_is_not_the_publication() -> None:
    result = found("metadata: Aktualisiert: 12.02.2026, 14:25 Uhr")
    assert (result["published_at"], result["published_at_source"]) == (None, "none")
    assert result["published_at_precision"] is None
    assert result["updated_at"] == utc(2026, 2, 12, 13, 25)


def test_publication_and_update_on_one_line_are_told_apart() -> None:
    result = found(
        "metadata: Veröffentlicht: 12.02.2026, 06:00 Uhr | Zuletzt aktualisiert: 13.02.2026, 14:25 Uhr"
    )
    assert result["published_at"] == utc(2026, 2, 12, 5)
    assert result["updated_at"] == utc(2026, 2, 13, 13, 25)


def test_an_update_with_a_time_alone_is_of_the_day_of_publication() -> None:
    result = found("metadata: 31.01.2026", "metadata: 14:10 Uhr", "metadata: Zuletzt aktualisiert: 21:30 Uhr")
    assert result["published_at"] == utc(2026, 1, 31, 13, 10)
    assert result["updated_at"] == utc(2026, 1, 31, 20, 30)


def test_an_update_before_the_publication_is_a_misreading() -> None:
    result = found("metadata: 31.01.2026, 14:10 Uhr", "metadata: Zuletzt aktualisiert: 30.01.2026")
    assert result["updated_at"] is None


def test_stand_beside_an_earlier_date_is_the_last_change() -> None:
    result = found("metadata: 30.01.2026, 14:10 Uhr", "title: Steg", "metadata: Stand: 31.01.2026, 09:00 Uhr")
    assert result["published_at"] == utc(2026, 1, 30, 13, 10)
    assert result["updated_at"] == utc(2026, 1, 31, 8)


def test_order_of_preference() -> None:
    labelled = "metadata: Veröffentlicht am 1. Mai 2024, 10:00 Uhr"
    header = "metadata: 02.05.2024, 10:00 Uhr"
    byline = "metadata: Von Ole Brandt, 3. Mai 2024, 10:00 Uhr"
    state = "metadata: Stand: 4. Mai 2024, 10:00 Uhr"
    ranked = [labelled, header, byline, state]
    days = [1, 2, 3, 4]
    for first in range(len(ranked)):
        # Written last on the page, so that preference and not order decides.
        lines = ["title: Steg", *reversed(ranked[first:])]
        assert found(*lines)["published_at"].day == days[first]


def test_a_date_far_from_the_title_yields_to_a_byline() -> None:
    body = [f"paragraph: Absatz {number} über den Steg." for number in range(12)]
    lines = ["title: Steg", "metadata: Von Ole Brandt, 3. Mai 2024", *body, "metadata: 05.06.2024"]
    assert found(*lines)["published_date"] == date(2024, 5, 3)


def test_the_earlier_of_two_equal_lines_counts() -> None:
    assert found("metadata: 02.05.2024", "title: Steg", "metadata: 03.05.2024")["published_date"] == date(
        2024, 5, 2
    )


def test_a_clock_time_is_not_joined_across_a_distance() -> None:
    blank_lines = [""] * 4
    result = found("metadata: 12.07.2025", *blank_lines, "metadata: 11:20 Uhr")
    assert result["published_at_precision"] == "day"

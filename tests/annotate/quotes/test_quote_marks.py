"""Pairing of quotation marks."""

from __future__ import annotations

import pytest

from transforms.annotate.quotes.marks import find_marked, top_level


def contents(text: str) -> list[str]:
    return [text[item.start : item.end] for item in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Er sagte „ja“ und ging.", ["ja"], id="german"),
        pytest.param("Er sagte »ja« und ging.", ["ja"], id="guillemets-inwards"),
        pytest.param("Er sagte «ja» und ging.", ["ja"], id="guillemets-outwards"),
        pytest.param("Er sagte “ja” und ging.", ["ja"], id="english"),
        pytest.param('Er sagte "ja" und "nein".', ["ja", "nein"], id="straight"),
        pytest.param('Er sagte „ja" und ging.', ["ja"], id="german-opening-straight-closing"),
        pytest.param("Das ‚Ja‘ kam spät.", ["Ja"], id="single"),
        pytest.param(
            "„Er rief ‚Halt‘, dann ging er“, sagte sie.",
            ["Er rief ‚Halt‘, dann ging er", "Halt"],
            id="nested",
        ),
        pytest.param("(„Ja“)", ["Ja"], id="in-brackets"),
        pytest.param("Das geht's nicht, Hans' Hut auch nicht.", [], id="apostrophes-are-no-marks"),
        pytest.param("„Wie geht's?“, fragte sie.", ["Wie geht's?"], id="apostrophe-within-marks"),
        pytest.param('Ein 19" Monitor und ein 21" Monitor.', [], id="inches-are-no-marks"),
        pytest.param('Der Satz "Es sind 19" stimmt.', ["Es sind 19"], id="closing-mark-behind-a-number"),
        pytest.param(
            "Er sagte „ja und ging.\n\nDann „nein“.", ["nein"], id="unclosed-mark-ends-with-its-paragraph"
        ),
        pytest.param(
            "„Eins.\n\n„Zwei.“", ["Eins.", "Zwei."], id="each-paragraph-opens-and-only-the-last-closes"
        ),
        pytest.param("„Eins.\n\nZwei.“ Ende.", ["Eins.\n\nZwei."], id="one-pair-around-two-paragraphs"),
        pytest.param("“ verirrt ”", [], id="stray-marks"),
        pytest.param("", [], id="empty"),
    ],
)
def test_marks_are_paired_by_what_stands_around_them(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


def test_top_level_leaves_out_what_stands_in_another() -> None:
    text = "„Er rief ‚Halt‘ und ging“, sagte sie, „‚Lauf‘ rief er auch“."
    assert [text[item.start : item.end] for item in top_level(find_marked(text))] == [
        "Er rief ‚Halt‘ und ging",
        "‚Lauf‘ rief er auch",
    ]


@pytest.mark.parametrize("unit", ["„", '"a ', "„a\n\n", "‚a „b "])
def test_unclosed_marks_without_end_are_read_to_the_end(unit: str) -> None:
    """At this length anything worse than linear would not come back in a test's patience."""
    text = unit * 20_000
    assert all(0 <= item.start <= item.end <= len(text) for item in find_marked(text))

"""Features say what a block looks like, alone and among its neighbours, never in another document."""

import numpy as np
import polars as pl
import pytest

from transforms.clean.lines import split_lines
from transforms.clean.roles.context import page_features
from transforms.clean.roles.features import block_features, lexical_columns
from transforms.clean.roles.page import FAR, Blocks, Frame, to_blocks

PROSE = (
    "Die Bäckerei am Marktplatz öffnet wieder, nachdem sie im Frühjahr wegen eines Wasserschadens "
    "schließen musste. "
    "Der neue Ofen ist größer, und auch das Café hat nun mehr Plätze als vor dem Umbau."
)
MENU = "Startseite | Lokales | Sport | Kultur | Wetter"


def _blocks(*texts: str) -> Blocks:
    documents = pl.LazyFrame(
        {"document_key": range(len(texts)), "text": texts},
        schema={"document_key": pl.Int64, "text": pl.String},
    )
    return to_blocks(split_lines(documents).collect())[0]


def _features(*texts: str) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    blocks = _blocks(*texts)
    return block_features(blocks, lexical_columns(blocks.text))


def test_prose_is_told_from_a_menu() -> None:
    features = _features(f"{MENU}\n{PROSE}")

    assert features["is_prose"].tolist() == [0, 1]
    assert features["stop_share"][1] > 0.3 > features["stop_share"][0]


def test_prose_is_recognised_in_english_and_french_too() -> None:
    features = _features(
        "The bakery on the market square is open again, and the new oven is larger than the old one was "
        "for years.\n"
        "La boulangerie de la place du marché est ouverte, et le four que les voisins attendaient est dans"
        " la cuisine."
    )

    assert features["is_prose"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("line", "feature"),
    [
        ("- Kartoffeln und Quark", "is_bullet"),
        ("3. Kartoffeln", "is_bullet"),
        ("Er sagte: „Ich komme wieder.“", "ends_sentence"),
        ("Das teilte die Polizei mit. (dpa)", "ends_sentence"),
        ("Kommt er wieder?", "ends_question"),
        ("Diese Dinge fehlen:", "ends_colon"),
        ("Warum der Bäcker nun doch …", "ends_cut"),
        ("und dann ging er", "opens_lower"),
        ("„Niemals“, rief sie", "opens_quote"),
        ("Dienstag, 3. März 2026", "has_date"),
        ("Beginn 19:30 Uhr", "has_time"),
        ("Jetzt Newsletter bestellen", "cue_newsletter"),
        ("Foto: Jana Beispiel", "cue_credit"),
    ],
)
def test_marks_are_seen(line: str, feature: str) -> None:
    features = _features(f"{line}\nStiller Abend")

    assert features[feature][0] == 1
    assert features[feature][1] == 0


def test_cohesion_tells_a_heading_of_the_article_from_a_foreign_teaser() -> None:
    features = _features(f"Bäckerei bekommt neuen Ofen\nTrainer verlässt Handballverein\n{PROSE}")

    heading, teaser, _ = features["cohesion"]
    assert heading > teaser == 0


def test_cohesion_never_counts_a_block_as_its_own_company() -> None:
    features = _features(PROSE, PROSE)

    assert features["cohesion"].tolist() == [0, 0]


def test_repeated_lines_are_counted_within_their_document_only() -> None:
    features = _features("Mehr\nMehr\nEnde", "Mehr")

    assert features["copies"].tolist() == [2, 2, 1, 1]


def test_a_document_has_the_same_features_alone_and_in_company() -> None:
    page = f"{MENU}\nBäckerei öffnet wieder\n{PROSE}\n- Brot\n- Kuchen\nMehr zum Thema"
    others = [f"{PROSE}\nEnde", MENU, f"Titel\n\n{PROSE}\n\n{PROSE}\n17.03.2026"]

    alone = _blocks(page)
    company = _blocks(*others, page, *others)

    expected = page_features(alone, lexical_columns(alone.text))
    actual = page_features(company, lexical_columns(company.text))
    rows = company.document == len(others)
    for name, values in expected.items():
        np.testing.assert_allclose(actual[name][rows], values, rtol=1e-5, err_msg=name)


def test_shift_and_distance_stop_at_the_document_edge() -> None:
    frame = Frame(_blocks("a\nb", "c\nd"))
    values = np.array([1, 2, 3, 4], dtype=np.float32)

    assert frame.shift(values, 1).tolist() == [2, -1, 4, -1]
    assert frame.shift(values, -1).tolist() == [-1, 1, -1, 3]
    assert frame.distance_back(values == 2).tolist() == [FAR, 0, FAR, FAR]
    assert frame.distance_on(values == 3).tolist() == [FAR, FAR, 0, FAR]


def test_window_sums_stop_at_the_document_edge() -> None:
    frame = Frame(_blocks("a\nb\nc", "d\ne"))

    sums = frame.window(np.ones(5, dtype=np.float32), 1, 1)

    assert sums.tolist() == [2, 3, 2, 2, 2]


@pytest.mark.parametrize(
    ("score", "region"),
    [
        ([-1, 2, -1, 2, -1], (1, 3)),  # a short interruption is bridged
        ([2, -5, 3, 1, -1], (2, 3)),  # a long one is not
        ([-3, -1, -2, -4, -2], (1, 1)),  # without gain, the least bad block
    ],
)
def test_main_region_is_the_run_with_the_greatest_sum(score: list[float], region: tuple[int, int]) -> None:
    frame = Frame(_blocks("v\nw", "a\nb\nc\nd\ne", "x\ny"))
    values = np.array([9, 9, *score, 9, 9], dtype=np.float32)

    start, end = frame.best_region(values)

    assert (start[1] - 2, end[1] - 2) == region
    assert (start.tolist()[::2], end.tolist()[::2]) == ([0, 7], [1, 8])


def test_neighbours_to_pass_over_are_passed_over_and_edges_are_not() -> None:
    frame = Frame(_blocks("a\nb\nc\nd", "e\nf"))
    marked = np.array([True, False, False, True, True, True])
    passing = np.array([False, False, True, False, False, False])

    surrounded = frame.is_next_to(marked, passing)

    assert surrounded.tolist() == [False, True, False, False, False, False]

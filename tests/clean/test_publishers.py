"""Which publisher a page belongs to, told from the page alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.clean.page_frames import page, together
from transforms.clean.publisher.evidence import DEFAULT_TIME_ZONE, EVIDENCE, detect_publisher
from transforms.clean.publisher.publishers import load_publishers
from warehouse.tables.dim_publisher import DimPublisher
from warehouse.tables.keys import stable_key

LIST = """
[[publisher]]
name = "Talblick"
domains = ["talblick.example"]
time_zone = "Europe/Vienna"
banner_lines = ["Das Beste aus dem Tal"]
banner_prefixes = ["Leserservice des Talblicks"]

[[publisher]]
name = "Talblick Sport"
domains = ["sport.talblick.example"]
time_zone = "Europe/Vienna"

[[publisher]]
name = "Moorbote"
domains = ["moorbote.example"]
time_zone = "Europe/Berlin"
aliases = ["MB"]

[[publisher]]
name = "Der Kreis"
domains = ["kreis.example"]
time_zone = "Europe/Zurich"
aliases = ["Kreis"]
ambiguous_names = ["Der Kreis", "Kreis"]
"""
TITLE = "title: Der Steg ist fertig"
BODY = "paragraph: Der Steg über den Bach ist nach drei Monaten fertig geworden."


@pytest.fixture(scope="module")
def publishers(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    path: Path = tmp_path_factory.mktemp("list") / "publishers.toml"
    path.write_text(LIST, encoding="utf-8")
    return load_publishers(path)


def detected(publishers: pl.DataFrame, *marked_lines: str, url: str | None = None) -> dict[str, Any]:
    pages = page(*marked_lines, url=url)
    frame = detect_publisher(pages.documents, pages.lines, publishers).collect()
    assert len(frame) == 1
    return frame.row(0, named=True)


@pytest.mark.parametrize(
    "line",
    [
        "boilerplate: Talblick",
        "boilerplate: TALBLICK",
        "boilerplate: talblick.example",
        "boilerplate: Talblick News",
        "boilerplate: Talblick-Newsletter",
        "boilerplate: Home | Talblick",
        "boilerplate: Der Steg ist fertig | Talblick",
        "boilerplate: Der Steg ist fertig – Talblick",
        "metadata: Talblick > Dorf > Wege",
        "metadata: Startseite > Talblick > Dorf",
        "metadata: - Talblick News",
        "metadata: - Talblick",
        "boilerplate: © 2026 Talblick",
        "boilerplate: © Talblick Verlag, Talheim",
        "boilerplate: Copyright © 2019-2026 by Talblick Medien GmbH & Co. KG. Alle Rechte vorbehalten.",
        "boilerplate: (c) Talblick 2026",
        "boilerplate: @ 1997 - 2026 Talblick Medien GmbH & Co. KG",
        "boilerplate: © 2026 Talblick Verlags und Vertriebs GmbH",
        "boilerplate: © 2026 TalblickDatenschutzImpressum",
        "boilerplate: Copyright © Talblick AG. Alle Rechte vorbehalten. "
        + "Jede Weitergabe ist verboten. " * 9,
        "boilerplate: Datenschutz | Impressum | © 2026 Talblick",
        "boilerplate: Impressum: Talblick Verlags-GmbH, Dorfstraße 1",
        "boilerplate: Das Beste aus dem Tal",
        "boilerplate: Leserservice des Talblicks: 0800 000",
    ],
)
def test_ways_in_which_a_page_names_its_outlet(publishers: pl.DataFrame, line: str) -> None:
    result = detected(publishers, TITLE, BODY, line)
    assert result["publisher_name"] == "Talblick"
    assert result["publisher_key"] == stable_key("Talblick")
    assert (result["time_zone"], result["is_declared"]) == ("Europe/Vienna", True)


@pytest.mark.parametrize(
    "line",
    [
        "paragraph: Talblick",
        "paragraph: Der Talblick hatte zuerst darüber berichtet.",
        "heading: Talblick",
        "title: Talblick",
        "boilerplate: Lesen Sie auch, was der Talblick dazu schreibt",
        "boilerplate: Foto: Ole Brandt | Talblick",
        "boilerplate: Quelle: Talblick",
        "metadata: #Talblick",
        "metadata: Themen: Zeitungen | Talblick",
        "metadata: Medien > Talblick",
    ],
)
def test_a_mention_of_an_outlet_is_not_its_page(publishers: pl.DataFrame, line: str) -> None:
    result = detected(publishers, BODY, line)
    assert (result["publisher_key"], result["publisher_evidence_code"]) == (0, "none")


def test_a_topic_list_with_the_name_of_an_outlet_is_not_its_page(publishers: pl.DataFrame) -> None:
    assert (
        detected(publishers, TITLE, BODY, "metadata: Themen:", "metadata: - Talblick")["publisher_key"] == 0
    )


def test_the_address_decides_before_any_name(publishers: pl.DataFrame) -> None:
    result = detected(
        publishers, TITLE, BODY, "boilerplate: © 2026 Talblick", url="https://www.moorbote.example/a"
    )
    assert (result["publisher_name"], result["publisher_evidence_code"]) == ("Moorbote", "url")


def test_an_address_line_decides_where_the_address_is_not_known(publishers: pl.DataFrame) -> None:
    result = detected(
        publishers, "metadata: https://m.moorbote.example/a", TITLE, BODY, "boilerplate: Talblick"
    )
    assert (result["publisher_name"], result["publisher_evidence_code"]) == ("Moorbote", "address")


def test_the_longer_domain_is_the_closer_one(publishers: pl.DataFrame) -> None:
    assert (
        detected(publishers, BODY, url="https://sport.talblick.example/a")["publisher_name"]
        == "Talblick Sport"
    )
    assert detected(publishers, BODY, url="https://wetter.talblick.example/a")["publisher_name"] == "Talblick"


def test_a_domain_is_matched_at_dots_only(publishers: pl.DataFrame) -> None:
    result = detected(publishers, BODY, url="https://neuer-talblick.example/a")
    assert (result["publisher_name"], result["is_declared"]) == ("neuer-talblick.example", False)


def test_a_copyright_line_outweighs_the_name_of_another_outlet(publishers: pl.DataFrame) -> None:
    result = detected(publishers, TITLE, BODY, "boilerplate: Moorbote", "boilerplate: © 2026 Talblick")
    assert result["publisher_name"] == "Talblick"


def test_a_masthead_outweighs_a_name_below_the_article(publishers: pl.DataFrame) -> None:
    result = detected(publishers, "boilerplate: Moorbote", TITLE, BODY, "boilerplate: Talblick")
    assert result["publisher_name"] == "Moorbote"


def test_names_of_several_outlets_in_a_row_are_a_list_of_others(publishers: pl.DataFrame) -> None:
    result = detected(publishers, TITLE, BODY, "boilerplate: Moorbote", "boilerplate: Talblick")
    assert result["publisher_evidence_code"] == "none"


def test_everyday_words_need_a_copyright_or_an_imprint(publishers: pl.DataFrame) -> None:
    assert detected(publishers, "boilerplate: Kreis", TITLE, BODY, "metadata: - Kreis")["publisher_key"] == 0
    assert detected(publishers, TITLE, BODY, "boilerplate: © 2026 Der Kreis")["publisher_name"] == "Der Kreis"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("boilerplate: © 2026 Seewarte GmbH", "Seewarte"),
        ("boilerplate: Copyright 2025 Seewarte. Alle Rechte vorbehalten", "Seewarte"),
        ("boilerplate: Impressum: Seewarte Verlag GmbH, Hafenstraße 2", "Seewarte Verlag"),
        ("metadata: - Seewarte News", "Seewarte"),
    ],
)
def test_an_undeclared_outlet_that_names_itself_is_detected(
    publishers: pl.DataFrame, line: str, name: str
) -> None:
    result = detected(publishers, TITLE, BODY, line)
    assert (result["publisher_name"], result["publisher_evidence_code"]) == (name, "self_named")
    assert result["publisher_key"] == stable_key(name)
    assert (result["is_declared"], result["domain"], result["time_zone"]) == (False, None, DEFAULT_TIME_ZONE)


@pytest.mark.parametrize(
    "line",
    [
        "boilerplate: © Seewarte",  # without a year it may be the credit of a picture
        "boilerplate: © 2026 dpa",
        "boilerplate: © 2026 Getty Images",
        "boilerplate: © 2026 dpa-infocom GmbH",
        "boilerplate: © 2026",
        "boilerplate: Verlag: Seewarte",
        "boilerplate: Seewarte",
        "boilerplate: Seewarte News",
        "metadata: - Weitere News",
        "paragraph: © 2026 Seewarte GmbH",
    ],
)
def test_weak_self_naming_brings_in_nobody(publishers: pl.DataFrame, line: str) -> None:
    assert detected(publishers, TITLE, BODY, line)["publisher_key"] == 0


def test_a_page_that_calls_itself_two_names_stays_unknown(publishers: pl.DataFrame) -> None:
    result = detected(
        publishers, BODY, "boilerplate: © 2026 Seewarte GmbH", "boilerplate: © 2026 Dünenblatt AG"
    )
    assert result["publisher_key"] == 0


def test_a_name_that_only_begins_with_a_declared_one_is_another(publishers: pl.DataFrame) -> None:
    result = detected(publishers, TITLE, BODY, "boilerplate: © 2026 Talblicke GmbH")
    assert (result["publisher_name"], result["is_declared"]) == ("Talblicke", False)
    # "Kreis" is an everyday word: "Kreis der Imker" must not become it.
    assert detected(publishers, TITLE, BODY, "boilerplate: © Kreis der Imker")["publisher_key"] == 0


def test_an_empty_publisher_list_leaves_what_pages_call_themselves(publishers: pl.DataFrame) -> None:
    result = detected(
        publishers.clear(), TITLE, BODY, "boilerplate: Talblick", "boilerplate: © 2026 Talblick"
    )
    assert (result["publisher_name"], result["publisher_evidence_code"]) == ("Talblick", "self_named")


def test_the_unknown_member(publishers: pl.DataFrame) -> None:
    assert detected(publishers, TITLE, BODY) == {
        "document_key": 1,
        "publisher_key": 0,
        "publisher_name": "unbekannt",
        "domain": None,
        "time_zone": "Europe/Berlin",
        "is_declared": False,
        "publisher_evidence_code": "none",
    }


def test_a_document_without_lines_has_a_row(publishers: pl.DataFrame) -> None:
    assert detected(publishers)["publisher_key"] == 0


def test_every_document_has_one_row_and_is_read_by_itself(publishers: pl.DataFrame) -> None:
    alone = [
        page(TITLE, BODY, "boilerplate: Talblick", key=1),
        page(TITLE, BODY, key=2),
        page(TITLE, BODY, "boilerplate: © 2026 Seewarte GmbH", key=3, url="kein Ort"),
    ]
    batch = together(*alone)
    result = detect_publisher(batch.documents, batch.lines, publishers).collect()
    singly = [detect_publisher(one.documents, one.lines, publishers).collect() for one in alone]
    assert_frame_equal(result, pl.concat(singly))
    assert result["publisher_name"].to_list() == ["Talblick", "unbekannt", "Seewarte"]
    assert set(result["publisher_evidence_code"]) <= set(EVIDENCE)


def test_rows_fit_the_dimension(publishers: pl.DataFrame) -> None:
    pages = page(TITLE, BODY, "boilerplate: Talblick")
    rows = (
        detect_publisher(pages.documents, pages.lines, publishers)
        .select(DimPublisher.column_names())
        .collect()
    )
    assert DimPublisher.is_valid(rows)

"""The publisher list: what it must hold, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.clean.publisher.publishers import PublisherFileError, load_publishers
from warehouse.tables.keys import stable_key

ENTRY = """
[[publisher]]
name = "Talblick"
domains = ["talblick.example", "talblick-news.example"]
time_zone = "Europe/Vienna"
aliases = ["Der Talblick"]
"""


def written(folder: Path, content: str) -> Path:
    path = folder / "publishers.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_an_entry_becomes_a_row(tmp_path: Path) -> None:
    row = load_publishers(written(tmp_path, ENTRY)).row(0, named=True)
    assert row == {
        "publisher_key": stable_key("Talblick"),
        "publisher_name": "Talblick",
        "domain": "talblick.example",
        "time_zone": "Europe/Vienna",
        "is_declared": True,
        "names": ["Talblick", "Der Talblick"],
        "ambiguous_names": [],
        "domains": ["talblick.example", "talblick-news.example"],
        "banner_lines": [],
        "banner_prefixes": [],
    }


def test_an_empty_list_is_allowed(tmp_path: Path) -> None:
    assert load_publishers(written(tmp_path, "")).is_empty()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (ENTRY + 'zone = "Europe/Vienna"', "unknown keys"),
        (ENTRY.replace("Europe/Vienna", "Europe/Talheim"), "no time zone 'Europe/Talheim'"),
        (ENTRY.replace("Europe/Vienna", "Europe"), "no time zone .Europe."),
        (ENTRY.replace("Europe/Vienna", "../Europe"), "no time zone"),
        (ENTRY.replace('time_zone = "Europe/Vienna"', ""), "time_zone.*missing"),
        (ENTRY.replace('"Talblick"', '""', 1), "name.*missing"),
        (ENTRY.replace('name = "Talblick"', "name = 3"), "name must be a text"),
        (ENTRY.replace('["Der Talblick"]', '"Der Talblick"'), "aliases must be a list"),
        (ENTRY.replace('["Der Talblick"]', '[" "]'), "aliases must be a list of non-empty"),
        (ENTRY.replace('"talblick.example"', '"www.talblick.example"'), "without www"),
        (ENTRY.replace('"talblick.example"', '"https://talblick.example/"'), "write domains like"),
        (ENTRY + 'ambiguous_names = ["Blick"]', "add them to aliases"),
        (ENTRY + ENTRY, "'Talblick' stands in entry 1 .* and in entry 2"),
        (
            ENTRY + ENTRY.replace("Talblick", "Moorbote").replace("talblick.example", "moorbote.example"),
            "'talblick-news.example' stands in entry 1",
        ),
        (ENTRY.replace("publisher", "publishers"), "only \\[\\[publisher\\]\\] entries"),
        ("publisher = 3", "only \\[\\[publisher\\]\\] entries"),
        ("[[publisher]", "mend the syntax"),
    ],
)
def test_a_faulty_list_is_refused_with_file_and_remedy(tmp_path: Path, content: str, complaint: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(PublisherFileError, match=complaint) as refusal:
        load_publishers(path)
    assert str(path) in str(refusal.value)


def test_a_list_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "publishers.toml"
    path.write_bytes(ENTRY.replace("Talblick", "Brückenblick").encode("cp1252"))
    with pytest.raises(PublisherFileError, match="UTF-8"):
        load_publishers(path)


def test_the_shipped_list_holds_the_outlets_of_the_sample_with_their_zones() -> None:
    zones = dict(load_publishers().select("publisher_name", "time_zone").rows())
    assert zones["Brückenbote"] == zones["Hafenkurier"] == zones["Technikblatt Nord"] == "Europe/Berlin"
    assert zones["Alpenrundschau"] == "Europe/Vienna"

"""`presswerk search`, as people type it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def search(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flows.command", "search", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_articles_and_quotations_are_printed_with_the_words_marked(sample_home: Path) -> None:
    done = search("Kirsche", "hagel", "--home", sample_home)
    assert done.returncode == 0, done.stderr
    assert "Hagel zerschlägt die Kirschernte" in done.stdout
    assert "›Kirschen‹" in done.stdout


def test_programs_get_json(sample_home: Path) -> None:
    hits = json.loads(search("Haushalt", "--format", "json", "--home", sample_home).stdout)
    assert {hit["kind"] for hit in hits} == {"article", "quote"}


def test_filters_are_those_of_the_dashboard(sample_home: Path) -> None:
    chosen = ("--publisher", "Brückenbote", "--from", "2026-03-01", "--to", "2026-03-31")
    hits = json.loads(search("Haushalt", *chosen, "--format", "json", "--home", sample_home).stdout)
    assert hits
    assert {hit["publisher"] for hit in hits} == {"Brückenbote"}
    assert all("2026-03-01" <= hit["published"] <= "2026-03-31" for hit in hits)


def test_a_phrase_is_found_as_written(sample_home: Path) -> None:
    found, turned = (
        json.loads(search(phrase, "--format", "json", "--home", sample_home).stdout or "[]")
        for phrase in ('"zu Hause gucken"', '"gucken Hause zu"')
    )
    assert found
    assert turned == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--from", "2026-03-02", "--to", "2026-03-01"), "--to 2026-03-01 lies before --from 2026-03-02"),
        (("--from", "gestern"), "does not match the format"),
        (("--format", "xml"), "--format must be one of"),
        (("--home", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_is_told(arguments: tuple[str, ...], message: str) -> None:
    done = search("Hagel", *arguments)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.replace("│", " ").split())

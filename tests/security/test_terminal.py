"""What strangers wrote is text on the terminal, never an order to it."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.inspect import show_query, to_text
from flows.settings import Settings
from flows.shell import shell_command
from flows.terminal import visible
from tests.security.conftest import Surroundings

ORDERS = {
    "colour": "\x1b[31mrot",
    "title_of_the_window": "\x1b]0;Lage\x07",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "link": "\x1b]8;;https://example.org\x1b\\Bericht\x1b]8;;\x1b\\",
    "cursor": "Meldung\x1b[2K\x1b[1Aalles in Ordnung",
    "one_byte_introducer": "\x9b31mrot",
    "carriage_return": "gestoppt\rveröffentlicht",
    "backspace": "nein\b\b\b\bja",
    "null": "a\x00b",
    "delete": "a\x7fb",
}
TURNED = "rechnung\u202etxt.exe"
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", "\t"}


@pytest.mark.parametrize("text", ORDERS.values(), ids=ORDERS)
def test_orders_to_a_terminal_are_spelled_out(text: str) -> None:
    assert CONTROLS.isdisjoint(visible(text))
    assert "\\x" in visible(text)


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert CONTROLS.isdisjoint(visible(text))


@pytest.mark.parametrize(
    "text", ["Größe: 3 m²", "„So“, sagte sie – „nicht!“", "Zeile\nZeile\tSpalte", "👩‍🚒 سلام", "C:\\x1b"]
)
def test_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_a_turned_direction_shows() -> None:
    """Shown as it stands, the name would end in ``exe.txt``."""
    assert visible(TURNED) == "rechnung\\u202etxt.exe"


@pytest.mark.parametrize("text", ORDERS.values(), ids=ORDERS)
def test_tables_hold_no_orders(text: str) -> None:
    printed = to_text([text], [(text,), ([text],), ({"name": text},), (None,)])
    assert CONTROLS.isdisjoint(printed)
    assert "NULL" in printed


def test_sql_prints_no_orders(surroundings: Surroundings, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(home=surroundings.home.root)
    show_query(settings, "SELECT chr(27) || '[31mrot' AS title", "table")
    assert "\\x1b[31mrot" in capsys.readouterr().out


def test_machines_get_the_bytes_as_they_are(
    surroundings: Surroundings, capsys: pytest.CaptureFixture[str]
) -> None:
    show_query(Settings(home=surroundings.home.root), "SELECT chr(27) || '[31m' AS title", "json")
    assert json.loads(capsys.readouterr().out) == [{"title": "\x1b[31m"}]


def test_the_shell_prints_no_orders(surroundings: Surroundings) -> None:
    done = subprocess.run(
        shell_command(surroundings.file),
        input="SELECT chr(27) || ']0;Lage' || chr(7) AS title, 42 AS answer;\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "42" in done.stdout
    assert "\x1b]0;Lage" not in done.stdout
    assert "\x07" not in done.stdout

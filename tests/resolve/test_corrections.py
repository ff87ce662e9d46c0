"""The corrections file."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.resolve import CorrectionsError, load_corrections

ENTRY = """
[[correction]]
match = "Lohse"
entity = "Petra Lohse"
kind = "person"
reason = "Die Gärtnerin"
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "corrections.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_entries_are_read(tmp_path: Path) -> None:
    place = (
        ENTRY.replace("Lohse", "Essen").replace("person", "place") + 'country = "DE"\nmatch_kind = "place"\n'
    )
    rows = load_corrections(written(tmp_path, ENTRY + place)).rows()
    assert rows == [
        ("Lohse", None, "Petra Lohse", "person", None, "Die Gärtnerin"),
        ("Essen", "place", "Petra Essen", "place", "DE", "Die Gärtnerin"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[[correction]\n", "mend the syntax", id="no_toml"),
        pytest.param("[other]\n", "only .*correction", id="other_table"),
        pytest.param(ENTRY.replace("match", "name"), "entry 1 .*unknown keys .*name", id="unknown_key"),
        pytest.param(ENTRY.replace('entity = "Petra Lohse"\n', ""), "entity.*missing.*add", id="missing_key"),
        pytest.param(ENTRY.replace('"Petra Lohse"', "3"), "entity.*texts", id="no_text"),
        pytest.param(ENTRY.replace("person", "human"), "no kind 'human'; use one of", id="unknown_kind"),
        pytest.param(ENTRY + 'match_kind = "town"\n', "no match_kind 'town'", id="unknown_match_kind"),
        pytest.param(
            ENTRY.replace("person", "place") + 'country = "XX"\n',
            "no country 'XX'.*ISO",
            id="unknown_country",
        ),
        pytest.param(ENTRY + 'country = "DE"\n', "only places", id="country_of_a_person"),
        pytest.param(ENTRY + ENTRY, "entries 1 and 2 both correct 'Lohse'", id="corrected_twice"),
        pytest.param(
            ENTRY + ENTRY + 'match_kind = "person"\n', "entries 1 and 2", id="for_all_kinds_and_for_one"
        ),
    ],
)
def test_errors_name_entry_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(CorrectionsError, match=message) as error:
        load_corrections(file)
    assert str(file) in str(error.value)


def test_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match=r"no such file; check the setting"):
        load_corrections(tmp_path / "nothing.toml")

"""The corrections of entities: one TOML file, checked when it is read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import polars as pl

from transforms.gazetteer.countries import load_countries

CORRECTIONS_PATH = Path(__file__).with_name("corrections.toml")
"""The file that ships with the project: no entry, and what entries look like."""

KINDS = ("person", "organisation", "place", "misc")
REQUIRED_KEYS = ("match", "entity", "kind", "reason")
KNOWN_KEYS = (*REQUIRED_KEYS, "country", "match_kind")

CORRECTION_SCHEMA = pl.Schema(
    {
        "match": pl.String(),
        "match_kind": pl.String(),
        "entity": pl.String(),
        "kind_code": pl.String(),
        "country_code": pl.String(),
        "reason": pl.String(),
    }
)


class CorrectionsError(ValueError):
    """The corrections cannot be used; the message names file, entry and remedy."""


def load_corrections(path: Path = CORRECTIONS_PATH) -> pl.DataFrame:
    """The corrections of a file.

    Args:
        path: a TOML file of `[[correction]]` entries; the head of the shipped file explains the keys.

    Returns:
        One row per correction in the shape of `CORRECTION_SCHEMA`; `match_kind` and `country_code` are null
        where they are not given.

    Raises:
        CorrectionsError: the file cannot be read or is no TOML, an entry has unknown, missing or ill-typed
            keys, a kind or a country does not exist, or a name is corrected twice.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorrectionsError(
            f"{path}: {_because(error)}; check the setting or copy {CORRECTIONS_PATH}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorrectionsError(
            f"{path}: not readable as TOML in UTF-8 ({error}); mend the syntax."
        ) from error
    entries = content.get("correction", [])
    if set(content) - {"correction"} or not isinstance(entries, list):
        raise CorrectionsError(
            f"{path}: only [[correction]] entries may stand here, found {sorted(content)}."
        )
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise CorrectionsError(f"{path}: entry {number} is no table; write it as [[correction]].")
        _check_entry(entry, f"{path}: entry {number} ({entry.get('match', 'without match')})")
    _check_unique(entries, path)
    return pl.DataFrame([_row(entry) for entry in entries], schema=CORRECTION_SCHEMA)


def _because(error: OSError) -> str:
    return "no such file" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"


def _row(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "match": entry["match"].strip(),
        "match_kind": entry.get("match_kind"),
        "entity": entry["entity"].strip(),
        "kind_code": entry["kind"],
        "country_code": entry.get("country"),
        "reason": entry["reason"].strip(),
    }


def _check_entry(entry: dict[str, Any], where: str) -> None:
    unknown = sorted(set(entry) - set(KNOWN_KEYS))
    if unknown:
        raise CorrectionsError(f"{where}: unknown keys {unknown}; known are {list(KNOWN_KEYS)}.")
    missing = [key for key in REQUIRED_KEYS if not entry.get(key)]
    if missing:
        raise CorrectionsError(f"{where}: {missing} missing or empty; add them.")
    odd = [key for key, value in entry.items() if not isinstance(value, str) or not value.strip()]
    if odd:
        raise CorrectionsError(f"{where}: {odd} must be texts that are not empty.")
    for key in ("kind", "match_kind"):
        if entry.get(key, KINDS[0]) not in KINDS:
            raise CorrectionsError(f"{where}: no {key} {entry[key]!r}; use one of {list(KINDS)}.")
    country = entry.get("country")
    if country is not None and country not in load_countries():
        raise CorrectionsError(f"{where}: no country {country!r}; use an ISO 3166-1 alpha-2 code such as DE.")
    if country is not None and entry["kind"] != "place":
        raise CorrectionsError(
            f"{where}: only places lie in a country; leave country out or make kind 'place'."
        )


def _check_unique(entries: list[dict[str, Any]], path: Path) -> None:
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries, start=1):
        for kind in [entry["match_kind"]] if "match_kind" in entry else KINDS:
            first = seen.setdefault((entry["match"].strip(), kind), number)
            if first != number:
                raise CorrectionsError(
                    f"{path}: entries {first} and {number} both correct {entry['match']!r}; leave one,"
                    " or tell them apart by match_kind."
                )

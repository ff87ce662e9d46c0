"""The declared publishers: one TOML file, checked when it is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from warehouse.tables.keys import stable_key

PUBLISHERS_PATH = Path(__file__).with_name("publishers.toml")
"""The list that ships with the project."""

REQUIRED_KEYS = ("name", "domains", "time_zone")
LIST_KEYS = ("domains", "aliases", "ambiguous_names", "banner_lines", "banner_prefixes")
KNOWN_KEYS = {*REQUIRED_KEYS, *LIST_KEYS}
DOMAIN = re.compile(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+")

PUBLISHER_SCHEMA = pl.Schema(
    {
        "publisher_key": pl.Int64(),
        "publisher_name": pl.String(),
        "domain": pl.String(),
        "time_zone": pl.String(),
        "is_declared": pl.Boolean(),
        "names": pl.List(pl.String()),
        "ambiguous_names": pl.List(pl.String()),
        "domains": pl.List(pl.String()),
        "banner_lines": pl.List(pl.String()),
        "banner_prefixes": pl.List(pl.String()),
    }
)


class PublisherFileError(ValueError):
    """The publisher list cannot be used; the message names file, entry and remedy."""


def load_publishers(path: Path = PUBLISHERS_PATH) -> pl.DataFrame:
    """The declared publishers.

    Args:
        path: a TOML file of `[[publisher]]` entries; the head of the shipped file explains the keys.
    Returns:
        One row per publisher in the shape of `PUBLISHER_SCHEMA`; `domain` is the first of `domains`, `names`
        holds the name and its aliases.
    Raises:
        PublisherFileError: the file cannot be read or is no TOML, an entry has unknown, missing or ill-typed
            keys, a time zone does not exist, or a name or domain stands in two entries.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PublisherFileError(
            f"{path}: {_because(error)}; check the setting or copy {PUBLISHERS_PATH}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PublisherFileError(
            f"{path}: not readable as TOML in UTF-8 ({error}); mend the syntax."
        ) from error
    unknown = set(content) - {"publisher"}
    if unknown or not isinstance(content.get("publisher", []), list):
        raise PublisherFileError(
            f"{path}: only [[publisher]] entries may stand here, found {sorted(content)}."
        )
    entries: list[dict[str, Any]] = content.get("publisher", [])
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise PublisherFileError(f"{path}: entry {number} is no table; write it as [[publisher]].")
        _check_entry(entry, f"{path}: entry {number} ({entry.get('name', 'without name')})")
    _check_unique(path, entries)
    return pl.DataFrame([_row(entry) for entry in entries], schema=PUBLISHER_SCHEMA)


def _because(error: OSError) -> str:
    return "no such file" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"


def _row(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "publisher_key": stable_key(entry["name"]),
        "publisher_name": entry["name"],
        "domain": entry["domains"][0],
        "time_zone": entry["time_zone"],
        "is_declared": True,
        "names": [entry["name"], *entry.get("aliases", [])],
        "ambiguous_names": entry.get("ambiguous_names", []),
        "domains": entry["domains"],
        "banner_lines": entry.get("banner_lines", []),
        "banner_prefixes": entry.get("banner_prefixes", []),
    }


def _check_entry(entry: dict[str, Any], where: str) -> None:
    unknown = sorted(set(entry) - KNOWN_KEYS)
    if unknown:
        raise PublisherFileError(f"{where}: unknown keys {unknown}; known are {sorted(KNOWN_KEYS)}.")
    missing = [key for key in REQUIRED_KEYS if not entry.get(key)]
    if missing:
        raise PublisherFileError(f"{where}: {missing} missing or empty; add them.")
    for key in ("name", "time_zone"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise PublisherFileError(f"{where}: {key} must be a text.")
    for key in LIST_KEYS:
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise PublisherFileError(f"{where}: {key} must be a list of non-empty texts.")
    if not _is_time_zone(entry["time_zone"]):
        raise PublisherFileError(
            f"{where}: no time zone {entry['time_zone']!r}; use an IANA name such as Europe/Vienna."
        )
    odd = [domain for domain in entry["domains"] if not DOMAIN.fullmatch(domain)]
    if odd:
        raise PublisherFileError(f"{where}: write domains like beispiel.de, without www., not {odd}.")
    stray = set(entry.get("ambiguous_names", [])) - {entry["name"], *entry.get("aliases", [])}
    if stray:
        raise PublisherFileError(
            f"{where}: ambiguous_names {sorted(stray)} are no names; add them to aliases."
        )


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; malformed; a folder such as "Europe"
        return False
    return True


def _check_unique(path: Path, entries: list[dict[str, Any]]) -> None:
    """Each name, alias and domain must lead to one entry."""
    owners: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        for label in (entry["name"], *entry.get("aliases", []), *entry["domains"]):
            first = owners.setdefault(label.casefold(), number)
            if first != number:
                raise PublisherFileError(
                    f"{path}: {label!r} stands in entry {first} ({entries[first - 1]['name']}) and in entry"
                    f" {number} ({entry['name']}); keep it in one."
                )

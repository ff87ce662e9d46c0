"""`presswerk backfill list`, `show`, `compare` and `sql`: looking at backfills."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from flows.backfill.place import Place
from flows.backfill.request import request_from_json
from flows.inspect import as_text, show_query, to_text
from flows.settings import Settings
from flows.terminal import visible
from warehouse.connect import connect_file
from warehouse.home import Home
from warehouse.journal.backfills import (
    Backfill,
    BackfillError,
    Partition,
    backfills,
    find_backfill,
    partitions,
)
from warehouse.lock import WriterBusyError
from warehouse.statements import statement

SHOWN_ENTITIES = 10
SHOWN_FACTS = 3
"""Facts shown of each kind of change in each table."""


def show_backfills(settings: Settings, *, as_json: bool) -> None:
    """Print all backfills, the newest first."""
    home = Home(settings.home)
    parts = partitions(home)
    records = [
        _record(home, backfill, [part for part in parts if part.backfill_number == backfill.number])
        for backfill in backfills(home)
    ]
    if as_json:
        _print_json(records)
    elif not records:
        print(f"There was no backfill in {home.root}.")  # noqa: T201
    else:
        names = ["backfill", "state", "planned", "partitions", "what"]
        rows = [
            (
                record["backfill_id"],
                record["state"],
                f"{record['created_at']:%Y-%m-%d %H:%M}",
                _progress(record["partition_states"]),
                f"{record['description']}, model {record['pipeline']}",
            )
            for record in records
        ]
        print(to_text(names, rows), end="")  # noqa: T201


def show_backfill(settings: Settings, name: str, *, as_json: bool) -> None:
    """Print one backfill with its partitions.

    Raises:
        BackfillError: there is none of that id.
    """
    home = Home(settings.home)
    backfill = find_backfill(home, name)
    parts = partitions(home, backfill.number)
    record = _record(home, backfill, parts)
    if as_json:
        _print_json({**record, "partitions": [asdict(part) for part in parts]})
        return
    print(visible(f"{name}: {record['state']}. {record['description']}, model {backfill.pipeline}"))  # noqa: T201
    if backfill.detail:
        print(visible(backfill.detail))  # noqa: T201
    columns = ("number", "label", "state", "item_count", "article_count", "fact_count", "rejected_count")
    names = ["partition", "what", "state", "items", "articles", "facts", "rejected", "attempts", "error"]
    rows = [
        (
            *("" if (value := getattr(part, column)) is None else value for column in columns),
            part.attempt_count,
            part.error or "",
        )
        for part in parts
    ]
    print(to_text(names, rows), end="")  # noqa: T201


def show_comparison(settings: Settings, name: str, *, as_json: bool) -> None:
    """Print what a backfill would change, or has changed.

    Raises:
        BackfillError: there is none of that id, or nothing to compare yet.
    """
    with connect_file(_comparison(settings, name).comparison) as con:

        def rows(file: str, **parameters: object) -> list[dict[str, Any]]:
            records: list[dict[str, Any]] = (
                con.execute(statement(f"backfill/{file}"), parameters).pl().to_dicts()
            )
            return records

        found = {
            "tables": rows("table_count"),
            "gained": rows("entity_changes", is_gain=True, row_limit=SHOWN_ENTITIES),
            "lost": rows("entity_changes", is_gain=False, row_limit=SHOWN_ENTITIES),
            "sample": rows("sample", row_limit=SHOWN_FACTS),
        }
    if as_json:
        _print_json(found)
        return
    titles = {
        "tables": "Facts of the articles worked on, in the published warehouse and after the backfill:",
        "gained": "Named more often:",
        "lost": "Named less often:",
    }
    for key, title in titles.items():
        if found[key]:
            print(title)  # noqa: T201
            print(to_text(list(found[key][0]), [tuple(row.values()) for row in found[key]]))  # noqa: T201
    for fact in found["sample"]:
        print(visible(_in_words(fact)))  # noqa: T201


def show_comparison_query(settings: Settings, name: str, query: str, output: str) -> None:
    """Print the answer to one SQL statement on the comparison, which nothing can write to.

    Raises:
        BackfillError: there is none of that id, or nothing to compare yet.
    """
    show_query(settings, query, output, _comparison(settings, name).comparison)


def is_worked_on(place: Place) -> bool:
    """Whether a process works on a backfill at this moment."""
    if not place.folder.is_dir():
        return False
    try:
        with place.lock():
            return False
    except WriterBusyError:
        return True


def _comparison(settings: Settings, name: str) -> Place:
    backfill = find_backfill(Home(settings.home), name)
    place = Place(Home(settings.home), backfill.number)
    if not place.comparison.exists():
        raise BackfillError(
            f"{name} is {backfill.state}: there is nothing to compare before all its partitions are done."
            f" `presswerk backfill resume {name}` goes on with it."
        )
    return place


def _record(home: Home, backfill: Backfill, parts: list[Partition]) -> dict[str, Any]:
    record: dict[str, Any] = asdict(backfill)
    record["request"] = json.loads(backfill.request)
    record["description"] = request_from_json(backfill.request).describe()
    record["partition_states"] = dict(Counter(part.state for part in parts))
    if backfill.state == "running" and not is_worked_on(Place(home, backfill.number)):
        record["state"] = "killed"
    return record


def _progress(states: dict[str, int]) -> str:
    failed = f", {states['failed']} failed" if "failed" in states else ""
    return f"{states.get('done', 0)} of {sum(states.values())} done{failed}"


def _in_words(fact: dict[str, Any]) -> str:
    lines = [f"{fact['table_code']}, {fact['change_code']}: {fact['surface']}"]
    lines += [f"  {side}: {fact[f'{side}_meaning']}" for side in ("old", "new") if fact[f"{side}_meaning"]]
    return "\n".join([*lines, f"  in: {fact['sentence']}"])


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=as_text))  # noqa: T201

"""Accuracy against hand-checked truth: `python -m benchmarks.golden`.

The main job reads the pages of data/sample, and the real pages where they are at hand; what the warehouse
then says of every line and every page is held against the truth of tests/golden and of the real pages.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.connect import connect_reader
from warehouse.home import Home

ROOT: Final = Path(__file__).resolve().parents[1]
Truth = dict[str, dict[str, Any]]

PAGES: Final = """
    SELECT
        source.source_uri,
        article.title,
        article.published_at,
        article.published_at_precision,
        article.updated_at,
        publisher.publisher_name,
        publisher.time_zone,
        document.language_code,
        document.encoding_code,
        document.outcome_code,
        article.url,
        article.section_names,
        (
            SELECT coalesce(list(topic.topic_name ORDER BY bridge.topic_number), [])
            FROM bridge_article_topic AS bridge
            INNER JOIN dim_topic AS topic ON bridge.topic_key = topic.topic_key
            WHERE bridge.article_key = article.article_key
        ) AS topics
    FROM raw.source
    INNER JOIN raw.document ON source.document_key = document.document_key
    INNER JOIN clean.page ON document.document_key = page.document_key
    INNER JOIN dim_publisher AS publisher ON page.publisher_key = publisher.publisher_key
    LEFT JOIN fact_article AS article ON document.document_key = article.document_key
"""
ROLES: Final = """
    SELECT source.source_uri, line.line_number, line.role_code
    FROM clean.line
    INNER JOIN raw.source ON line.document_key = source.document_key
"""


def pages(con: duckdb.DuckDBPyConnection, root: Path) -> Truth:
    """What the warehouse says of each page, by path below `root`."""
    records = con.execute(PAGES).pl().to_dicts()
    return {str(Path(record["source_uri"]).relative_to(root)): record for record in records}


def roles(con: duckdb.DuckDBPyConnection, root: Path) -> dict[str, dict[int, str]]:
    """Role of each line by page and line number."""
    found: dict[str, dict[int, str]] = {}
    for uri, number, role in con.execute(ROLES).fetchall():
        found.setdefault(str(Path(uri).relative_to(root)), {})[number] = role
    return found


def true_roles(entry: dict[str, Any]) -> dict[int, str]:
    """The true role by line number; empty for a file that is no document."""
    return {number: role for role, numbers in entry.get("lines", {}).items() for number in numbers}


def wrong_roles(found: dict[str, dict[int, str]], truth: Truth) -> list[str]:
    """Lines whose role is not the true one, missing lines and lines too many included."""
    wrong = []
    for name, entry in truth.items():
        expected, got = true_roles(entry), found.get(name, {})
        wrong += [
            f"{name}:{number} is {expected.get(number)}, found {got.get(number)}"
            for number in sorted(expected.keys() | got.keys())
            if expected.get(number) != got.get(number)
        ]
    return wrong


def wrong_metadata(found: Truth, truth: Truth) -> list[str]:
    """Fields of pages that are not the true ones; only what the truth speaks of is compared."""
    wrong = []
    for name, entry in truth.items():
        if "quarantine" not in entry:
            checks = _checks(found[name], entry)
            wrong += [f"{name}: {field}" for field, is_right in checks.items() if not is_right]
    return wrong


def _checks(page: dict[str, Any], entry: dict[str, Any]) -> dict[str, bool]:
    checks = {
        "publisher": page["publisher_name"] == (entry["publisher"] or "unbekannt"),
        "language": page["language_code"] == entry["language"],
        "encoding": page["encoding_code"] == entry.get("encoding", page["encoding_code"]),
    }
    if page["outcome_code"] != "article":
        return checks
    zone = page["time_zone"]
    precision = entry.get("published_precision") if entry["published_at"] else page["published_at_precision"]
    return checks | {
        "title": page["title"] == entry["title"],
        "published_at": same_time(page["published_at"], entry["published_at"], zone),
        "precision": page["published_at_precision"] == (precision or page["published_at_precision"]),
        "updated_at": same_time(page["updated_at"], entry.get("updated_at"), zone),
        "topics": page["topics"] == entry["topics"],
        "sections": page["section_names"] == entry["sections"],
        "url": page["url"] == entry.get("url", page["url"]),
    }


def same_time(found: Any, expected: str | None, zone: str) -> bool:
    """Whether an instant is the expected one; a date stands for the start of that day in the zone."""
    if found is None or expected is None:
        return found is None and expected is None
    row = duckdb.execute(
        "SELECT CASE WHEN length($1) = 10 THEN ($1::TIMESTAMP AT TIME ZONE $2) ELSE $1::TIMESTAMPTZ END"
        " = $3::TIMESTAMPTZ",
        [expected, zone, found],
    ).fetchone()
    assert row is not None
    return bool(row[0])


def show(name: str, folder: Path, truth: Truth) -> None:
    """Run the main job on a folder and print how much of the truth it found."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [sys.executable, "-m", "flows.command", "run", str(folder), "--home", home],
            check=True,
            capture_output=True,
        )
        with connect_reader(Home(Path(home))) as con:
            lines, metadata = (
                wrong_roles(roles(con, folder), truth),
                wrong_metadata(pages(con, folder), truth),
            )
    total = sum(len(true_roles(entry)) for entry in truth.values())
    documents = [entry for entry in truth.values() if "quarantine" not in entry]
    odd = len({text.split(":")[0] for text in metadata})
    print(f"{name:<12} lines {total - len(lines)} of {total} ({1 - len(lines) / total:.1%}),", end=" ")
    print(f"pages with all metadata right {len(documents) - odd} of {len(documents)}")
    for text in (*lines, *metadata):
        print(f"    {text}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder of the real pages"
    )
    shared = parser.parse_args().shared.resolve()
    sample_truth = json.loads((ROOT / "tests" / "golden" / "sample.json").read_text(encoding="utf-8"))
    show("data/sample", ROOT / "data" / "sample", sample_truth)
    if not (shared / "seeds").is_dir():
        print(f"{shared / 'seeds'} is absent: the real pages are not part of the project.", file=sys.stderr)
        return 0
    show(
        "real pages",
        shared / "seeds",
        json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8")),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Fill in the answers of a Markdown page: each ```sql block is followed by a ```text block with its answer.

Run ``python docs/answers.py PAGE --home HOME`` to write them, with ``--check`` to fail where they are stale.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import duckdb

from flows.inspect import to_text
from warehouse.connect import connect_reader
from warehouse.home import Home

_BLOCK = re.compile(r"```sql\n(?P<query>.*?)```\n```text\n(?P<answer>.*?)```", re.DOTALL)


def fill_in(page: str, con: duckdb.DuckDBPyConnection) -> str:
    """The page with the answers that the warehouse gives now."""

    def answer(match: re.Match[str]) -> str:
        result = con.execute(match["query"])
        names = [column[0] for column in result.description or []]
        return f"```sql\n{match['query']}```\n```text\n{to_text(names, result.fetchall())}```"

    return _BLOCK.sub(answer, page)


def main() -> None:
    """Write or check the answers of a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("--home", type=Path, required=True, help="home of a warehouse of data/sample")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    page = arguments.page.read_text(encoding="utf-8")
    with connect_reader(Home(arguments.home.absolute())) as con:
        filled = fill_in(page, con)
    if not arguments.check:
        arguments.page.write_text(filled, encoding="utf-8")
    elif filled != page:
        sys.exit(f"{arguments.page} has stale answers: run `make docs` and commit it.")


if __name__ == "__main__":
    main()

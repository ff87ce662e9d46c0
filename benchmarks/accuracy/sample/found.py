"""What a published warehouse says of each page, by the place in its body."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import duckdb

from benchmarks.accuracy.seeds.facts import NAMES, TABLES, fold
from warehouse.tables.base import UNKNOWN_KEY

BODIES: Final = """
    SELECT source.source_uri, article.body
    FROM main.fact_article AS article
    INNER JOIN raw.source ON article.document_key = source.document_key
"""
FACTS: Final = """
    SELECT source.source_uri, fact.*
    FROM {table} AS fact
    INNER JOIN main.fact_article AS article ON fact.article_key = article.article_key
    INNER JOIN raw.source ON article.document_key = source.document_key
    ORDER BY source.source_uri, fact.start, fact.length
"""
COUNTRIES: Final = "SELECT entity_key, country_code FROM main.dim_entity"

Row = dict[str, Any]


@dataclass
class PageFacts:
    """One page: its body, and for each kind of fact the rows of its table.

    Every row has the words of the fact as `surface`. Rows of quotations have the folded names of the entity
    as `speaker_names` besides, those of mentions have them as `names`, and the `country_code` of the entity.
    """

    body: str
    facts: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in TABLES})


def read_pages(con: duckdb.DuckDBPyConnection, root: Path) -> dict[str, PageFacts]:
    """Read all facts.

    Args:
        con: a published warehouse.
        root: folder of the pages.

    Returns:
        Body and facts by path of the page below `root`; pages without an article are absent.
    """
    pages = {
        _name(uri, root): PageFacts(body) for uri, body in con.execute(BODIES).fetchall() if body is not None
    }
    names: dict[int, set[str]] = defaultdict(set)
    for key, name in con.execute(NAMES).fetchall():
        names[key].add(fold(name))
    countries = dict(con.execute(COUNTRIES).fetchall())
    for kind, table in TABLES.items():
        for row in con.execute(FACTS.format(table=table)).pl().to_dicts():
            page = pages[_name(row["source_uri"], root)]
            row["surface"] = page.body[row["start"] : row["start"] + row["length"]]
            row["names"] = names[row.get("entity_key", UNKNOWN_KEY)]
            row["country_code"] = countries.get(row.get("entity_key", UNKNOWN_KEY))
            row["speaker_names"] = names[row.get("speaker_key", UNKNOWN_KEY)]
            page.facts[kind].append(row)
    return pages


def _name(uri: str, root: Path) -> str:
    return str(Path(uri).relative_to(root))

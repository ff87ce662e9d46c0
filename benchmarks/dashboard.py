"""How long the dashboard's pages take, and what memory: ``python -m benchmarks.dashboard HOME``.

The dashboard runs as a process of its own, as users start it. Each page is asked for ten times, one after the
other, with and without filters. What counts is the time that the server tells (Server-Timing), where it tells
none that until the whole answer was there; and in the end the most memory that the process has had.
`benchmarks.archive` makes a home of 100,000 articles.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from benchmarks.processes import served_dashboard
from warehouse.connect import connect_reader
from warehouse.home import Home

LOADS: Final = 10
MOST_SECONDS: Final = 1.0
MOST_MEBIBYTES: Final = 600
_MOST_FREQUENT: Final = """
    SELECT
        (SELECT arg_max(article_key, quote_count + quantity_count) FROM mart.article),
        (
            SELECT entity_key FROM mart.entity_by_day WHERE entity_key <> 0
            GROUP BY entity_key ORDER BY sum(mention_count) DESC, entity_key LIMIT 1
        ),
        (SELECT mode(counted_lemma) FROM main.fact_quantity),
        (SELECT mode(speaker_key) FROM main.fact_quote WHERE speaker_key <> 0),
        (SELECT mode(publisher_name) FROM mart.article),
        (SELECT max(published_date) FROM mart.article)
"""
_DURATION = re.compile(r"dur=([\d.]+)")


@dataclass(frozen=True)
class Timing:
    """What one page took.

    Attributes:
        name: which page.
        seconds: median.
        slowest: slowest of all loads.
    """

    name: str
    seconds: float
    slowest: float


def pages_of(home: Home) -> dict[str, str]:
    """Name → address of what is asked for: every page, with what is most frequent where it takes a name."""
    with connect_reader(home) as con:
        row = con.execute(_MOST_FREQUENT).fetchone()
    assert row is not None
    article, entity, noun, speaker, publisher, last = row
    some = urlencode({"publisher": publisher, "from": last.replace(day=1).isoformat()})
    plain = {
        "overview": "/",
        "names": "/entities",
        "names, searched": "/entities?name=san",
        "one name": f"/entities/{entity}",
        "quotations": "/quotations",
        "quotations of one": f"/quotations?speaker={speaker}",
        "quotations about one": f"/quotations?about={entity}",
        "numbers": "/claims",
        "numbers of one noun": f"/claims?counted={quote(noun)}",
        "search": "/search?words=Haushalt+Schule",
        "copies": "/copies",
        "article": f"/articles/{article}",
        "quality": "/quality",
        "sql": "/sql",
        "completion": "/complete?name=san",
    }
    filtered = {
        f"{name}, filtered": f"{path}{'&' if '?' in path else '?'}{some}"
        for name, path in plain.items()
        if name not in ("article", "quality", "sql", "completion", "names, searched")
    }
    return plain | filtered


def measure(home: Home) -> tuple[list[Timing], float]:
    """Time all pages; also the most memory the dashboard had, in MiB."""
    with served_dashboard(home.root) as (address, process_id):
        timings = [_time(name, f"{address}{path}") for name, path in pages_of(home).items()]
        status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert peak is not None
    return timings, int(peak[1]) / 1024


def _time(name: str, address: str) -> Timing:
    taken = []
    for _ in range(LOADS):
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(address) as response:
                response.read()
                told = _DURATION.search(response.headers.get("Server-Timing", ""))
        except urllib.error.HTTPError as error:
            sys.exit(f"{name}: {address} gives {error.code}: {error.read()[:500]!r}")
        taken.append(float(told[1]) / 1_000 if told else time.perf_counter() - start)
    return Timing(name, statistics.median(taken), max(taken))


def main() -> None:
    """Measure and report; ends with 1 where a page or the memory is above its target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("home", type=Path)
    home = Home(parser.parse_args().home.absolute())
    timings, peak = measure(home)
    print(f"{'page':<34}{'median':>9}{'slowest':>10}")
    for timing in timings:
        print(f"{timing.name:<34}{timing.seconds:>8.3f}s{timing.slowest:>9.3f}s")
    print(f"most memory: {peak:.0f} MiB (target {MOST_MEBIBYTES})")
    is_met = peak < MOST_MEBIBYTES and all(timing.seconds < MOST_SECONDS for timing in timings)
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()

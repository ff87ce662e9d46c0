"""Accuracy of text extraction on public pages: `python -m benchmarks.segments`.

300 German pages, each reduced to a plain-text dump (one line per block), go through the main job. The score
counts text segments that people marked as belonging, or as not belonging, to the main text of each page.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from warehouse.connect import connect_reader
from warehouse.home import Home

ARTICLES: Final = """
    SELECT source.source_uri, concat_ws(chr(10) || chr(10), article.title, article.body) AS text
    FROM raw.source
    INNER JOIN fact_article AS article ON source.document_key = article.document_key
"""
Texts = dict[str, str]


def extract(dumps: Texts) -> Texts:
    """Title and body of each dump, out of a warehouse that the main job built from them.

    The files are numbered, so that no page can be told by its name.
    """
    with tempfile.TemporaryDirectory() as folder:
        pages, home = Path(folder, "pages"), Path(folder, "home")
        pages.mkdir()
        names = sorted(dumps)
        for number, name in enumerate(names):
            (pages / f"{number}.txt").write_text(dumps[name], encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "flows.command", "run", str(pages), "--home", str(home)],
            check=True,
            capture_output=True,
            # What is text needs no model.
            env={**os.environ, "PRESSWERK_PIPELINE": "blank"},
        )
        with connect_reader(Home(home)) as con:
            rows = con.execute(ARTICLES).fetchall()
    found = {int(Path(uri).stem): text for uri, text in rows}
    return {name: found.get(number, "") for number, name in enumerate(names)}


def keep_all(dumps: Texts) -> Texts:
    """Baseline: every line is main text."""
    return dumps


def naive(dumps: Texts) -> Texts:
    """Baseline: a line is main text if it has at least 60 characters and ends like a sentence."""
    return {
        name: "\n".join(
            line for line in text.split("\n") if len(line) >= 60 and line.rstrip("\"”“»«')")[-1:] in ".!?…"
        )
        for name, text in dumps.items()
    }


METHODS: Final[dict[str, Callable[[Texts], Texts]]] = {
    "keep all": keep_all,
    "naive rule": naive,
    "presswerk": extract,
}


def load_tools(path: Path) -> ModuleType:
    """The shared module with `load`, `dump` and `score`."""
    spec = importlib.util.spec_from_file_location("page_dumps", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(data: Path, tools: Path) -> dict[str, dict[str, Any]]:
    """Precision, recall, F and accuracy over segments for each method.

    Raises:
        FileNotFoundError: the pages or the scoring tool are absent; the message says where they come from.
    """
    if not (data / "gold.json").exists():
        raise FileNotFoundError(
            f"{data / 'gold.json'} is absent. It holds the German part of trafilatura's evaluation pages "
            "(github.com/adbar/trafilatura, tests/): gold.json beside a folder html/. Name another place "
            "with --data."
        )
    if not tools.exists():
        raise FileNotFoundError(
            f"{tools} is absent. It reduces pages to dumps and scores segments; "
            "name another place with --tools."
        )
    page_dumps = load_tools(tools)
    items, pages = page_dumps.load(data)
    dumps = {name: page_dumps.dump(page) for name, page in pages.items()}
    return {method: page_dumps.score(items, run(dumps)) for method, run in METHODS.items()}


def main() -> int:
    """Print one row per method."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/pages/trafilatura"))
    parser.add_argument("--tools", type=Path, default=Path("../shared/tools/page_dumps.py"))
    options = parser.parse_args()
    try:
        figures = measure(options.data, options.tools)
    except FileNotFoundError as absent:
        print(absent, file=sys.stderr)
        return 2
    print(f"{'method':<12} {'precision':>9} {'recall':>7} {'F':>6} {'accuracy':>9}  pages")
    for method, row in figures.items():
        print(
            f"{method:<12} {row['p']:>9.3f} {row['r']:>7.3f} {row['f']:>6.3f} {row['acc']:>9.3f}  {row['n']}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

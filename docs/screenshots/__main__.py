"""Run the main job on data/sample, open the dashboard in Chromium and take the pictures.

They show real pages of a real run; its day stands in them, so they differ from run to run and are made when
the pages have changed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from benchmarks.processes import served_dashboard
from warehouse.connect import connect_reader
from warehouse.home import Home

FOLDER: Final = Path(__file__).parent
ROOT: Final = FOLDER.parents[1]
CHROMIUM: Final = "/usr/bin/chromium"
WIDTH: Final = 1120
HEIGHT: Final = 760


def main() -> None:
    """Make all pictures anew."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        command = [sys.executable, "-m", "flows.command", "run", "data/sample", "--home", str(home)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
        with served_dashboard(home) as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-sync"]
            )
            for name, (path, scheme) in _pictures(home).items():
                context = browser.new_context(
                    viewport={"width": WIDTH, "height": HEIGHT},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    locale="en-GB",
                )
                page = context.new_page()
                page.goto(f"{address}{path}")
                page.screenshot(path=FOLDER / f"{name}.png")
                context.close()
            browser.close()


def _pictures(home: Path) -> dict[str, tuple[str, str]]:
    """Name → address and colours of what is shown."""
    with connect_reader(Home(home)) as con:
        row = con.execute(
            "SELECT arg_max(article_key, quote_count + quantity_count) FROM mart.article"
        ).fetchone()
    assert row is not None
    return {
        "overview": ("/", "light"),
        "article": (f"/articles/{row[0]}", "light"),
        "quotations": ("/quotations", "dark"),
        "claims": (f"/claims?{urlencode({'counted': 'Euro'})}", "light"),
    }


if __name__ == "__main__":
    main()

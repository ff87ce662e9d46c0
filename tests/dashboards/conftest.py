"""The dashboard as its users meet it: a server of its own, on homes made by real runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboards.app import make_app
from tests.conftest import RunJob
from warehouse.home import Home

HOSTILE_TITLE = 'Rat sperrt <script>alert("Titel")</script> & die Schleuse'
HOSTILE_PAGE = f"""Brückenbote
{HOSTILE_TITLE}
03.03.2026
Die Stadt Lindenbrück sperrt die Schleuse am Deich, teilte Bürgermeisterin Henrike Sandvoss am Montag mit. \
<script>document.title = "übernommen"</script> Rund 300 Boote sollen bis zum Herbst einen anderen Weg nehmen.
<img src=x onerror="document.title='übernommen'"> „Wir bitten um <b>Geduld</b> und um \
<a href="javascript:alert(1)">Nachsicht</a>“, sagte Sandvoss. Der Verein von Ole Brandner rechnet mit \
mindestens 40 Tagen & mehr.
Die Arbeiten beginnen am 12. April 2026 und kosten nach Angaben der Stadt 1,2 Millionen Euro. Bis dahin \
bleibt das Tor von acht bis zwölf Uhr offen, wie Sandvoss versprach.
"""
"""A page whose text is markup: all of it must be shown, none of it obeyed."""


def client_of(home: Path) -> TestClient:
    """A client of the dashboard of a home, in this process."""
    return TestClient(
        make_app(Home(home), ["testserver"], "Europe/Berlin"), headers={"accept-language": "de"}
    )


@pytest.fixture(scope="module")
def client(sample_home: Path) -> Iterator[TestClient]:
    """The dashboard of data/sample."""
    with client_of(sample_home) as client:
        yield client


@pytest.fixture(scope="session")
def hostile_home(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one article, whose text is markup."""
    folder = tmp_path_factory.mktemp("hostile-page")
    (folder / "pages").mkdir()
    (folder / "pages" / "<img src=x onerror=alert(1)>.txt").write_text(HOSTILE_PAGE, encoding="utf-8")
    run_job([folder / "pages"], folder / "home")
    return folder / "home"

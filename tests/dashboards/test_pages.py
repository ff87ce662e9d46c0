"""Pages of real warehouses: what they show, what they leave out, what they say when something is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboards.labels import texts
from dashboards.pages.quality import HEADLINES
from dashboards.security import HEADERS
from dashboards.view import LANGUAGES
from tests.conftest import SAMPLE, RunJob
from tests.dashboards.conftest import HOSTILE_TITLE, client_of
from warehouse.connect import connect_reader
from warehouse.home import Home

PAGES = ("/", "/entities", "/quotations", "/claims", "/copies", "/quality", "/sql")


def visible(page: str) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


@pytest.fixture(scope="module")
def keys(sample_home: Path) -> dict[str, int]:
    """One article, one entity and one document without an article, of the sample."""
    with connect_reader(Home(sample_home)) as con:
        row = con.execute(
            "SELECT (SELECT arg_max(article_key, quote_count) FROM fact_article),"
            " (SELECT mode(speaker_key) FROM fact_quote WHERE speaker_key <> 0),"
            " (SELECT any_value(document_key) FROM raw.document WHERE outcome_code = 'no_article')"
        ).fetchone()
    assert row is not None
    return dict(zip(("articles", "entities", "documents"), row, strict=True))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages(path: str, language: str, client: TestClient) -> None:
    response = client.get(path, params={"lang": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert 'aria-current="page"' in response.text
    assert response.headers["server-timing"].startswith("page;dur=")
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("kind", ["articles", "entities", "documents"])
def test_every_thing_has_a_page(kind: str, keys: dict[str, int], client: TestClient) -> None:
    response = client.get(f"/{kind}/{keys[kind]}")
    assert response.status_code == 200
    assert "<h1>" in response.text


@pytest.mark.parametrize(
    "path", ["/articles/1", "/articles/x", "/entities/0", f"/documents/{2**70}", "/nichts"]
)
def test_what_is_not_there_is_told(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Das gibt es hier nicht" in response.text


def test_filters_leave_out_what_they_say(client: TestClient) -> None:
    everything, some = client.get("/").text, client.get("/", params={"publisher": "Hafenkurier"}).text
    titles = [re.findall(r'href="/articles/[^"]*">([^<]*)<', page) for page in (everything, some)]
    assert "Wenn der Bäcker ausschläft" in titles[0]
    assert "Wenn der Bäcker ausschläft" not in titles[1]
    assert some.count("Hafenkurier ·") == len(titles[1]) > 3
    none = client.get("/", params={"from": "1999-01-01", "to": "1999-01-02"}).text
    assert "Kein Artikel passt zu diesen Filtern." in none
    assert "Artikel ohne Datum fehlen" in none


def test_links_keep_the_view(client: TestClient) -> None:
    page = client.get("/", params={"publisher": "Brückenbote", "lang": "en", "theme": "dark"}).text
    links = re.findall(r'href="(/(?:articles|entities|quality|claims)[^"]*)"', page)
    assert len(links) > 10
    view = "publisher=Br%C3%BCckenbote&amp;lang=en&amp;theme=dark"
    assert [link for link in links if view not in link] == []
    assert '<html lang="en" data-theme="dark">' in page


def test_a_filter_that_makes_no_sense_is_told_and_passed_over(client: TestClient) -> None:
    page = client.get("/", params={"from": "31.02.2026"})
    assert page.status_code == 200
    assert "31.02.2026“ ist kein gültiger Wert für from" in page.text


def test_every_chart_and_table_has_its_sql(client: TestClient, keys: dict[str, int]) -> None:
    for path in (*PAGES[:-1], f"/entities/{keys['entities']}", f"/articles/{keys['articles']}"):
        page = client.get(path).text
        assert page.count('<details class="sql">') >= page.count("<figcaption>") + 1, path
        for address in re.findall(r'href="(/sql\?query=[^"]*)"', page):
            answer = client.get(address.replace("&amp;", "&"))
            assert 'role="alert"' not in answer.text, address


def test_names_are_completed(client: TestClient) -> None:
    found = client.get("/complete", params={"name": "sandv"}).json()
    assert found == [{"name": "Henrike Sandvoss", "kind": "Person"}]
    assert client.get("/complete", params={"name": "%"}).json() == []
    assert client.get("/complete").json() == []


def test_words_are_found_in_all_their_forms_and_marked(client: TestClient) -> None:
    page = client.get("/search", params={"words": "kirsche hagel"}).text
    assert '<mark class="quote">Hagel</mark> zerschlägt die Kirschernte</a>' in page
    assert 'Wer trotzdem <mark class="quote">Kirschen</mark> essen möchte' in page
    assert "Kein Artikel enthält diese Wörter." in client.get("/search", params={"words": "xyzzy <b>"}).text
    assert "&lt;b&gt;" in client.get("/search", params={"words": "xyzzy <b>"}).text
    assert client.get("/search").status_code == 200


def test_search_keeps_to_the_filters_and_shows_its_sql(client: TestClient) -> None:
    asked = {"words": "haushalt", "from": "2026-03-01", "to": "2026-03-31"}
    everything, some = (
        client.get("/search", params={"words": "haushalt"}).text,
        client.get("/search", params=asked),
    )
    titles = [
        {visible(title) for title in re.findall(r'href="/articles/[^"]*">(.*?)</a>', page)}
        for page in (everything, some.text)
    ]
    assert "Rat beschließt Haushalt mit knapper Mehrheit" in titles[1]
    assert titles[1] < titles[0]
    shown = re.findall(r'href="(/sql\?query=[^"]*)"', some.text)
    assert len(shown) == 2
    for address in shown:
        assert 'role="alert"' not in client.get(address.replace("&amp;", "&")).text


def test_a_chart_says_what_it_leaves_out(client: TestClient, sample_home: Path) -> None:
    """Articles without a day have no place in a chart over time; a number beside it must not seem wrong."""
    with connect_reader(Home(sample_home)) as con:
        key, undated = con.execute(
            "SELECT entity_key, sum(mention_count + derived_count)::INT FROM mart.entity_by_day"
            " WHERE published_date IS NULL GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 1"
        ).fetchone() or (0, 0)
        count, shown = con.execute(
            "SELECT count(*), count(*) FILTER (WHERE article.published_date IS NOT NULL"
            " AND coalesce(low_value, high_value) IS NOT NULL)"
            " FROM fact_quantity INNER JOIN mart.article USING (article_key)"
            " WHERE counted_lemma = 'Euro' AND unit_code = 'EUR'"
        ).fetchone() or (0, 0)
    assert undated > 0
    assert f"{undated} weitere Nennungen in Artikeln ohne Datum" in client.get(f"/entities/{key}").text
    assert 0 < shown < count
    page = client.get("/claims", params={"counted": "Euro"}).text
    assert f"{shown} von {count} Angaben" in page


def test_the_accuracy_that_matters_is_told_in_words(client: TestClient) -> None:
    for language in LANGUAGES:
        page = client.get("/quality", params={"lang": language}).text
        for code in HEADLINES:
            assert f"<tr><td>{texts(language)[f'code.figure.{code}']}</td>" in page


def test_quotations_are_found_by_speaker_and_about_an_entity(client: TestClient, sample_home: Path) -> None:
    with connect_reader(Home(sample_home)) as con:
        key, count = con.execute(
            "SELECT speaker_key, count(*) FROM fact_quote INNER JOIN mart.article USING (article_key)"
            " WHERE speaker_key <> 0 GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 1"
        ).fetchone() or (0, 0)
    page = client.get("/quotations", params={"speaker": key}).text
    assert page.count("<blockquote>") == min(count, 20) > 3
    assert client.get("/quotations", params={"about": key}).status_code == 200


def test_lists_go_on_on_further_pages(client: TestClient) -> None:
    first, second = (client.get("/quotations", params={"page": page}).text for page in (1, 2))
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    quotes = [re.findall(r"<blockquote>(.*?)</blockquote>", page) for page in (first, second)]
    assert len(quotes[0]) == 20
    assert quotes[0] != quotes[1]
    assert client.get("/quotations", params={"page": "10000000"}).status_code == 200


def test_an_article_shows_its_facts_and_the_page_it_came_from(
    client: TestClient, keys: dict[str, int]
) -> None:
    page = client.get(f"/articles/{keys['articles']}").text
    assert page.count("<mark ") > 20
    places = set(re.findall(r'href="#f(\d+)"', page))
    assert places
    assert places <= set(re.findall(r'id="f(\d+)"', page))
    assert '<tr class="boilerplate">' in page


def test_markup_in_a_page_is_shown_and_not_obeyed(hostile_home: Path) -> None:
    with client_of(hostile_home) as client, connect_reader(Home(hostile_home)) as con:
        (key,) = con.execute("SELECT article_key FROM fact_article").fetchone() or (0,)
        pages = {path: client.get(path).text for path in (*PAGES, f"/articles/{key}", f"/documents/{key}")}
    for path, page in pages.items():
        tags = set(re.findall(r"<(script|img|b|iframe)\b[^>]*>", page))
        assert tags <= {"script"}, path
        assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/complete.js" type="module">']
        assert not re.search(r'href="(?!/|#)', page), path
        assert " style=" not in page, path
    shown = pages[f"/articles/{key}"]
    assert "&lt;script&gt;document.title" in shown
    assert "&lt;script&gt;alert(&#34;Titel&#34;)&lt;/script&gt;" in shown
    assert HOSTILE_TITLE not in shown


def test_an_empty_home_says_what_to_do_and_shows_the_first_warehouse_without_a_restart(
    run_job: RunJob, tmp_path: Path
) -> None:
    with client_of(tmp_path / "home") as client:
        for path in PAGES:
            response = client.get(path)
            assert response.status_code == 503
            assert "presswerk run ORDNER" in response.text
        assert client.get("/complete", params={"name": "x"}).json() == []
        run_job([SAMPLE / "lose" / "leer.txt"], tmp_path / "home")
        for path in PAGES:
            response = client.get(path)
            assert response.status_code == 200, path
        assert "Das Warehouse ist leer" in client.get("/").text


def test_foreign_pages_may_link_here_and_nothing_more(client: TestClient) -> None:
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.get("/", headers={**foreign, "sec-fetch-mode": "navigate"}).status_code == 200
    for mode in ("no-cors", "cors", "websocket"):
        response = client.get("/sql?query=FROM+dim_run", headers={**foreign, "sec-fetch-mode": mode})
        assert response.status_code == 403


def test_other_names_than_its_own_are_refused(client: TestClient) -> None:
    """A page from elsewhere may have its own name point to this machine."""
    assert client.get("/", headers={"host": "böse.example".encode("idna").decode()}).status_code == 400


def test_nothing_can_be_sent_to_it(client: TestClient) -> None:
    for path in (*PAGES, "/sql/answer.csv", "/static/style.css"):
        assert client.post(path).status_code == 405

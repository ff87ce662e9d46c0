"""Roles of lines on invented pages, one hard case after the other."""

import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from transforms.clean.lines import split_lines
from transforms.clean.roles.assign import ROLE_SCHEMA, assign_roles
from transforms.clean.roles.line_model import WEIGHTS_PATH, LineModel

ROOT = Path(__file__).resolve().parents[2]
MODEL = LineModel.load(WEIGHTS_PATH)
SHARED = ROOT.parent / "shared"

TITLE = "Bäckerei am Marktplatz öffnet nach dem Wasserschaden wieder"
LEAD = (
    "Fast ein halbes Jahr lang blieb der Ofen kalt. Am Montag öffnet die Bäckerei am Marktplatz von "
    "Oberklamm wieder, "
    "mit neuem Boden, neuer Theke und einem Café, das doppelt so groß ist wie früher."
)
SECOND = (
    "„Ich habe in dieser Zeit gelernt, wie viele Leute an ihrem Brot hängen“, sagt Bäckermeisterin Rosa "
    "Tischler. Im "
    "Februar war in der Wohnung über dem Laden ein Rohr geplatzt, und das Wasser lief drei Tage lang durch"
    " die Decke."
)
HEADING = "Der neue Ofen spart Strom"
THIRD = (
    "Die Versicherung hat den größten Teil des Schadens bezahlt. Für den Ofen, der nur halb so viel Strom "
    "braucht wie der "
    "alte, nahm die Familie einen Kredit auf, den sie in acht Jahren zurückzahlen will."
)
LAST = (
    "Zur Eröffnung gibt es am Montag ab sieben Uhr Kaffee für alle. Die Bürgermeisterin hat sich angesagt,"
    " und auch die "
    "Nachbarn, die den Laden mit trocken gelegt haben, werden kommen."
)
BODY = (LEAD, SECOND, HEADING, THIRD, LAST)


def _roles(*lines: str) -> dict[str, tuple[str, str]]:
    """Role and rule by line text."""
    documents = pl.LazyFrame({"document_key": [1], "text": ["\n".join(lines)]})
    frame = assign_roles(split_lines(documents), MODEL).collect()
    return {
        text: (role, rule) for text, role, rule in frame.select("text", "role_code", "rule_code").iter_rows()
    }


def _page(
    *, above: tuple[str, ...] = (), inside: tuple[str, ...] = (), below: tuple[str, ...] = ()
) -> dict[str, str]:
    """Roles on a page with the article and other lines above, inside and below it."""
    found = _roles(*above, TITLE, LEAD, SECOND, *inside, HEADING, THIRD, LAST, *below)
    return {text: role for text, (role, _) in found.items()}


def _assert_article_is_whole(roles: Mapping[str, str]) -> None:
    assert roles[TITLE] == "title"
    assert [roles[text] for text in BODY] == ["paragraph", "paragraph", "heading", "paragraph", "paragraph"]


def test_article_without_frame() -> None:
    _assert_article_is_whole(_page())


def test_navigation_and_service_lines_are_boilerplate() -> None:
    menu = ("Menü", "Lokales", "Sport", "Kultur", "Abo & Service")
    footer = ("Impressum", "Datenschutz", "Kontakt", "© Oberklammer Bote")

    roles = _page(above=menu, below=footer)

    _assert_article_is_whole(roles)
    assert {roles[line] for line in menu + footer} == {"boilerplate"}


def test_consent_that_reads_like_prose_is_boilerplate() -> None:
    consent = (
        "Ich willige ein, dass der Oberklammer Bote meine E-Mail-Adresse speichert, um mir regelmäßig "
        "Nachrichten und Angebote zu "
        "schicken. Diese Einwilligung kann ich jederzeit ohne Angabe von Gründen widerrufen."
    )

    roles = _page(below=("Immer gut informiert", consent, "Absenden"))

    _assert_article_is_whole(roles)
    assert roles[consent] == "boilerplate"


def test_an_article_about_consent_stays_an_article() -> None:
    about = (
        "Das Gericht hat entschieden, dass die Stadt für ihren Newsletter eine ausdrückliche Einwilligung "
        "braucht. Bisher hatte sie "
        "jeden Bürger eingetragen, der einmal seine E-Mail-Adresse angegeben hatte."
    )

    assert _page(inside=(about,))[about] == "paragraph"


def test_advertising_of_bare_names_is_boilerplate() -> None:
    advertising = (
        "GROSSE KOCHGALA",
        "Ihre Gastgeber:",
        "Leopold",
        "Haselbeck",
        "Jutta",
        "Sommerfeld",
        "Karten",
        "ab 39 €",
    )

    roles = _page(below=advertising)

    assert {roles[line] for line in advertising} == {"boilerplate"}


def test_caption_and_advertisement_in_the_middle_interrupt_but_do_not_end_the_article() -> None:
    caption, advertisement = (
        "Die neue Theke am Marktplatz. Foto: Jakob Lindner",
        "Anzeige: Möbel Huber räumt das Lager",
    )

    roles = _page(inside=(caption, advertisement))

    _assert_article_is_whole(roles)
    assert (roles[caption], roles[advertisement]) == ("boilerplate", "boilerplate")


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: So kam das Wasser in den Keller",
        "Mehr zum Thema: Handwerk in Oberklamm",
        "Auch interessant: Zehn Brote im Vergleich",
    ],
)
def test_cross_references_are_boilerplate(line: str) -> None:
    roles = _page(inside=(line,))

    _assert_article_is_whole(roles)
    assert roles[line] == "boilerplate"


def test_content_list_is_body_and_breadcrumb_list_is_metadata_on_one_page() -> None:
    content = (
        "- Roggenbrot mit Sauerteig",
        "- Semmeln aus Dinkelmehl",
        "- Nusskuchen nach dem Rezept der Großmutter",
    )
    crumbs = ("- Oberklammer Bote", "- Lokales", "- Wirtschaft")

    roles = _page(inside=("Zur Eröffnung gibt es wieder:", *content), below=crumbs)

    assert {roles[line] for line in content} == {"list_item"}
    assert {roles[line] for line in crumbs} == {"metadata"}


def test_announced_list_that_ends_the_article_is_body() -> None:
    needs = ("- Mehl und Hefe", "- Salz aus der Mühle", "- ein wenig Geduld")

    roles = _page(below=("Wer zu Hause backen will, braucht dafür nur wenig:", *needs, "Impressum"))

    assert "metadata" not in {roles[line] for line in needs}


def test_numbered_list_of_bare_names_between_paragraphs_is_content() -> None:
    winners = ("1. Anna Wirtinger", "2. Lea Prantl", "3. Vroni Hueber")

    roles = _page(
        inside=("Die drei besten Lehrlinge im Bezirk:", *winners, LAST.replace("Montag", "Dienstag"))
    )

    assert {roles[line] for line in winners} == {"list_item"}


def test_items_after_a_related_label_are_boilerplate() -> None:
    teasers = ("- Eisdiele sucht Lehrling", "- Wochenmarkt zieht um")

    roles = _page(below=("- Mehr zum Thema:", *teasers))

    assert {roles[line] for line in teasers} == {"boilerplate"}


def test_pull_quote_is_a_paragraph_even_without_full_stop() -> None:
    quote = "„Am meisten haben mir die Frühaufsteher gefehlt, die schon um fünf vor der Tür stehen“"

    roles = _page(inside=(quote,))

    assert roles[quote] == "paragraph"


def test_quoted_heading_stays_a_heading() -> None:
    heading = "„Ohne die Nachbarn ging nichts“"

    assert _page(inside=(heading, LAST.replace("Montag", "Dienstag")))[heading] == "heading"


def test_interview_questions_are_paragraphs() -> None:
    question = "Frau Tischler, worauf freuen Sie sich am meisten?"

    assert _page(inside=(question, LAST.replace("Montag", "Dienstag")))[question] == "paragraph"


def test_date_author_and_sections_near_the_title_are_metadata() -> None:
    roles = _page(
        above=("Startseite > Lokales > Wirtschaft", "Von Marta Unterberger", "12. März 2026, 14:30 Uhr")
    )

    _assert_article_is_whole(roles)
    assert roles["Startseite > Lokales > Wirtschaft"] == "metadata"
    assert roles["Von Marta Unterberger"] == "metadata"
    assert roles["12. März 2026, 14:30 Uhr"] == "metadata"


def test_a_date_in_an_advertisement_is_not_metadata() -> None:
    advertising = ("GROSSE KOCHGALA", "Ihre Gastgeber:", "Leopold Haselbeck", "14.11.2026", "Karten")
    filler = tuple(f"Weiterer Hinweis Nummer {number}" for number in range(4))

    roles = _page(below=(*filler, *advertising))

    assert roles["14.11.2026"] == "boilerplate"


def test_keywords_are_metadata_and_end_the_article() -> None:
    imprint = (
        "Dieses Blatt erscheint jeden Donnerstag. Es wird von einem Verein herausgegeben und liegt in "
        "allen Läden aus."
    )

    roles = _page(below=("Themen: #Handwerk #Oberklamm", imprint))

    _assert_article_is_whole(roles)
    assert roles["Themen: #Handwerk #Oberklamm"] == "metadata"
    assert roles[imprint] == "boilerplate"


def test_teasers_in_another_language_are_boilerplate() -> None:
    teasers = (
        "More from around the world",
        "How to bake a bread that keeps for two weeks",
        "Le meilleur pain de la ville est dans une cave",
    )

    roles = _page(below=teasers)

    assert {roles[line] for line in teasers} == {"boilerplate"}


def test_drawn_rules_are_boilerplate() -> None:
    assert _page(inside=("* * *", "--------------------"))["* * *"] == "boilerplate"


def test_wrapped_lines_of_a_paragraph_share_its_role() -> None:
    documents = pl.LazyFrame({"document_key": [1], "text": ["\n".join([TITLE, "", *_wrap(*BODY)])]})
    frame = assign_roles(split_lines(documents), MODEL).collect()

    per_block = frame.group_by("block_number").agg(pl.col("role_code").n_unique(), pl.len())
    assert per_block.filter(pl.col("len") > 1).height == 4
    assert per_block["role_code"].max() == 1
    assert frame.filter(pl.col("block_number") > 1)["role_code"].is_in(("paragraph", "heading")).all()


def _wrap(*paragraphs: str) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > 72:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.extend([line, ""])
    return lines


def test_a_document_is_judged_alone_whatever_else_is_in_the_batch() -> None:
    pages = [
        "\n".join([TITLE, *BODY]),
        "\n".join(["Menü", "Sport", *BODY[::-1]]),
        "Nur eine Zeile",
        "\n".join([HEADING] * 9),
    ]
    documents = pl.DataFrame({"document_key": [10, 20, 30, 40], "text": pages})

    together = assign_roles(split_lines(documents.lazy()), MODEL).collect()
    reverse = assign_roles(split_lines(documents.reverse().lazy()), MODEL).collect()
    alone = pl.concat(
        assign_roles(split_lines(row.lazy()), MODEL).collect() for row in documents.iter_slices(1)
    )

    assert together.equals(alone)
    assert reverse.sort("document_key", "line_number").equals(alone)


def test_rows_columns_and_order_are_kept() -> None:
    lines = split_lines(pl.LazyFrame({"document_key": [3, 1], "text": ["a\nb", "c"]}))

    roles = assign_roles(lines, MODEL).collect()

    assert dict(roles.schema) == ROLE_SCHEMA
    assert roles.select(lines.collect().columns).equals(lines.collect())


def test_no_lines_give_no_rows() -> None:
    empty = split_lines(pl.LazyFrame({"document_key": [1], "text": [""]}))

    assert assign_roles(empty, MODEL).collect().schema == pl.Schema(ROLE_SCHEMA)
    assert assign_roles(empty, MODEL).collect().is_empty()


def test_lines_out_of_order_are_refused() -> None:
    lines = split_lines(pl.LazyFrame({"document_key": [1], "text": ["a\nb"]})).reverse()

    with pytest.raises(ValueError, match="ascend"):
        assign_roles(lines, MODEL).collect()


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps({"format": 0}), encoding="utf-8")

    with pytest.raises(ValueError, match="format 0"):
        LineModel.load(path)


@pytest.mark.skipif(
    not (SHARED / "gold" / "seeds.json").exists(), reason="../shared with the five seed pages is absent"
)
def test_every_line_of_the_seed_pages_has_its_gold_role() -> None:
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))

    for name, page in gold.items():
        text = (SHARED / "seeds" / name).read_bytes().decode("utf-8")
        documents = pl.LazyFrame({"document_key": [1], "text": [text]})
        frame = assign_roles(split_lines(documents), MODEL).collect()
        found = dict(frame.select("line_number", "role_code").iter_rows())
        assert found == {number: role for role, numbers in page["lines"].items() for number in numbers}, name


@pytest.mark.parametrize(
    "dateline",
    [
        "Ilse Brandner, 03.11.2025 15:32 Uhr",
        "Wirtschaft | 3. November 2025",
        "Oskar Reitinger03.11.2025, 15:32 Uhr",
        "Artikel vom 3. November 2025, 15:32 Uhr",
        "03.11.2025, 12:24Lesezeit: 5 Min.",
    ],
)
def test_date_between_lead_and_text_is_metadata(dateline: str) -> None:
    """Many layouts put the lead right below the headline; the date behind it is still the page's own."""
    found = _roles(TITLE, LEAD, "Merken", dateline, SECOND, HEADING, THIRD, LAST)

    assert found[dateline][0] == "metadata"


@pytest.mark.parametrize(
    "line", ["Gutscheine gültig bis 31.12.2025", "Protokoll der Sitzung vom 10. Oktober 2025"]
)
def test_date_of_something_else_is_not_the_date_of_the_page(line: str) -> None:
    found = _roles(TITLE, LEAD, line, SECOND, HEADING, THIRD, LAST)

    assert found[line][0] != "metadata"


def test_dated_teaser_below_the_article_is_not_metadata() -> None:
    teaser = "03.11.2025 Turnhalle bleibt geschlossen"

    assert _page(below=("Mehr aus der Region", teaser))[teaser] == "boilerplate"


def test_numbered_comments_are_not_topics() -> None:
    assert _page(below=("#661", "#662"))["#661"] != "metadata"


@pytest.mark.parametrize(
    "line", ["← Voriger Beitrag", "Home » Handwerk » Backstube", "Start > Region > Oberklamm"]
)
def test_navigation_right_above_the_text_is_not_the_title(line: str) -> None:
    found = _roles("Menü", line, LEAD, SECOND, HEADING, THIRD, LAST)

    assert found[line][0] != "title"

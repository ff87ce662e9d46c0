"""Numbers that count nothing are no claims."""

import pytest

from tests.annotate.quantities.conftest import Find


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Das Fest war 2019 in Lindenau.", id="year"),
        pytest.param("Die Jahre 1998 bis 2004 waren gut.", id="years"),
        pytest.param("Am 4. Juni und am 12.07.2025 war frei.", id="date"),
        pytest.param("Das Fest begann um 12.30 Uhr und endete um 20 Uhr.", id="clock time"),
        pytest.param("Das Fest begann um 11:20.", id="clock time with a colon"),
        pytest.param("Es öffnet von 8 bis 10 Uhr.", id="opening hours"),
        pytest.param("Zum 80. Jahrestag spielte die 2. Liga.", id="ordinal"),
        pytest.param("Der dritte Gast kam am zweiten Tag.", id="ordinal in words"),
        pytest.param("Lindenau gewann 3:1 und dann 2 zu 0.", id="score"),
        pytest.param("Lindenau gegen Auental 2 : 1 (1 : 0)", id="score with spaces"),
        pytest.param("Lindenau gewann drei zu eins.", id="score in words"),
        pytest.param("Sie kamen auf die Plätze drei und vier.", id="two ranks"),
        pytest.param("Nach § 5 Absatz 2 und Artikel 20 gilt das.", id="paragraph"),
        pytest.param("Rufen Sie an: +49 30 123456 oder 030 123456.", id="phone"),
        pytest.param("Die Auskunft hat 030/123456-78.", id="phone with marks"),
        pytest.param("Sie kam auf Platz 3 im Rennen.", id="rank"),
        pytest.param("Haus Nummer 5 ist leer.", id="number of a thing"),
        pytest.param("Sie wohnt in der Lindenstraße 12 am Bach.", id="house number"),
        pytest.param("Der Stau auf der A 8 und der B12 war lang.", id="road"),
        pytest.param("Der G20-Gipfel und die U21 trafen sich.", id="number in a name"),
        pytest.param("Das Telefon läuft mit Version 2.0 und 5G.", id="version"),
        pytest.param("Die 68er und die 90er-Jahre waren wild.", id="decade"),
        pytest.param("Ein Mann und eine Frau trafen einen Hund.", id="article"),
        pytest.param("Es war ein Jahr der Feste.", id="article before a time"),
        pytest.param(
            "Achtung, die Achterbahn fährt, einige warten dreist.", id="words that begin like numbers"
        ),
        pytest.param("Das Viertel um die Kirche ist alt.", id="quarter of a town"),
        pytest.param("Ein Bild sagt mehr als tausend Worte.", id="idiom"),
        pytest.param("Die Zwei-Staaten-Lösung bleibt.", id="name with a number word"),
        pytest.param("Jeden zweiten Tag kam er.", id="how often"),
        pytest.param("Wir treffen uns um sechs.", id="hour"),
        pytest.param("Sie kam kurz nach sieben und blieb.", id="hour with kurz nach"),
        pytest.param("Er öffnet nicht vor acht oder um 9.", id="two hours"),
        pytest.param("Gegen halb eins ging sie.", id="half hour"),
        pytest.param("Die Linien 2, 5 und 11 fahren nicht.", id="lines"),
        pytest.param("Die Buslinie 4 hält hier.", id="bus line"),
        pytest.param("Die Zimmer 7 und 9 sind frei.", id="rooms"),
        pytest.param("Siehe Seiten 3 bis 5.", id="pages"),
        pytest.param("Sie stellte eine Tonne an die Straße.", id="bin"),
        pytest.param("Er stiftet ein Fass Bier.", id="barrel that is none of oil"),
        pytest.param("Schon ist die Hälfte durch.", id="half as how far something has come"),
        pytest.param("Die Millionenstadt schläft.", id="millions of inhabitants, unsaid"),
        pytest.param("In der zweiten Hälfte des Spiels regnete es.", id="half as a time"),
    ],
)
def test_a_number_that_only_names_is_no_claim(find: Find, text: str) -> None:
    assert [text[found.start : found.end] for found in find(text)] == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Es kamen 2000 Gäste.", "2000 Gäste"),
        ("Es kostet 1500 Euro.", "1500 Euro"),
        ("Es waren 14.000.", "14.000"),
        ("Das sind alle 26!", "26"),
        ("Zum 100. Mal kamen 100 Gäste.", "100 Gäste"),
        ("Der Kurs stieg um sechs.", "sechs"),
        ("Vor acht der Häuser stand sie.", "acht der Häuser"),
        ("Nach sieben langen Spielen ging er.", "sieben langen Spielen"),
        ("Früher waren es bis zu 65. Meister Huber weiß es noch.", "bis zu 65"),
        ("Der Wagen wiegt eine Tonne.", "eine Tonne"),
        ("Es fehlt eine Tonne Sand.", "eine Tonne Sand"),
        ("Sie verlor die Hälfte.", "Hälfte"),
        ("Am 16. September fielen drei Bäume um.", "drei Bäume"),
    ],
)
def test_a_number_that_looks_like_a_year_or_ordinal_may_be_a_claim(
    find: Find, text: str, surface: str
) -> None:
    (found,) = find(text)

    assert text[found.start : found.end] == surface

from typing import Any

import pytest

from transforms.annotate.dates import find_dates
from transforms.annotate.tagged import Name, Span, TaggedText


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sie kostet 2000 Euro.", id="price"),
        pytest.param("Es kamen 1500 Soldaten.", id="count of an early year"),
        pytest.param("Es kamen 1995 Menschen.", id="count of a likely year"),
        pytest.param("Rund 2000 kamen.", id="about a number"),
        pytest.param("Bei 2000 bis 3000 Grad schmilzt es.", id="range of counts"),
        pytest.param("Der Kurs fiel auf 1,2015 Dollar.", id="decimal places"),
        pytest.param("Es waren 2024,5 Punkte.", id="decimal"),
        pytest.param("Die Zahl stieg um 2000 auf 5000.", id="difference"),
        pytest.param("Das Spiel endete 30:28.", id="score"),
        pytest.param("Version 2.10.3 ist da.", id="version"),
        pytest.param("Die Agenda 2030 bleibt.", id="title"),
        pytest.param("Am 45.13.2024 nicht.", id="no such month"),
        pytest.param("Es war ein Mai ohne Regen.", id="indefinite month"),
        pytest.param("Die Mai-Kundgebung war laut.", id="part of a compound"),
        pytest.param("Der Super-Sonntag kam.", id="end of a compound"),
        pytest.param("Die G20 und die U21 tagten.", id="letter before"),
        pytest.param("Elke Sommer sang.", id="surname of a season"),
        pytest.param("Frau Winter und Karl Mai sagten ab.", id="surname of a month"),
        pytest.param("August Lehmann sagte ab.", id="first name"),
        pytest.param("Die Bild am Sonntag meldete es.", id="newspaper"),
        pytest.param("Die Blume des Jahres blüht.", id="of the year"),
        pytest.param("Am letzten Tag regnete es.", id="last day of something"),
        pytest.param("Nun war dann alles gut.", id="filler"),
        pytest.param("Die Winter waren hart.", id="plural of a season"),
        pytest.param("Sommers Laden ist zu.", id="genitive of a surname"),
        pytest.param("Auf dem Feld steht Mais, der Mais ist hoch.", id="maize"),
        pytest.param("Der Zwergplanet 2003 EL61 ist fern.", id="celestial body"),
        pytest.param("Es kamen mehr als 2019.", id="more than a number"),
        pytest.param("Sie zahlt 40 Euro im Monat.", id="rate"),
        pytest.param("Er stieg um zwei auf drei.", id="difference"),
        pytest.param("Die Zahl sank um acht.", id="difference at the end"),
        pytest.param("Er ist um zwei Jahre jünger.", id="counted noun"),
        pytest.param("Es geht um drei.", id="verb that asks for um"),
        pytest.param("Zu zehnt gewannen sie gegen elf.", id="match"),
        pytest.param("Der Antrag fiel mit drei gegen zwei durch.", id="vote"),
        pytest.param("Sie spielen um 7/8 des Preises.", id="fraction"),
        pytest.param("Um dreißig herum heiraten viele.", id="no hour"),
        pytest.param("Im Karneval tanzen alle.", id="season of carnival"),
        pytest.param("Seit der Empfängnis ist sie krank.", id="feast without its saint"),
        pytest.param("Sie isst zu Mittag.", id="meal"),
        pytest.param("Die Montagen dauern lange.", id="assembly"),
    ],
)
def test_what_looks_like_a_date_and_is_none(dates: Any, text: str) -> None:
    assert dates(text) == {}


def test_a_person_of_the_text_hides_a_season() -> None:
    text = "Jana Sommer singt. Das gilt für Sommer."
    sentences = [Span(0, 18), Span(19, len(text))]
    assert find_dates(TaggedText(text, [], [], [], [], sentences, [Name(0, 11, "PER")]), None) == []
    (mention,) = find_dates(TaggedText(text, [], [], [], [], sentences, []), None)
    assert text[mention.start : mention.end] == "Sommer"


def test_a_name_hides_a_weekday() -> None:
    text = "Gestern kam Maria Freitag nach Hause."
    words = [(0, 7), (8, 11), (12, 17), (18, 25), (26, 30), (31, 36), (36, 37)]
    tagged = TaggedText(
        text,
        [start for start, _ in words],
        [end for _, end in words],
        ["X"] * len(words),
        [text[start:end] for start, end in words],
        [Span(0, len(text))],
        [Name(12, 25, "PER")],
    )
    assert [text[mention.start : mention.end] for mention in find_dates(tagged, None)] == ["Gestern"]

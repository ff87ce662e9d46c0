from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Im April war sie in Bonn.", "2025-04", id="past: the last one"),
        pytest.param("Im September zog sie nach Bonn.", "2024-09", id="past: never ahead"),
        pytest.param("Im September wird sie siebzig.", "2025-09", id="future: the next one"),
        pytest.param("Im März soll die Brücke fertig sein.", "2026-03", id="modal: the next one"),
        pytest.param("Im Juni tagte der Rat.", "2025-06", id="the running month is begun"),
        pytest.param("Im August: Urlaub.", "2025-08", id="no verb: the nearest"),
        pytest.param("Am 4. Juni traf sich der Rat.", "2025-06-04", id="day in the past"),
        pytest.param("Am 3. Oktober feierte das Dorf.", "2024-10-03", id="day of last year"),
        pytest.param("Am 1. September beginnt die Schule.", "2025-09-01", id="present of a beginning"),
        pytest.param("Bis 31. Dezember läuft die Frist.", "2025-12-31", id="a limit lies ahead"),
        pytest.param("Seit 1. Januar gilt die Regel.", "2025-01-01", id="since looks back"),
        pytest.param("Sie hat im Herbst gekündigt.", "2024-FA", id="perfect"),
        pytest.param("Die Wahl ist im Herbst.", "2025-FA", id="present: the nearest"),
        pytest.param("Am 30. Juni wurde gewählt werden.", "2025-06-30", id="nearly a year back is ahead"),
    ],
)
def test_the_verb_chooses_the_year(dates: Any, text: str, value: str) -> None:
    (mention,) = dates(text).values()
    assert (mention.value, mention.anchor) == (value, "publication")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Am Freitag brannte ein Stall.", "2025-06-13", id="past"),
        pytest.param("Am Freitag wird der Prozess eröffnet.", "2025-06-20", id="future"),
        pytest.param("Das Fest am Freitag: ein Rückblick.", "2025-06-13", id="no verb: newspapers look back"),
        pytest.param("Am Dienstag brannte ein Stall.", "2025-06-17", id="the day itself"),
        pytest.param("Er sagte, am Freitag werde gewählt.", "2025-06-20", id="its own clause decides"),
        pytest.param("Am vergangenen Freitag brannte es.", "2025-06-13", id="last"),
        pytest.param("Am vergangenen Dienstag brannte es.", "2025-06-10", id="last is not the day itself"),
        pytest.param("Am kommenden Dienstag kam sie.", "2025-06-24", id="next"),
        pytest.param("Am Freitag vergangener Woche kam sie.", "2025-06-13", id="of last week"),
        pytest.param("Nächste Woche Freitag kommt sie.", "2025-06-27", id="of next week"),
        pytest.param("Am heutigen Dienstag kommt sie.", "2025-06-17", id="today's"),
    ],
)
def test_a_weekday_lies_where_verb_or_adjective_say(dates: Any, text: str, value: str) -> None:
    (mention,) = dates(text).values()
    assert (mention.value, mention.granularity) == (value, "day")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Ab Montag ist die Brücke gesperrt.", "2025-06-23", id="ab"),
        pytest.param("Von Montag an ist die Brücke gesperrt.", "2025-06-23", id="von … an"),
        pytest.param("Die Schau ist von Sonntag an offen.", "2025-06-22", id="von … an, no participle"),
        pytest.param("Von Montag an wurde gestreikt.", "2025-06-16", id="von … an in the past"),
        pytest.param("Der Brief von Montag an den Rat fehlt.", "2025-06-16", id="to somebody"),
        pytest.param("Am Freitag taut es, dann geht es weiter.", "2025-06-20", id="then"),
        pytest.param("Bis voraussichtlich Freitag bleibt es kalt.", "2025-06-20", id="adverb after bis"),
        pytest.param("Die Gebühr steigt rückwirkend zum 1. Januar.", "2025-01-01", id="backdated"),
        pytest.param("Die Gebühr soll zum 1. Januar steigen.", "2026-01-01", id="plan"),
    ],
)
def test_prepositions_and_adverbs_choose_the_day(dates: Any, text: str, value: str) -> None:
    (mention,) = dates(text).values()
    assert mention.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Am Wochenende war Markt.", "2025-W24-WE", id="past"),
        pytest.param("Am Wochenende wird gefeiert.", "2025-W25-WE", id="future"),
        pytest.param("Am vergangenen Wochenende war Markt.", "2025-W24-WE", id="last"),
        pytest.param("Am kommenden Wochenende ist Markt.", "2025-W25-WE", id="next"),
        pytest.param("Dieses Wochenende ist Markt.", "2025-W25-WE", id="this"),
    ],
)
def test_a_weekend_lies_where_verb_or_adjective_say(dates: Any, text: str, value: str) -> None:
    (mention,) = dates(text).values()
    assert (mention.value, mention.granularity) == (value, "weekend")

"""Who is said to speak, and by which word."""

from __future__ import annotations

import pytest

from tests.annotate.quotes.conftest import QuotesOf


@pytest.mark.parametrize(
    ("text", "speaker", "form", "who", "cue"),
    [
        pytest.param(
            "„Es regnet“, sagte Jana Holm.", "Jana Holm", "name", "Jana Holm", "sagen", id="behind-the-verb"
        ),
        pytest.param(
            "Jana Holm rief: „Es regnet!“", "Jana Holm", "name", "Jana Holm", "rufen", id="before-the-verb"
        ),
        pytest.param(
            "Am Montag sagte Jana Holm: „Es regnet.“",
            "Jana Holm",
            "name",
            "Jana Holm",
            "sagen",
            id="time-in-front",
        ),
        pytest.param(
            "Jana Holm hatte gesagt: „Es regnet.“",
            "Jana Holm",
            "name",
            "Jana Holm",
            "sagen",
            id="compound-tense",
        ),
        pytest.param(
            "Jana Holm fügte hinzu: „Es regnet.“",
            "Jana Holm",
            "name",
            "Jana Holm",
            "hinzufügen",
            id="particle-apart",
        ),
        pytest.param(
            "„Es regnet“, gab Jana Holm an.",
            "Jana Holm",
            "name",
            "Jana Holm",
            "angeben",
            id="particle-behind-subject",
        ),
        pytest.param(
            "„Es regnet“, ließ Jana Holm verlauten.",
            "Jana Holm",
            "name",
            "Jana Holm",
            "verlauten",
            id="with-lassen",
        ),
        pytest.param("„Es regnet“, so Jana Holm.", "Jana Holm", "name", "Jana Holm", "so", id="so"),
        pytest.param(
            "Peter Brandt, Trainer des Vereins, sagte: „Es regnet.“",
            "Peter Brandt, Trainer des Vereins",
            "name",
            "Peter Brandt",
            "sagen",
            id="with-apposition",
        ),
        pytest.param(
            "Ein Sprecher des Amtes sagte: „Es regnet.“",
            "Ein Sprecher des Amtes",
            "role",
            None,
            "sagen",
            id="indefinite-role",
        ),
        pytest.param(
            "Radio Tal meldete: „Es regnet.“",
            "Radio Tal",
            "institution",
            "Radio Tal",
            "melden",
            id="institution",
        ),
        pytest.param(
            "Die Polizei erklärte: „Es regnet.“",
            "Die Polizei",
            "institution",
            None,
            "erklären",
            id="body-without-name",
        ),
        pytest.param(
            "„Es regnet“ – Holms Abschiedsworte.", "Holms", "name", "Jana Holm", "Abschiedswort", id="noun"
        ),
        pytest.param(
            "Der Weg wurde von Holm als „sehr nass“ bezeichnet.",
            "Holm",
            "name",
            "Jana Holm",
            "bezeichnen",
            id="passive",
        ),
        pytest.param(
            "Holm kam, die den Weg als „sehr nass“ bezeichnete.",
            "Holm",
            "name",
            "Jana Holm",
            "bezeichnen",
            id="relative",
        ),
        pytest.param(
            "Peter Brandt wird zitiert: „Es regnet.“",
            "Peter Brandt",
            "name",
            "Peter Brandt",
            "zitieren",
            id="is-quoted",
        ),
        pytest.param(
            "„Es regnet.“ Das sagte Peter Brandt.",
            "Peter Brandt",
            "name",
            "Peter Brandt",
            "sagen",
            id="pointed-back",
        ),
    ],
)
def test_speaker_and_cue(
    quotes_of: QuotesOf, text: str, speaker: str, form: str, who: str | None, cue: str
) -> None:
    found = next(q for q in quotes_of(text) if q.kind != "indirect")
    assert (found.speaker, found.quote.speaker_form, found.who, found.cue) == (speaker, form, who, cue)


@pytest.mark.parametrize(
    ("text", "surface", "who"),
    [
        pytest.param(
            "Karla Weiss kam spät. „Es regnet“, sagte sie.", "sie", "Karla Weiss", id="sentence-before"
        ),
        pytest.param(
            "Als Peter Brandt kam, sagte er: „Es regnet.“", "er", "Peter Brandt", id="clause-before"
        ),
        pytest.param(
            "Ministerin Karla Weiss traf Trainer Peter Brandt. „Es regnet“, sagte er.",
            "er",
            "Peter Brandt",
            id="gender-of-role",
        ),
        pytest.param(
            "Die Ministerin Karla Weiss kam. „Es regnet“, so die Ministerin.",
            "die Ministerin",
            "Karla Weiss",
            id="role",
        ),
        pytest.param("Es ist kalt. „Es regnet“, sagte sie.", "sie", None, id="nobody-named"),
    ],
)
def test_pronouns_and_roles_stand_for_a_name_of_the_text(
    quotes_of: QuotesOf, text: str, surface: str, who: str | None
) -> None:
    found = next(q for q in quotes_of(text) if q.kind == "direct")
    assert (found.speaker, found.who) == (surface, who)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Jana Holm ging. Der Weg war wie „gar nicht mehr vorhanden oder weg“.", id="someone-named-before"
        ),
        pytest.param("Der Weg wurde als „sehr nass und sehr kalt“ bezeichnet.", id="passive-without-agent"),
    ],
)
def test_unknown_speaker_is_not_guessed(quotes_of: QuotesOf, text: str) -> None:
    found = quotes_of(text)
    assert found
    assert all(q.speaker is None for q in found)


def test_speaker_is_carried_on_into_a_sentence_in_marks(quotes_of: QuotesOf) -> None:
    found = quotes_of("Jana Holm sagte, das Dach sei dicht. „Der Keller ist es leider nicht.“")
    assert [(q.kind, q.who, q.cue) for q in found] == [
        ("indirect", "Jana Holm", "sagen"),
        ("direct", "Jana Holm", None),
    ]


def test_carried_speaker_is_less_certain_than_a_named_one(quotes_of: QuotesOf) -> None:
    named, carried = quotes_of("Jana Holm sagte, das Dach sei dicht. „Der Keller ist es leider nicht.“")
    assert carried.quote.confidence < named.quote.confidence

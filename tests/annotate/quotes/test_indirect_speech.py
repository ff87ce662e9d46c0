"""Speech without quotation marks."""

from __future__ import annotations

import pytest

from tests.annotate.quotes.conftest import QuotesOf


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        pytest.param("Jana Holm sagte, dass es regnet.", "dass es regnet", "Jana Holm", "sagen", id="dass"),
        pytest.param("Jana Holm fragte, ob es regnet.", "ob es regnet", "Jana Holm", "fragen", id="ob"),
        pytest.param(
            "Jana Holm sagte, der Weg sei nass.", "der Weg sei nass", "Jana Holm", "sagen", id="subjunctive"
        ),
        pytest.param(
            "Der Weg sei nass, sagte Jana Holm.", "Der Weg sei nass", "Jana Holm", "sagen", id="cue-behind"
        ),
        pytest.param(
            "Jana Holm teilte am Montag mit, dass es regnet.",
            "dass es regnet",
            "Jana Holm",
            "mitteilen",
            id="particle",
        ),
        pytest.param("Der Weg ist nass, so Jana Holm.", "Der Weg ist nass", "Jana Holm", "so", id="so"),
        pytest.param(
            "Laut Radio Tal ist der Weg nass.", "ist der Weg nass", "Radio Tal", "laut", id="laut-in-front"
        ),
        pytest.param(
            "Der Weg ist laut Radio Tal nass.",
            "Der Weg ist laut Radio Tal nass",
            "Radio Tal",
            "laut",
            id="laut-in-the-middle",
        ),
        pytest.param(
            "Radio Tal zufolge ist der Weg nass.", "ist der Weg nass", "Radio Tal", "zufolge", id="zufolge"
        ),
        pytest.param(
            "Nach Angaben der Polizei ist der Weg nass.",
            "ist der Weg nass",
            "der Polizei",
            "nach",
            id="nach-angaben",
        ),
        pytest.param(
            "Nach den Worten von Jana Holm ist er nass.",
            "ist er nass",
            "Jana Holm",
            "nach",
            id="nach-den-worten",
        ),
        pytest.param(
            "Wie Radio Tal berichtet, ist der Weg nass.",
            "ist der Weg nass",
            "Radio Tal",
            "berichten",
            id="wie-in-front",
        ),
        pytest.param(
            "Der Weg ist nass, wie Radio Tal meldete.",
            "Der Weg ist nass",
            "Radio Tal",
            "melden",
            id="wie-behind",
        ),
        pytest.param(
            "Holm forderte die Stadt auf, den Weg zu sperren.",
            "den Weg zu sperren",
            "Holm",
            "auffordern",
            id="infinitive",
        ),
        pytest.param(
            "Der Verein drohte damit, den Weg zu sperren.",
            "den Weg zu sperren",
            "Der Verein",
            "drohen",
            id="damit",
        ),
        pytest.param("Holm ist der Ansicht, dass es regnet.", "dass es regnet", "Holm", "Ansicht", id="noun"),
        pytest.param(
            "Der Weg bleibt zu. Das teilte der Verein mit.",
            "Der Weg bleibt zu",
            "der Verein",
            "mitteilen",
            id="pointed-back",
        ),
        pytest.param(
            "Holm war da, sagte aber, der Weg sei nass.",
            "der Weg sei nass",
            "Holm",
            "sagen",
            id="subject-of-the-clause-before",
        ),
    ],
)
def test_indirect_speech(quotes_of: QuotesOf, text: str, content: str, speaker: str, cue: str) -> None:
    found = [q for q in quotes_of(text) if q.kind == "indirect"]
    assert [(q.text, q.speaker, q.cue) for q in found] == [(content, speaker, cue)]


def test_subjunctive_goes_on_with_the_same_speaker(quotes_of: QuotesOf) -> None:
    found = quotes_of("Jana Holm sagte, der Weg sei nass. Er werde gesperrt. Alle gingen nach Hause.")
    assert [(q.text, q.cue, q.who) for q in found] == [
        ("der Weg sei nass", "sagen", "Jana Holm"),
        ("Er werde gesperrt", None, "Jana Holm"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Er werde gesperrt.", id="nobody-spoke-before"),
        pytest.param("Jana Holm sagte, der Weg sei nass.\n\nEr werde gesperrt.", id="new-paragraph"),
    ],
)
def test_subjunctive_alone_is_indirect_speech_of_an_unknown_speaker(quotes_of: QuotesOf, text: str) -> None:
    found = [q for q in quotes_of(text) if q.text == "Er werde gesperrt"]
    assert [(q.kind, q.speaker, q.cue) for q in found] == [("indirect", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nach der Rede ging Holm nach Hause.", id="nach-of-time"),
        pytest.param("Das Fest fand statt, als es regnete.", id="other-sense-of-the-verb"),
        pytest.param("Nachdem es geregnet hatte, bat Holm herein.", id="clause-of-time-in-front"),
        pytest.param("Holm stellte das Rad in den Keller.", id="no-clause"),
        pytest.param("So ging der Tag zu Ende.", id="so-of-manner"),
        pytest.param("Ich habe alles gesehen.", id="first-person-looks-like-the-subjunctive"),
        pytest.param("Wir kommen, es sei denn, es regnet.", id="set-phrase"),
        pytest.param("Das wäre ein Gewinn für alle.", id="second-subjunctive-in-the-singular"),
        pytest.param("Mehr dazu unten (siehe Anhang).", id="imperative"),
    ],
)
def test_clauses_that_tell_no_speech(quotes_of: QuotesOf, text: str) -> None:
    assert quotes_of(text) == []


def test_next_cue_joined_by_und_begins_a_quotation_of_its_own(quotes_of: QuotesOf) -> None:
    found = quotes_of("Holm sagte, der Weg sei nass, und forderte, ihn zu sperren.")
    assert [(q.text, q.cue) for q in found] == [("der Weg sei nass", "sagen"), ("ihn zu sperren", "fordern")]

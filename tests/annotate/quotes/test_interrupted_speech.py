"""Indirect speech that a cue interrupts or closes, and cues that need a sign of speech."""

from __future__ import annotations

import pytest

from tests.annotate.quotes.conftest import QuotesOf


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        pytest.param("Sie habe, sagte Jana Holm, lange gesucht", "sagen", id="participle-follows"),
        pytest.param(
            "Man werde sparen, teilte Jana Holm am Montag mit, und dann bauen",
            "mitteilen",
            id="second-infinitive-follows",
        ),
        pytest.param(
            "Jeder Garten sei anders, betont Jana Holm, und wer nicht gieße, der ernte nichts",
            "betonen",
            id="second-clause-follows",
        ),
        pytest.param(
            "Die drei Bilder, so vermutet Jana Holm, hat ein Sammler gekauft", "vermuten", id="verb-follows"
        ),
    ],
)
def test_speech_goes_around_a_cue_that_interrupts_it(quotes_of: QuotesOf, text: str, cue: str) -> None:
    found = quotes_of(f"{text}.")
    assert [(q.text, q.speaker, q.cue) for q in found] == [(text, "Jana Holm", cue)]


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        pytest.param(
            "Im Bus seien zehn Leute gewesen, berichtet Jana Holm.",
            "Im Bus seien zehn Leute gewesen",
            "Jana Holm",
            "berichten",
            id="form-that-is-a-participle-too",
        ),
        pytest.param(
            "Der Preis sei zu hoch, fand Jana Holm.",
            "Der Preis sei zu hoch",
            "Jana Holm",
            "finden",
            id="finden-closes-a-clause",
        ),
        pytest.param(
            "Der See sei nie so tief gewesen, wie manche glaubten, meinte Jana Holm.",
            "Der See sei nie so tief gewesen, wie manche glaubten",
            "Jana Holm",
            "meinen",
            id="comparison-of-degree",
        ),
        pytest.param(
            "Jana Holm hält dagegen: Der Umbau laufe gut.",
            "Der Umbau laufe gut",
            "Jana Holm",
            "dagegenhalten",
            id="dagegenhalten",
        ),
        pytest.param(
            "Jana Holm hielt ihm vor, nie gefragt zu haben.",
            "nie gefragt zu haben",
            "Jana Holm",
            "vorhalten",
            id="vorhalten",
        ),
        pytest.param(
            "Jana Holm rief dazu auf, den Steg zu meiden.",
            "den Steg zu meiden",
            "Jana Holm",
            "aufrufen",
            id="dazu-aufrufen",
        ),
        pytest.param(
            "Die Behörde bestand darauf, dass das Tor bleibt.",
            "dass das Tor bleibt",
            "Die Behörde",
            "bestehen",
            id="darauf-bestehen",
        ),
        pytest.param(
            "Dort leben nach Zählung von Jana Holm 20 Paare.",
            "Dort leben nach Zählung von Jana Holm 20 Paare",
            "Jana Holm",
            "nach",
            id="nach-zaehlung",
        ),
        pytest.param(
            "Dort fehlen nach ihrer Rechnung 20 Euro.",
            "Dort fehlen nach ihrer Rechnung 20 Euro",
            "ihrer",
            "nach",
            id="nach-rechnung",
        ),
    ],
)
def test_cues_that_need_a_sign_of_speech(
    quotes_of: QuotesOf, text: str, content: str, speaker: str, cue: str
) -> None:
    assert [(q.text, q.speaker, q.cue) for q in quotes_of(text)] == [(content, speaker, cue)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nach der Zählung gingen alle heim.", id="count-of-nobody"),
        pytest.param("Wer wissen will, wann der Bus fährt, muss suchen.", id="anybody-wants-to-know"),
        pytest.param("Die Probe bestand darin, dass alle sangen.", id="bestehen-without-darauf"),
    ],
)
def test_what_only_looks_like_a_cue_reports_nothing(quotes_of: QuotesOf, text: str) -> None:
    assert quotes_of(text) == []


def test_cue_within_the_speech_of_another_is_no_speech_of_its_own(quotes_of: QuotesOf) -> None:
    found = quotes_of("Jana Holm sagte, dass gefragt worden sei, ob es regne.")
    assert [(q.text, q.speaker) for q in found] == [("dass gefragt worden sei, ob es regne", "Jana Holm")]


def test_colon_gives_the_word_to_who_stands_before_it(quotes_of: QuotesOf) -> None:
    found = quotes_of("Jana Holm sagte, der Weg sei nass. Peter Brandt nickte: Der Steg sei auch nass.")
    assert [(q.text, q.who) for q in found] == [
        ("der Weg sei nass", "Jana Holm"),
        ("Der Steg sei auch nass", "Peter Brandt"),
    ]


def test_infinitive_ends_before_a_clause_behind_a_colon(quotes_of: QuotesOf) -> None:
    found = quotes_of("Jana Holm rief dazu auf, den Steg zu meiden: Wer gehe, solle langsam gehen.")
    assert [(q.text, q.speaker) for q in found] == [
        ("den Steg zu meiden", "Jana Holm"),
        ("Wer gehe, solle langsam gehen", "Jana Holm"),
    ]

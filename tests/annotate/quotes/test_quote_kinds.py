"""Direct, partial, pull and scare quotations, and names in marks."""

from __future__ import annotations

import pytest

from tests.annotate.quotes.conftest import QuotesOf


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        pytest.param(
            "„Das Dach ist dicht“, sagte Jana Holm.", "direct", "Das Dach ist dicht", id="cue-behind"
        ),
        pytest.param(
            "Jana Holm sagte: „Das Dach ist dicht.“", "direct", "Das Dach ist dicht.", id="cue-before-colon"
        ),
        pytest.param(
            '"Das Dach ist dicht", so Jana Holm.', "direct", "Das Dach ist dicht", id="so-without-verb"
        ),
        pytest.param(
            "Holm sagte: „Das Dach ist dicht. Der Keller nicht.“",
            "direct",
            "Das Dach ist dicht. Der Keller nicht.",
            id="over-two-sentences",
        ),
        pytest.param(
            "Holm nannte den Plan einen „faulen Kompromiss“.", "partial", "faulen Kompromiss", id="object"
        ),
        pytest.param(
            "Holm sagte, das sei „kein guter Tag“.",
            "partial",
            "kein guter Tag",
            id="piece-of-indirect-speech",
        ),
        pytest.param(
            "Laut Holm war es „viel zu laut“ im Saal.", "partial", "viel zu laut", id="piece-with-preposition"
        ),
        pytest.param(
            "Holm betonte den Willen, „weiter zu bauen“ und zu sparen.",
            "partial",
            "weiter zu bauen",
            id="infinitive",
        ),
        pytest.param(
            "Alles ruht.\n\n„Wir bauen weiter, solange es geht.“\n\nSo ist es.",
            "pull",
            None,
            id="own-paragraph",
        ),
        pytest.param(
            "Die „Experten“ lagen wieder falsch.", "scare", "Experten", id="one-word-nobody-is-named-for"
        ),
        pytest.param(
            "Die sogenannte „Schwammstadt“ soll Regen speichern.", "scare", "Schwammstadt", id="so-called"
        ),
        pytest.param(
            "Die so genannte „kleine Runde“ tagt heute.", "scare", "kleine Runde", id="so-called-two-words"
        ),
        pytest.param(
            "Jana Holm lobte die „Retter“ von damals.", "scare", "Retter", id="spoken-of-and-not-called-so"
        ),
        pytest.param(
            "Am Zaun hängt das Schild „Ballspielen verboten an allen Tagen“.", "scare", None, id="sign"
        ),
        pytest.param(
            "Holm nannte den Plan am Freitag „schön und teuer“, wollte aber nichts versprechen.",
            "partial",
            "schön und teuer",
            id="object-before-a-second-verb",
        ),
        pytest.param(
            "Holm schrieb, der Umbau sei „Lärm, Staub und Ärger, der alle stört“.",
            "partial",
            None,
            id="piece-with-a-capital",
        ),
        pytest.param(
            "Der „gute alte“ Bus fährt nicht mehr.", "scare", "gute alte", id="two-words-nobody-is-named-for"
        ),
    ],
)
def test_kind_of_text_in_marks(quotes_of: QuotesOf, text: str, kind: str, content: str | None) -> None:
    found = [q for q in quotes_of(text) if q.kind != "indirect"]
    assert [q.kind for q in found] == [kind]
    assert content is None or found[0].text == content


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Die Zeitschrift „Seeblick“ erscheint monatlich.", id="noun-before"),
        pytest.param("Die Tageszeitung „Seeblick“ meldete Gewinn.", id="compound-noun-before"),
        pytest.param("Der Film „Die lange Reise nach Hause“ läuft ab Montag.", id="title-with-small-words"),
        pytest.param("Die Filme „Der lange Weg“ und „Der kurze Weg“ laufen.", id="second-of-a-list"),
        pytest.param("Der „Rat für grüne Städte“ tagt am Montag.", id="noun-phrase-with-capitals"),
        pytest.param("Holm sagte der „Bergblick“, es werde gebaut.", id="known-name"),
    ],
)
def test_names_and_terms_in_marks_are_no_quotations(quotes_of: QuotesOf, text: str) -> None:
    assert [q for q in quotes_of(text) if q.kind != "indirect"] == []


def test_parts_of_an_interrupted_quotation_are_spans_of_their_own(quotes_of: QuotesOf) -> None:
    found = quotes_of("„Das Dach ist dicht“, sagte Jana Holm, „aber der Keller steht unter Wasser.“")
    assert [(q.text, q.kind, q.who) for q in found] == [
        ("Das Dach ist dicht", "direct", "Jana Holm"),
        ("aber der Keller steht unter Wasser.", "direct", "Jana Holm"),
    ]


def test_quotation_within_a_quotation_has_a_speaker_of_its_own(quotes_of: QuotesOf) -> None:
    found = quotes_of("„Der Fahrer rief: ‚Weg da!‘, dann krachte es“, sagte Jana Holm.")
    assert [(q.text, q.speaker) for q in found] == [
        ("Der Fahrer rief: ‚Weg da!‘, dann krachte es", "Jana Holm"),
        ("Weg da!", "Der Fahrer"),
    ]


def test_long_quotation_goes_on_in_the_next_paragraph(quotes_of: QuotesOf) -> None:
    found = quotes_of("Jana Holm sagte: „Wir bauen im Mai.\n\n„Dann ziehen wir um, alle zusammen.“")
    assert [(q.kind, q.who) for q in found] == [("direct", "Jana Holm"), ("direct", "Jana Holm")]

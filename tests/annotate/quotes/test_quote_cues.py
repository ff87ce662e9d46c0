"""The list of cues and the forms of their verbs."""

from __future__ import annotations

import tomllib

import pytest

from transforms.annotate.quotes.conjugation import Parts, verb_forms
from transforms.annotate.quotes.cues import CUES_FILE, cue_rows, load_cues, noun_forms, readings

STRONG = {"sprechen": Parts("spricht", "sprach", "gesprochen"), "geben": Parts("gibt", "gab", "gegeben")}
MIN_VERBS = 300


def test_each_cue_is_listed_once() -> None:
    keys = [(row["cue_lemma"], row["cue_type_code"]) for row in cue_rows()]
    assert len(keys) == len(set(keys))


def test_verbs_nouns_prepositions_and_adverbs_are_there() -> None:
    types = [row["cue_type_code"] for row in cue_rows()]
    assert set(types) == {"verb", "noun", "preposition", "adverb"}
    assert types.count("verb") >= MIN_VERBS


def test_words_with_a_special_use_are_cues() -> None:
    table = tomllib.loads(CUES_FILE.read_text(encoding="utf-8"))
    for cue_type in ("verb", "noun"):
        lemmas = {cue.lemma for cue in load_cues() if cue.type == cue_type}
        for use, words in table[f"{cue_type}_use"].items():
            assert set(words.split()) <= lemmas, use


@pytest.mark.parametrize(
    ("infinitive", "words"),
    [
        pytest.param("sagen", {"sagt", "sagen", "sagte", "sagten", "sage", "gesagt"}, id="weak"),
        pytest.param("melden", {"meldet", "meldete", "gemeldet"}, id="stem-in-d"),
        pytest.param("kritisieren", {"kritisierte", "kritisiert"}, id="ieren-without-ge"),
        pytest.param("behaupten", {"behauptete", "behauptet"}, id="inseparable-prefix"),
        pytest.param("versprechen", {"verspricht", "versprach", "versprochen"}, id="prefix-of-a-strong-verb"),
        pytest.param("mit|teilen", {"mitteilte", "mitgeteilt", "mitzuteilen", "teilte"}, id="separable"),
        pytest.param("wettern", {"wettert", "wetterte", "gewettert"}, id="infinitive-in-ern"),
    ],
)
def test_forms_of_a_verb(infinitive: str, words: set[str]) -> None:
    assert words <= {form.word for form in verb_forms(infinitive, STRONG)}


def test_separated_form_needs_its_particle() -> None:
    assert {form.particle for form in verb_forms("an|geben", STRONG) if form.word == "gab"} == {"an"}
    assert {form.particle for form in verb_forms("an|geben", STRONG) if form.word == "angab"} == {None}


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Vorwürfen", "Vorwurf"),
        ("Angaben", "Angabe"),
        ("teilte", "mitteilen"),
        ("Laut", "laut"),
        ("empfahl", "empfehlen"),
    ],
)
def test_forms_lead_to_their_cue(word: str, lemma: str) -> None:
    assert lemma in {reading.cue.lemma for reading in readings()[word]}


def test_nouns_take_umlaut_in_the_plural() -> None:
    assert {"Vorschlag", "Vorschläge", "Vorschlägen"} <= noun_forms("Vorschlag")

import pytest
import spacy
from spacy.language import Language

from transforms.annotate.lemmas import LEMMA_COMPONENT, GermanLemmas, Lemmatizer, closed_forms


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    component = spacy.blank("de").add_pipe(LEMMA_COMPONENT)
    assert isinstance(component, GermanLemmas)
    return component.lemmatizer


@pytest.mark.parametrize(
    ("word", "pos", "lemma"),
    [
        pytest.param("Bäckern", "NOUN", "Bäcker", id="dative plural"),
        pytest.param("Häusern", "NOUN", "Haus", id="umlaut"),
        pytest.param("Soldaten", "NOUN", "Soldat", id="weak noun"),
        pytest.param("Quarkkuchenbäckern", "NOUN", "Quarkkuchenbäcker", id="tail of a compound"),
        pytest.param("Staatschefs", "NOUN", "Staatschef", id="plural in -s"),
        pytest.param("Ost-Märkten", "NOUN", "Ost-Markt", id="last part after a hyphen"),
        pytest.param("Obst-", "NOUN", "Obst-", id="first part without its last stays"),
        pytest.param("Spitze", "NOUN", "Spitze", id="the verb of the same form does not win"),
        pytest.param("sagte", "VERB", "sagen", id="past"),
        pytest.param("Sagte", "VERB", "sagen", id="verb at the beginning of a sentence"),
        pytest.param("mitgeteilt", "VERB", "mitteilen", id="participle with a separable prefix"),
        pytest.param("weiß", "VERB", "wissen", id="not the colour"),
        pytest.param("habe", "AUX", "haben", id="auxiliary"),
        pytest.param("könne", "AUX", "können", id="subjunctive"),
        pytest.param("neuesten", "ADJ", "neu", id="superlative of the closed list"),
        pytest.param("frischen", "ADJ", "frisch", id="ending"),
        pytest.param("super", "ADJ", "super", id="a stem that looks like an ending"),
        pytest.param("teuer", "ADJ", "teuer", id="stem in -er"),
        pytest.param("hervorragend", "ADJ", "hervorragend", id="participle used as an adjective"),
        pytest.param("Lindenauer", "ADJ", "Lindenauer", id="made of a place name"),
        pytest.param("Hier", "ADV", "hier", id="adverb at the beginning of a sentence"),
        pytest.param("einem", "DET", "ein", id="article"),
        pytest.param("ihm", "PRON", "er", id="pronoun"),
        pytest.param("Brandts", "PROPN", "Brandt", id="genitive of a name"),
        pytest.param("Franz", "PROPN", "Franz", id="name"),
        pytest.param(",", "PUNCT", ",", id="punctuation"),
        pytest.param("Xylqua", "X", "Xylqua", id="nothing known"),
    ],
)
def test_lemma_follows_form_and_word_class(lemmatizer: Lemmatizer, word: str, pos: str, lemma: str) -> None:
    assert lemmatizer.lemma(word, pos) == lemma


def test_every_token_gets_a_lemma_without_word_classes() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(LEMMA_COMPONENT)

    doc = nlp("Die Bäcker  sagten:\n\n„Ja!“")

    assert all(token.lemma_ for token in doc)
    assert [token.text for token in nlp("")] == []


def test_lemmas_outlive_the_memory_zone_they_were_found_in() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(LEMMA_COMPONENT)
    before = _lemmas(nlp, "Quarkbällchen")

    with nlp.memory_zone():
        inside = _lemmas(nlp, "Hefekringeln")
    with nlp.memory_zone():
        again = _lemmas(nlp, "Hefekringeln")

    assert inside == again == ["Hefekringeln"]
    assert _lemmas(nlp, "Quarkbällchen") == before


def _lemmas(nlp: Language, text: str) -> list[str]:
    return [token.lemma_ for token in nlp(text)]


def test_no_form_of_the_closed_lists_is_written_with_capitals() -> None:
    assert all(form == form.lower() for _, form in closed_forms())

"""A claim is hedged where the article keeps its distance from it."""

import pytest

from tests.annotate.quantities.conftest import Find
from transforms.annotate.quantities.hedges import read_hedges
from transforms.annotate.tagged import Span, TaggedText


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Es sollen 300 Gäste gekommen sein.", id="sollen"),
        pytest.param("Sie sagt, es seien 300 Gäste gekommen.", id="Konjunktiv I"),
        pytest.param("Es könnten 300 Gäste kommen.", id="Konjunktiv II"),
        pytest.param("Laut Polizei kamen 300 Gäste.", id="laut"),
        pytest.param("Der Polizei zufolge kamen 300 Gäste.", id="zufolge"),
        pytest.param("Nach Angaben der Polizei kamen 300 Gäste.", id="nach Angaben"),
        pytest.param("Nach Polizeiangaben kamen 300 Gäste.", id="nach …angaben"),
        pytest.param("Es kamen 300 Gäste, so die Polizei.", id="so"),
        pytest.param("Wie die Polizei mitteilte, kamen 300 Gäste.", id="wie … mitteilte"),
        pytest.param("Angeblich kamen 300 Gäste.", id="angeblich"),
        pytest.param("Es kamen mutmaßlich 300 Gäste.", id="mutmaßlich"),
        pytest.param("Die Wirtin sagte, dass 300 Gäste kamen.", id="reported with dass"),
        pytest.param("Gerüchte deuten auf einen Ansturm von 300 Gästen hin.", id="rumours"),
        pytest.param(
            "Die 300 Gäste, die gestern kamen, sollen froh sein.", id="verb behind an inserted clause"
        ),
    ],
)
def test_distance_is_a_hedge(find: Find, text: str) -> None:
    (found,) = find(text)

    assert found.is_hedged


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Es kamen 300 Gäste.", id="plain"),
        pytest.param("Ich habe 300 Gäste gesehen.", id="first person looks like Konjunktiv I"),
        pytest.param("Nach dem Essen gingen 300 Gäste.", id="nach of time"),
        pytest.param("Wir möchten 300 Gäste einladen.", id="a wish"),
        pytest.param("So viele waren es: 300 Gäste.", id="so of degree"),
    ],
)
def test_a_plain_statement_is_not_hedged(find: Find, text: str) -> None:
    (found,) = find(text)

    assert not found.is_hedged


def test_a_hedge_stays_in_its_clause_where_the_claim_has_a_verb_of_its_own() -> None:
    words = ["300", "Gäste", "kamen", ",", "und", "einige", "sollen", "bleiben", "."]
    text = " ".join(words)
    starts = [text.index(word) for word in words]
    tagged = TaggedText(
        text=text,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        pos=["NUM", "NOUN", "VERB", "PUNCT", "CCONJ", "PRON", "AUX", "VERB", "PUNCT"],
        lemmas=words,
        sentences=[Span(0, len(text))],
    )

    hedges = read_hedges(tagged, tagged.sentences[0])

    assert not hedges.cover(text.index("300"))
    assert hedges.cover(text.index("einige"))

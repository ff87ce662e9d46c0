"""A hedge reaches as far as its clause does; verbs and conjunctions tell where that ends."""

import pytest

from tests.annotate.quantities.conftest import Find


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Der Wirt hätte gehen sollen, und 300 Gäste blieben.", id="what did not come about is no report"
        ),
        pytest.param(
            "Sie hätte mit 60 Stimmen keine Chance gehabt.", id="nor is a singular with a participle"
        ),
        pytest.param("Es wäre mit 60 Stimmen anders gekommen.", id="nor one with wäre"),
        pytest.param(
            "Der Wirt lud 300 Gäste ein; nach Angaben der Polizei blieb es ruhig.",
            id="a source behind a semicolon",
        ),
        pytest.param(
            "Der Umbau kostete 300 Euro, und nach Ansicht der Wirtin lohnt er sich.",
            id="a source in a coordinate main clause",
        ),
        pytest.param("Der Wirt, der krank sein soll, lud 300 Gäste ein.", id="a hedge in a relative clause"),
        pytest.param(
            "Der Hof (rund 300 Kühe), der verkauft werden soll, liegt am Bach.",
            id="a hedge behind parentheses",
        ),
        pytest.param("Nach der Rechnung gingen 300 Gäste.", id="a bill is no account of anyone"),
    ],
)
def test_a_hedge_of_another_clause_is_none_of_the_claim(find_tagged: Find, text: str) -> None:
    (found,) = find_tagged(text)

    assert not found.is_hedged


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nach eigener Rechnung spart sie 300 Euro.", id="an account of one's own"),
        pytest.param("Nach Webers Schätzung kamen 300 Gäste.", id="somebody's estimate"),
        pytest.param("Nach Webers Berechnungen spart sie 300 Euro.", id="somebody's calculations"),
        pytest.param(
            "Nach Angaben der Polizei, die vor Ort war, kamen 300 Gäste.",
            id="a source before an inserted clause",
        ),
        pytest.param(
            "Die 300 Gäste, die gestern kamen, sollen froh sein.", id="the verb behind an inserted clause"
        ),
        pytest.param(
            "Der Saal soll im Mai öffnen und 300 Plätze haben.", id="a modal verb shared by two infinitives"
        ),
        pytest.param(
            "Es sollen Hunde, Katzen und zwei Esel gekommen sein.", id="a modal verb before an enumeration"
        ),
        pytest.param(
            "Der Bau sei verworfen worden, denn er hätte 300 Euro gekostet.",
            id="what did not come about, as reported",
        ),
        pytest.param("Es kamen 300 Gäste, so vermutet die Wirtin.", id="so with a verb of reporting"),
    ],
)
def test_a_hedge_reaches_the_claim_in_its_clause(find_tagged: Find, text: str) -> None:
    (found,) = find_tagged(text)

    assert found.is_hedged

"""Which person of the text a pronoun, or a sentence without a speaker, means; none where two may be meant."""

from __future__ import annotations

import pytest

from tests.annotate.quotes.conftest import QuotesOf
from transforms.annotate.quotes.given_names import gender_of_name


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "Jana Holm traf Karla Weiss. Sie gehe bald, sagte sie.", None, id="two-of-the-same-gender"
        ),
        pytest.param(
            "Kim Adler traf Robin Falk. Sie gehe bald, sagte sie.", None, id="two-of-unknown-gender"
        ),
        pytest.param(
            "Peter Brandt traf Karla Weiss. Sie gehe bald, sagte sie.", "Karla Weiss", id="given-name"
        ),
        pytest.param(
            "Kim Adler traf Karla Weiss. Sie gehe bald, sagte sie.", "Karla Weiss", id="known-one-first"
        ),
        pytest.param(
            "Peter Brandt traf Kim Adler. Sie gehe bald, sagte sie.", "Kim Adler", id="the-other-is-a-man"
        ),
        pytest.param(
            "Trainerin Kim Adler traf Robin Falk. Sie gehe bald, sagte sie.", "Kim Adler", id="role"
        ),
        pytest.param("Karla Weiss kam spät. Man gehe bald, sagten sie.", None, id="plural"),
        pytest.param(
            "Peter Brandt warnt. Jeder Garten sei anders, betont er.", "Peter Brandt", id="not-subject"
        ),
    ],
)
def test_pronoun_stands_for_the_only_person_that_fits(
    quotes_of: QuotesOf, text: str, who: str | None
) -> None:
    (found,) = [q for q in quotes_of(text) if q.cue is not None]
    assert (found.quote.speaker_form, found.who) == ("pronoun", who)


def test_pronoun_far_from_its_person_is_less_certain(quotes_of: QuotesOf) -> None:
    (near,) = quotes_of("Karla Weiss kam. Es sei kalt, sagte sie.")
    (far,) = quotes_of("Karla Weiss kam. Der Saal war leer. Draußen wurde es Nacht. Es sei kalt, sagte sie.")
    assert (near.who, far.who) == ("Karla Weiss", "Karla Weiss")
    assert far.quote.confidence < near.quote.confidence


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "Karla Weiss lacht. Im Mai kommen Gäste. „Der Saal wird dann endlich voll.“",
            "Karla Weiss",
            id="one",
        ),
        pytest.param(
            "Karla Weiss traf Peter Brandt. Im Mai kommen Gäste. „Der Saal wird dann endlich voll.“",
            None,
            id="two",
        ),
        pytest.param(
            "Karla Weiss lacht.\n\nIm Mai kommen Gäste. „Der Saal wird dann endlich voll.“",
            None,
            id="paragraph-before",
        ),
    ],
)
def test_sentence_in_marks_goes_to_the_only_person_of_its_paragraph(
    quotes_of: QuotesOf, text: str, who: str | None
) -> None:
    (found,) = quotes_of(text)
    assert (found.kind, found.who) == ("direct", who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("Den Chor leitet Karla Weiss. Früher habe sie nie gesungen.", "Karla Weiss", id="one"),
        pytest.param("Karla Weiss dankte Jana Holm. Früher habe sie nie gesungen.", None, id="one-of-two"),
        pytest.param("Den Chor leitet Karla Weiss. Früher sei der Saal leer gewesen.", None, id="of-a-thing"),
    ],
)
def test_first_sentence_in_konjunktiv_goes_to_the_person_it_speaks_of(
    quotes_of: QuotesOf, text: str, who: str | None
) -> None:
    (found,) = quotes_of(text)
    assert (found.kind, found.cue, found.who) == ("indirect", None, who)


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        pytest.param("Karin Albers", "f", id="listed"),
        pytest.param("Jens Albers", "m", id="listed-man"),
        pytest.param("Fiona Albers", "f", id="ending"),
        pytest.param("Luca Albers", None, id="ending-that-men-bear-too"),
        pytest.param("Hans-Peter Albers", "m", id="first-of-two"),
        pytest.param("Karin", None, id="one-word-may-be-a-surname"),
    ],
)
def test_given_name_tells_gender(name: str, gender: str | None) -> None:
    assert gender_of_name(name) == gender

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from models.german.corpora import Sentence
from models.german.silver import complete

WORDS = ["Anna", "liest", "die", "Krume", "in", "Lindenau"]
Names = list[tuple[int, int, str]]


def _teacher(names: Names, tag: str) -> Language:
    """A model that says the same of every sentence."""
    nlp = spacy.blank("de")
    key = f"teacher_{abs(hash((tuple(names), tag)))}"

    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def annotate(doc: Doc) -> Doc:
            doc.ents = [Span(doc, start, end, label) for start, end, label in names]
            for token in doc:
                token.pos_ = tag
            return doc

        return annotate

    Language.factory(key, func=create)
    nlp.add_pipe(key)
    return nlp


def _teachers(*names: Names) -> list[Language]:
    tags = ["NOUN", "NOUN", "VERB"]
    return [_teacher(found, tag) for found, tag in zip(names, tags, strict=True)]


ANNA, KRUME, LINDENAU = (0, 1, "PER"), (3, 4, "MISC"), (5, 6, "LOC")
LABELS = frozenset({"PER", "ORG", "LOC"})


@pytest.mark.parametrize(
    ("gold", "votes", "names"),
    [
        pytest.param(
            None,
            ([ANNA], [ANNA], []),
            ["B-PER", "O", "O", "O", "O", "O"],
            id="majority decides where there is no gold",
        ),
        pytest.param(None, ([ANNA], [], []), [None, "O", "O", "O", "O", "O"], id="one voice leaves it open"),
        pytest.param(
            ["O", "O", "O", "O", "O", "B-LOC"],
            ([KRUME], [KRUME], []),
            ["O", "O", "O", "B-MISC", "O", "B-LOC"],
            id="a label that the data lacks comes in",
        ),
        pytest.param(
            ["O", "O", "O", "O", "O", "O"], ([ANNA], [ANNA], []), ["O"] * 6, id="gold wins over a majority"
        ),
        pytest.param(
            ["O", "O", "O", "O", "O", "O"],
            ([ANNA], [ANNA], [ANNA]),
            [None, "O", "O", "O", "O", "O"],
            id="all voices against gold leave it open",
        ),
        pytest.param(
            ["O", "O", "O", "O", "O", "B-ORG"],
            ([LINDENAU], [LINDENAU], [LINDENAU]),
            ["O", "O", "O", "O", "O", "B-ORG"],
            id="a gold name is never changed",
        ),
    ],
)
def test_names_are_filled_in_by_vote(
    gold: list[str] | None, votes: tuple[Names, Names, Names], names: list[str | None]
) -> None:
    (sentence,) = complete([Sentence(WORDS, names=gold)], _teachers(*votes), LABELS)

    assert sentence.names == names


def test_word_classes_are_filled_in_where_there_are_none() -> None:
    teachers = _teachers([], [], [])
    bare, tagged = Sentence(["Brot"], names=["O"]), Sentence(["Brot"], pos=["X"])

    filled = complete([bare, tagged], teachers, LABELS)

    assert [sentence.pos for sentence in filled] == [["NOUN"], ["X"]]

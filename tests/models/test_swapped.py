import pytest

from models.german.corpora import Sentence
from models.german.swapped import Names, swap_names

NAMES = Names(
    german=(["Berta"], ["Kranz"]),
    foreign=[(["Olga"], ["Petrowa"])],
    places=["Bad Lindenau"],
    east_asian=(["Kim"], ["Un"]),
)
SENTENCE = Sentence(
    ["Anna", "Brandt", "zieht", "aus", "Odendorf", "zur", "Krume", "AG", "."],
    names=["B-PER", "I-PER", "O", "O", "B-LOC", "O", "B-ORG", "I-ORG", None],
    pos=["PROPN"] * 9,
)


def _spans(sentence: Sentence) -> list[tuple[str, str]]:
    """Names with their words."""
    found: list[tuple[str, str]] = []
    for word, tag in zip(sentence.words, sentence.names or [], strict=True):
        if tag is not None and tag.startswith("B-"):
            found.append((tag[2:], word))
        elif tag is not None and tag.startswith("I-"):
            found[-1] = (found[-1][0], f"{found[-1][1]} {word}")
    return found


@pytest.mark.parametrize("seed", range(20))
def test_persons_and_places_change_and_the_rest_stays(seed: int) -> None:
    (copy,) = swap_names([SENTENCE], NAMES, seed)

    (person, place, organisation) = _spans(copy)
    assert person[0] == "PER"
    assert person[1] in {"Berta Kranz", "Olga Petrowa", "Kim Un Un", "Kim Un-un", "Kim Unun"}
    assert place == ("LOC", "Bad Lindenau")
    assert organisation == ("ORG", "Krume AG")
    assert [word for word in copy.words if word in {"zieht", "aus", "zur", "."}] == [
        "zieht",
        "aus",
        "zur",
        ".",
    ]


def test_what_was_not_known_stays_unknown() -> None:
    (copy,) = swap_names([SENTENCE], NAMES, 1)

    assert (copy.names or [])[-1] is None
    assert copy.pos is None, "word classes no longer belong to the words"


def test_sentences_without_persons_and_places_are_not_copied() -> None:
    plain = Sentence(["Die", "Krume", "backt"], names=["O", "B-ORG", "O"])

    assert swap_names([plain], NAMES, 1) == []


def test_same_seed_gives_same_copies() -> None:
    sentences = [SENTENCE] * 5

    assert swap_names(sentences, NAMES, 3) == swap_names(sentences, NAMES, 3)
    assert swap_names(sentences, NAMES, 3) != swap_names(sentences, NAMES, 4)

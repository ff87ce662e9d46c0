"""Hostile passages: strategies for texts that rules for numbers, dates, names and quotations stumble over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

from benchmarks.bad_input.characters import ODD
from benchmarks.bad_input.fragments import DATES, FOREIGN, NAMES, NUMBERS, QUOTES, WORDS

Texts = st.SearchStrategy[str]

COUNTS: Final = (2, 3, 10, 40, 200, 1_000)
"""How often something stands: a rule that looks back over all that came before shows at the larger ones."""
LONG_WORD: Final = 100_000


def _words(words: tuple[str, ...]) -> Texts:
    return st.lists(st.sampled_from(words), min_size=1, max_size=12).map(" ".join)


def _often(texts: Texts) -> Texts:
    joints = st.sampled_from(("", " ", ", ", " und ", ". ", "\n", "\n\n", "-", "/", "(", "“ „"))
    return st.builds(
        lambda text, count, joint: joint.join([text] * count), texts, st.sampled_from(COUNTS), joints
    )


def _unbalanced() -> Texts:
    """Marks that open and never close, or close what never opened."""
    marks = st.sampled_from(("„", "“", '"', "»", "«", "(", "[", "{", "‚", "'", "<", "((", "„("))
    return st.builds(
        lambda mark, word, count: f"{mark}{word} " * count,
        marks,
        st.sampled_from(WORDS),
        st.sampled_from(COUNTS),
    )


def _many_names() -> Texts:
    """As many different names as one wishes: of persons who share a given name, a surname, or nothing."""
    templates = st.sampled_from(
        ("Karla {0} kam. ", "{0} Lohmann kam. ", "{0} K. {1} und {0} {1}. ", "{0}s {1}, ", "Die {0} GmbH. ",
         "Das Amt für {0} ({1}) kam. ", "„Ja“, sagte {0} {1}. ", "{0}-{1}-Straße {0}")
    )  # fmt: skip
    return st.builds(_with_names, templates, st.sampled_from(COUNTS), st.integers(0, 4_095))


def _with_names(template: str, count: int, first: int) -> str:
    return "".join(
        template.format(name_of(first + number), name_of(first + 7 * number + 3)) for number in range(count)
    )


def name_of(number: int) -> str:
    """A pronounceable name, another one for each number below 4,096."""
    syllables = (
        "ba",
        "ke",
        "li",
        "mo",
        "nu",
        "ra",
        "se",
        "ti",
        "wo",
        "zu",
        "fen",
        "gar",
        "hol",
        "jen",
        "dor",
        "lan",
    )
    return "".join(syllables[(number >> shift) & 15] for shift in (0, 4, 8)).capitalize()


def _odd_characters() -> Texts:
    def within(kind: str) -> Texts:
        odd = st.sampled_from(ODD[kind])
        return st.one_of(
            st.lists(odd, min_size=1, max_size=80).map("".join),
            st.builds(lambda one, count: one * count, odd, st.sampled_from(COUNTS)),
            st.lists(st.one_of(odd, st.sampled_from(WORDS)), min_size=2, max_size=40).map("".join),
            st.lists(st.one_of(odd, st.sampled_from(WORDS)), min_size=2, max_size=40).map(" ".join),
        )

    return st.sampled_from(tuple(ODD)).flatmap(within)


def _sentences_of(pieces: tuple[str, ...]) -> Texts:
    """Hostile pieces where news has its numbers, dates and names."""
    frames = st.sampled_from(
        ("Rund {0} Menschen kamen am Montag nach Oberlohe, sagte Karla Lohmann.",
         "Das Fest beginnt am {0} und endet {1}, teilte die Stadt mit.", "{0} sagte: „{1}“, sie habe {0}.",
         "Nach Angaben von {0} waren es {1} Prozent mehr als {0}.", "{0}", "({0}) [{1}] {{{0}}}")
    )  # fmt: skip
    return st.builds(str.format, frames, st.sampled_from(pieces), st.sampled_from(pieces))


def _long_word() -> Texts:
    """One word of up to 100,000 letters, digits, marks or marks of the line's end."""
    units = st.sampled_from(
        ("a", "A", "ä", "1", "-", "_", ".", ",", "ung", "1.", "1,", "a1", "Aa", "Ã¤", "a\u0301")
    )
    sizes = st.sampled_from((500, 501, 5_000, LONG_WORD))
    return st.builds(lambda unit, size: (unit * size)[:size], units, sizes)


def _mojibake() -> Texts:
    """German text decoded wrongly, once, twice or four times."""
    texts = st.sampled_from(("„Größe“ – äöüß…", "Bürgermeisterin Öztürk", "5 € für Äpfel", "‚naïve‘ Straße"))

    def garbled(text: str, times: int) -> str:
        for _ in range(times):
            text = text.encode("utf-8").decode("cp1252", "replace")
        return text

    return st.builds(garbled, texts, st.sampled_from((1, 2, 4)))


PASSAGES: Final[dict[str, Callable[[], Texts]]] = {
    "numbers": lambda: _sentences_of(NUMBERS),
    "dates": lambda: _sentences_of(DATES),
    "names": lambda: _sentences_of(NAMES),
    "quotes": lambda: st.lists(st.sampled_from((*QUOTES, *WORDS)), min_size=1, max_size=30).map(" ".join),
    "foreign": lambda: _sentences_of(FOREIGN),
    "often": lambda: _often(st.one_of(*map(st.sampled_from, (NUMBERS[3:], DATES, NAMES, QUOTES, WORDS)))),
    "unbalanced": _unbalanced,
    "many_names": _many_names,
    "odd": _odd_characters,
    "long_word": _long_word,
    "mojibake": _mojibake,
    "word_salad": lambda: st.lists(st.sampled_from(WORDS), min_size=1, max_size=200).map(" ".join),
    "any_text": lambda: st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
}
"""Kind of passage → its strategy."""

"""Small closed classes of German words, from `grammar.toml`."""

import tomllib
from pathlib import Path

_WORDS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORDS[name].split())


FINITE_AUXILIARIES = _words("finite_auxiliaries")
RELATIVES = _words("relatives")
QUESTION_WORDS = _words("question_words")
SUBORDINATORS = _words("subordinators")
NOMINATIVE = _words("nominative")
OTHER_CASES = _words("other_cases")
DETERMINERS = NOMINATIVE | OTHER_CASES
GENITIVE = _words("genitive")
PRONOUNS = _words("pronouns")
POSSESSIVES = _words("possessives")
ATTACHING = _words("attaching")
COORDINATING = _words("coordinating")
NAME_PARTICLES = _words("name_particles")
PREPOSITIONS = _words("prepositions")
TIME_WORDS = _words("time_words")
INITIAL_ADVERBS = _words("initial_adverbs")
FOCUS_WORDS = _words("focus_words")
OBJECT_PRONOUNS = _words("object_pronouns")
ABSTRACT_ENDINGS: tuple[str, ...] = tuple(_WORDS["abstract_endings"].split())
SOURCE_TAILS: tuple[str, ...] = tuple(_WORDS["source_tails"].split())

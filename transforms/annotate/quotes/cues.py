"""The words that say someone is speaking: `cues.toml`, and the forms it stands for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from transforms.annotate.quotes.conjugation import FormKind, Parts, verb_forms

CueType = Literal["verb", "preposition", "noun", "adverb"]
CUES_FILE = Path(__file__).with_name("cues.toml")
NOUN_ENDINGS = ("", "e", "en", "n", "s", "es", "er", "ern", "nen")
UMLAUTS = str.maketrans("aou", "äöü")


class Cue(NamedTuple):
    """One cue: lemma, part of speech, stance; `uses` are the lists of `verb_use` or `noun_use` it is in."""

    lemma: str
    type: CueType
    stance: str
    uses: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """What a word may be: a form of a cue, and the particle that must then follow ("teilte … mit")."""

    cue: Cue
    kind: FormKind | Literal["word"]
    particle: str | None = None


@cache
def load_cues() -> tuple[Cue, ...]:
    """All cues, verbs with their separable prefix joined, in the order of the file."""
    table = tomllib.loads(CUES_FILE.read_text(encoding="utf-8"))
    cues = []
    for cue_type in ("verb", "noun", "preposition", "adverb"):
        uses = {name: set(words.split()) for name, words in table.get(f"{cue_type}_use", {}).items()}
        for stance, words in table[cue_type].items():
            for word in words.split():
                lemma = word.replace("|", "")
                member = frozenset(name for name, lemmas in uses.items() if lemma in lemmas)
                cues.append(Cue(lemma, cue_type, stance, member))
    return tuple(cues)


@cache
def readings() -> dict[str, tuple[Reading, ...]]:
    """Word form → what it may be; prepositions and adverbs also with a capital, as they begin sentences."""
    table = tomllib.loads(CUES_FILE.read_text(encoding="utf-8"))
    strong = {}
    for line in table["conjugation"]["strong"].splitlines():
        if line.strip():
            infinitive, *parts = line.split()
            strong[infinitive] = Parts(*parts)
    inseparable = tuple(table["conjugation"]["inseparable"].split())
    written = {word.replace("|", ""): word for words in table["verb"].values() for word in words.split()}
    forms: dict[str, dict[Reading, None]] = {}
    for cue in load_cues():
        if cue.type == "verb":
            for form in verb_forms(written[cue.lemma], strong, inseparable):
                forms.setdefault(form.word, {})[Reading(cue, form.kind, form.particle)] = None
        elif cue.type == "noun":
            for word in noun_forms(cue.lemma):
                forms.setdefault(word, {})[Reading(cue, "word")] = None
        else:
            for word in (cue.lemma, cue.lemma.capitalize()):
                forms.setdefault(word, {})[Reading(cue, "word")] = None
    return {word: tuple(found) for word, found in forms.items()}


def noun_forms(lemma: str) -> set[str]:
    """Forms a noun may take, some of which do not exist: "Vorwurf" → "Vorwürfen" among others."""
    stems = {lemma}
    vowel = max(lemma.rfind(letter) for letter in "aou")
    if vowel > 0:
        stems.add(lemma[:vowel] + lemma[vowel].translate(UMLAUTS) + lemma[vowel + 1 :])
    return {stem + ending for stem in stems for ending in NOUN_ENDINGS}


def cue_rows() -> list[dict[str, str]]:
    """Rows for a table of cues: one per lemma and part of speech.

    Returns:
        Dicts with `cue_lemma`, `cue_type_code` (verb, preposition, noun, adverb) and `stance_code`.
    """
    return [{"cue_lemma": c.lemma, "cue_type_code": c.type, "stance_code": c.stance} for c in load_cues()]

"""Where a person's name ends: what a pipeline took in too much, and what it left out."""

from __future__ import annotations

import re

from transforms.annotate.names.cues import is_never_name, is_not_given, is_office
from transforms.annotate.names.derived import derived_parts
from transforms.annotate.names.words import Words
from transforms.gazetteer.lexicon import known_forms, town_of_adjective
from transforms.gazetteer.person_names import person_names

FOREIGN = re.compile(r"[^A-Za-zÄÖÜäöüß]")
"""Letters and hyphens of double surnames, Spanish ones mostly: "Vélez"."""
LONGEST_PART = 4
"""Longest last syllable of a Korean or Chinese given name that a tagger cut off ("Un", "Jae")."""


def holds_office(words: Words, first: int, last: int) -> bool:
    """Whether a name of two words is a person's, whatever the pipeline says: "Ministerin Petra Lohse".

    Companies have managers, and clubs are masters: these offices say nothing ("Rekordmeister Real Madrid").
    """
    if last - first != 2 or not words.follows_closely(first):
        return False
    office = words.words[first - 1]
    return (
        is_office(office)
        and not office.lower().endswith(("manager", "managers", "meister", "meisters"))
        and all(words.is_proper(token) and words.words[token].isalpha() for token in range(first, last))
        and not any(
            word.isupper() or is_never_name(word) or word in known_forms() for word in words.words[first:last]
        )
    )


def without_stranger(words: Words, first: int, last: int) -> int:
    """Without a last word that stands only here, after one that the text elsewhere has alone for a person.

    So "Petra Lohse Vollzug" ends before the noun if the text goes on with "Lohse": a double surname would be
    cut to its first half there, which hardly any German text does. Common given names, hyphens and foreign
    letters are left alone.
    """
    names = person_names()
    while last - first > 2 and words.words[first] not in names["surname_first"]:
        surname, word = words.words[last - 2 : last]
        is_part = surname in names["given"] or surname in names["particles"] or FOREIGN.search(surname + word)
        if is_part or len(words.positions[word]) > 1 or surname not in words.lone_persons:
            break
        last -= 1
    return last


def without_owned(words: Words, first: int, last: int) -> int:
    """Without the thing owned or done: "Putins Regime", "Kim Fakten".

    A word whose lemma is another word is no surname: of 1,042 persons in the SmartData training documents 15
    end with such a word.
    """
    while last - first > 1 and not words.words[last - 1].endswith("s"):
        token = last - 1
        if last - first == 2 and is_not_given(words.words[first], words.words[token]):
            return last - 1
        is_inflected = words.tagged.lemmas[token] != words.words[token]
        is_other = words.pos[token] in {"NOUN", "VERB", "ADV", "AUX", "ADP", "DET"}
        if not is_inflected and not (is_other and words.pos[token - 1] == "PROPN"):
            break
        last -= 1
    return last


def with_given_name(words: Words, first: int, last: int) -> int:
    """With the last syllable of a Korean or Chinese name: "Kim Jong" + "Un"."""
    if first >= last or words.words[first] not in person_names()["surname_first"] or last - first != 2:
        return last
    if last < len(words) and words.follows_closely(last) and words.words[last][:1].isupper():
        word = words.words[last]
        if (
            len(word.rstrip("s")) < LONGEST_PART
            and words.words[last - 1].find("-") < 0
            and not is_never_name(word)
        ):
            return last + 1
    return last


def completed(words: Words, first: int, last: int) -> tuple[int, int]:
    """A single word with the name before and after it that the pipeline left out: "Ban" + "Ki-moon"."""
    word = words.words[first] if first < last else ""
    if last - first != 1 or words.pos[first] != "PROPN" or word in known_forms():
        return first, last
    is_genitive = word.endswith("s") and word not in person_names()["ends_in_s"]
    if not is_genitive and words.follows_closely(last) and _is_part_of_name(words, last):
        return first, last + (not is_not_given(word, words.words[last]))
    if words.follows_closely(first) and _is_part_of_name(words, first - 1):
        return first - 1, last
    return first, last


def _is_part_of_name(words: Words, token: int) -> bool:
    word = words.words[token]
    return (
        words.pos[token] == "PROPN"
        and len(word) > 1
        and word.replace("-", "").isalpha()
        and word[:1].isupper()
        and words.tagged.lemmas[token] == word
        and not is_never_name(word)
        and word not in known_forms()
        and word not in town_of_adjective()
        and not derived_parts(word)
        and not words.tagged.names_in(words.starts[token], words.ends[token])
    )

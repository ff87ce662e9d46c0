"""The nominative of a name as written: "Lawrows" → "Lawrow", but "Paris", "Hans"."""

from __future__ import annotations

import re

from transforms.annotate.names.mention import Label
from transforms.annotate.names.words import Words
from transforms.gazetteer.inflect import ADJECTIVE_ENDINGS, APOSTROPHES, SIBILANTS
from transforms.gazetteer.lexicon import known_forms, town_of_adjective
from transforms.gazetteer.person_names import person_names

VERBS = frozenset({"VERB", "AUX"})
GENITIVE_WORDS = frozenset(
    ["des", "eines", "dieses", "seines", "ihres", "unseres", "jenes", "wegen", "trotz", "statt", "während"]
)
"""Words after which a masculine or neuter noun stands in the genitive."""
LONG_GENITIVE = re.compile(r"(?:[bdfgkmptzß]|ss)es$")
"""Ends of nouns in the genitive that take -es, not -s: "Bundestages", "Krieges"."""
KEEPS_S = re.compile(
    r"(?:fonds|haus|preis|kreis|kurs|bus|campus|zirkus|news|times|motors|systems|airlines|airways|brothers|sports"
    r"|records|pictures|studios|games|express|services|solutions|industries|partners|holdings)$",
    re.IGNORECASE,
)
"""Ends of nouns, German and English, whose -s is no genitive."""
OFTEN_WITH_S = re.compile(r"^.{,5}i$|(?<!ea)(?<!h)u$")
"""What is left of many a name in -s without it: "Boris", "Markus"; but "Berlusconis", "Netanjahus"."""
GENITIVE_HEAD = re.compile(
    r"(?P<adjectives>(?:[A-ZÄÖÜ][\w-]{2,}en )*)(?P<noun>[A-ZÄÖÜ][\w-]{3,}(?<![sßxz])s)"
    r"(?P<rest> (?:[a-zäöü]|\w+er ).*)"
)
"""A noun in the genitive with what belongs to it: "Instituts für …", "Verbandes Deutscher …"."""
WEAK_ADJECTIVES = re.compile(r"(?:[A-ZÄÖÜ][\w-]{2,}en )+(?=[A-ZÄÖÜ])")
"""What stands before a noun in "des Deutschen Fußball-Bundes"."""
ADJECTIVES_AFTER_ARTICLE = re.compile(r"(?:[A-ZÄÖÜ][\w-]*(?:sch|lich|al|ell|ig|ein|är|iv)e )+(?=[A-ZÄÖÜ])")
"""The same in "der Deutsche Fußball-Bund"."""
GENDERS = (
    (
        "e",
        r"ung|heit|keit|ion|schaft|tät|ei|anz|enz|ie|bank|agentur|liga|bahn|post|gesellschaft|kammer|front|armee"
        r"|kirche|welle|wehr|republik|akademie|krankenkasse|kasse|hilfe|stelle|behörde|kommission|schule|messe",
    ),
    (
        "es",
        r"amt|werk|gericht|institut|ministerium|parlament|haus|komitee|kreuz|forum|zentrum|museum|theater|büro"
        r"|orchester|reich|meer|kabinett|präsidium|bundesamt|archiv|netz|buch|kolleg|register",
    ),
    (
        "er",
        r"bund|verband|rat|hof|tag|dienst|verein|fonds|konzern|club|klub|kongress|markt|ausschuss|preis|krieg|bundestag"
        r"|städtetag|fußballbund|senat|pakt|ring|kreis|fluss|berg|ozean|turm|park|platz|index",
    ),
)
"""Endings of an adjective in the nominative, by the ends of the nouns after it."""
_ENDINGS = tuple((ending, re.compile(rf"(?:{nouns})$", re.IGNORECASE)) for ending, nouns in GENDERS)


def nominative(words: Words, first: int, last: int, label: Label) -> str:
    """A name as it would stand in a dictionary.

    A final -s stays where the text shows a nominative in -s. Otherwise it is a genitive if the text has the
    name without it too, if it stands after "des", or if what is owned follows ("Lawrows Worte"); else it may
    be part of the name, and stays. An adjective before a noun of known gender gets the ending of the
    nominative: "Deutscher Fußball-Bund".

    Args:
        words: the text.
        first: first token of the name.
        last: the token after it.
        label: what kind of name it is.

    Returns:
        The name with single spaces.
    """
    text = " ".join(words.surface(first, last).split())
    known = known_forms().get(text) or (known_forms().get(text.capitalize()) if text.isupper() else None)
    if known is not None:
        return known.base
    if label == "LOC" and text in town_of_adjective():
        return town_of_adjective()[text]
    if text.endswith(APOSTROPHES):
        stem = text[:-1]
        return stem if stem.endswith(SIBILANTS) else text
    base = _without_genitive(words, text, first, last, label)
    if label == "PER":
        return base
    is_after_article = first > 0 and words.words[first - 1] in {"der", "das", "Der", "Das"}
    if is_after_article:
        base = _with_strong_adjectives(base, ADJECTIVES_AFTER_ARTICLE)
    return _with_strong_adjectives(base, WEAK_ADJECTIVES)


def _without_genitive(words: Words, text: str, first: int, last: int, label: Label) -> str:
    is_after_article = first > 0 and words.words[first - 1] in GENITIVE_WORDS
    if label != "PER" and is_after_article and (head := GENITIVE_HEAD.match(text)):
        noun = head["noun"][:-2] if LONG_GENITIVE.search(head["noun"]) else head["noun"][:-1]
        return f"{head['adjectives']}{noun}{head['rest']}"
    word = words.words[last - 1]
    if len(word) < 4 or not word.endswith("s") or word.isupper() or KEEPS_S.search(word):
        return text
    base = word.removesuffix("s")
    if base.endswith(APOSTROPHES):
        return text[:-2] if label == "PER" else text  # "Timoschenko's", but "Moody's"
    if label != "PER" and is_after_article and LONG_GENITIVE.search(word):
        return text[:-2]
    if _keeps_ending(words, first, last, label):
        return text
    if base in words.positions and not (last - first > 1 and base in person_names()["given"]):
        return text[:-1]
    if base.endswith(SIBILANTS) or word in person_names()["ends_in_s"]:
        return text
    if label != "PER" and is_after_article:
        return text[:-1]
    return text[:-1] if not OFTEN_WITH_S.search(base) and _owns_next(words, last) else text


def _keeps_ending(words: Words, first: int, last: int, label: Label) -> bool:
    """Whether -s is no genitive here: "der alte Karl Drews", or elsewhere: "Drews sagte".

    A person's name takes no genitive -s after an article and an adjective ("des jungen Goethe"), and subjects
    are in the nominative: at the beginning of a sentence before its verb, or between verb and mark.
    """
    if label == "PER" and words.follows_closely(first):
        before = words.words[first - 1]
        if words.pos[first - 1] == "ADJ" and not before[:1].isupper() and before.endswith(ADJECTIVE_ENDINGS):
            return True
    word = words.words[last - 1]
    if word not in words.nominatives:
        words.nominatives[word] = _stands_as_subject(words, word)
    return words.nominatives[word]


def _stands_as_subject(words: Words, word: str) -> bool:
    """Whether a word ends the subject of a sentence anywhere in the text."""
    tags, count = words.pos, len(words)
    for token in words.positions[word]:
        is_before_verb = token + 1 < count and tags[token + 1] in VERBS
        is_before_mark = token + 1 == count or tags[token + 1] == "PUNCT"
        if not (is_before_verb or is_before_mark):
            continue
        begin = token
        while begin > 0 and tags[begin - 1] == "PROPN" and words.follows_closely(begin):
            begin -= 1
        if is_before_verb and words.begins_sentence(begin):
            return True
        if is_before_mark and begin > 0 and tags[begin - 1] in VERBS:
            return True
    return False


def _owns_next(words: Words, following: int) -> bool:
    """Whether the next word is a noun or its adjective, so that a name before it owns it."""
    if not words.follows_closely(following):
        return False
    tag = words.pos[following]
    return tag == "NOUN" or (tag == "ADJ" and words.words[following].endswith(("e", "en", "er", "es")))


def _with_strong_adjectives(name: str, weak: re.Pattern[str]) -> str:
    """The name with the adjectives at its beginning as they stand without an article."""
    match = weak.match(name)
    if match is None or match[0].rstrip() in known_forms():
        return name
    nouns = re.split(r" (?=[a-zäöü])", name[match.end() :])[0]
    for ending, pattern in _ENDINGS:
        if pattern.search(nouns):
            adjectives = match[0].split()
            strong = [adjective.removesuffix("n").removesuffix("e") + ending for adjective in adjectives]
            return " ".join([*strong, name[match.end() :]])
    return name

"""What a number counts: the head noun behind it."""

from __future__ import annotations

from typing import NamedTuple

from transforms.annotate.tagged import TaggedText

MAX_TOKENS = 6
"""Tokens between a number and its noun: "drei bisher noch nicht bekannte junge Männer"."""
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
BETWEEN = frozenset({"ADJ", "ADV", "VERB"})
LINKS = frozenset({"und", "oder", "bzw.", "sowie"})
GENITIVE = frozenset(
    {
        *(
            "der",
            "des",
            "dieser",
            "dieses",
            "jener",
            "aller",
            "von",
            "vom",
            "ihrer",
            "seiner",
            "deren",
            "dessen",
        ),
        *("unserer", "meiner", "eurer", "beider", "ihres", "seines"),
    }
)
"""Words that begin what a part is taken of: "Tausende der Bewohner", "drei ihrer Kinder"."""
AFTER_GENITIVE = frozenset({"den", "der", "dem", "diesen", "ihren", "seinen", "rund", "etwa", "insgesamt"})
""" "500 der insgesamt 1.200 Beschäftigten"."""
FUNCTION_WORDS = frozenset(
    {
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einen", "einem", "eines", "und"),
        *("oder", "aber", "seine", "seiner", "seinen", "ihre", "ihrer", "ihren", "diese", "dieser", "diesen"),
        *(
            "hatte",
            "wurde",
            "wurden",
            "hatten",
            "waren",
            "haben",
            "werden",
            "hätte",
            "würde",
            "sollte",
            "wollte",
        ),
        *(
            "konnte",
            "musste",
            "keine",
            "ohne",
            "unter",
            "über",
            "hinter",
            "neben",
            "gegen",
            "wegen",
            "bei",
            "wie",
        ),
        *(
            "heute",
            "gestern",
            "sie",
            "er",
            "es",
            "im",
            "in",
            "an",
            "am",
            "auf",
            "mit",
            "bis",
            "als",
            "beim",
            "sei",
        ),
        *("habe", "werde", "jedoch", "zwischen", "sowie", "oder", "alle", "allen", "aller", "jede", "jeder"),
    }
)
"""Lower-case words that look like adjectives to a rule of endings, or that no adjective stands beside."""
PLURALS = (("innen", "in"), ("ungen", "ung"), ("heiten", "heit"), ("keiten", "keit"), ("schaften", "schaft"))
S_WITHOUT_PLURAL = "sxzuiß"
"""Letters before a final -s that belongs to the stem: "Haus", "Kreis"."""
MIN_STEM = 3
SPACES = " \u00a0\u202f"


class Counted(NamedTuple):
    """The counted noun: its lemma and where the phrase ends."""

    lemma: str
    end: int


def find_counted(tagged: TaggedText, start: int, limit: int, is_amount: bool = False) -> Counted | None:
    """Find the noun that a number counts.

    Args:
        tagged: the body; without tags ("X") capitals and endings decide.
        start: where the number ends.
        limit: where its sentence ends.
        is_amount: whether the number is one of money or of a measure: then no part of a whole follows, and
            "30 Kilometer von der Insel" counts no islands.

    Returns:
        The noun with what is coordinated with its beginning ("Staats- und Regierungschefs"); None where the
        number counts nothing that is named right behind it. Where another number stands in between ("zwei der
        drei Täter"), the phrase is cut before what is said of the first one, so that the two do not overlap.
    """
    first = tagged.token_at(start)
    is_part = has_number = False
    for token in range(first, min(len(tagged), first + MAX_TOKENS)):
        if tagged.starts[token] >= limit or (
            token == first and tagged.text[start : tagged.starts[token]].strip(SPACES)
        ):
            return None
        word, pos = tagged.word(token), tagged.pos[token]
        if token == first and word in GENITIVE:
            if is_amount:
                return None
            is_part = True
            continue
        is_number = word[0].isdigit() or (is_part and pos == "NUM")
        has_number = has_number or is_number
        found: Counted | None = None
        if word[0].isupper() and word[-1] == "-":
            found = _coordinated(tagged, token, limit)
        elif not is_number and _is_noun(word, pos):
            found = Counted(_lemma(tagged, token), tagged.ends[token])
            if pos == "ADJ" and _noun_follows(tagged, token, limit):
                continue  # "vier Gelbe Karten"
        elif (is_part and (is_number or word in AFTER_GENITIVE)) or _may_stand_between(word, pos):
            continue
        return found._replace(end=start) if found and has_number else found
    return None


def _noun_follows(tagged: TaggedText, token: int, limit: int) -> bool:
    following = token + 1
    return following < len(tagged) and tagged.ends[following] <= limit and tagged.pos[following] == "NOUN"


def _is_noun(word: str, pos: str) -> bool:
    """Nouns, and what a tagger takes for something else though its capital shows a noun ("14 Tote")."""
    if not word.rpartition("-")[2][:1].isupper():
        return False  # "EU-weit"
    is_word = any(letter.islower() for letter in word[1:])
    return pos in {"NOUN", "PROPN"} or (is_word and pos in {"X", "ADJ", "NUM"})


def _may_stand_between(word: str, pos: str) -> bool:
    if word in FUNCTION_WORDS:
        return False
    if not word[0].isalpha():
        return "-" in word and word.endswith(ADJECTIVE_ENDINGS)  # "zwei 15-jährige Mädchen"
    if pos == "X":
        return word.islower() and word.endswith(ADJECTIVE_ENDINGS)
    if pos in BETWEEN:
        return pos != "VERB" or word.endswith(("ende", "enden", "ender"))
    return pos == "DET" and word in {
        "weitere",
        "weiteren",
        "weiterer",
        "andere",
        "anderen",
        "solche",
        "solcher",
        "solchen",
    }


def _coordinated(tagged: TaggedText, token: int, limit: int) -> Counted | None:
    """Read "Staats- und Regierungschefs": first part and link as written, the last noun as its lemma."""
    last = token + 2
    if last >= len(tagged) or tagged.ends[last] > limit or tagged.word(token + 1) not in LINKS:
        return None
    beginning = tagged.text[tagged.starts[token] : tagged.starts[last]]
    return Counted(beginning + _lemma(tagged, last), tagged.ends[last])


def _lemma(tagged: TaggedText, token: int) -> str:
    lemma = tagged.lemmas[token] or tagged.word(token)
    lemma = lemma[0].upper() + lemma[1:]
    return _singular(lemma) if lemma == tagged.word(token) else lemma


def _singular(word: str) -> str:
    """The singular of a noun that the lemmatizer left as it was, by endings that only plurals have."""
    for plural, singular in PLURALS:
        if len(word) > MIN_STEM + len(plural) and word.endswith(plural):
            return word.removesuffix(plural) + singular
    if len(word) > MIN_STEM and word[-1] == "s" and word[-2] not in S_WITHOUT_PLURAL:
        return word[:-1]
    return word


def tail_lemma(tagged: TaggedText, tail: str, end: int) -> str:
    """Lemma of the noun at the end of a compound, from that of the whole where it is one token.

    Args:
        tagged: the body.
        tail: the end of the compound, as written.
        end: where it ends.
    """
    token = tagged.token_at(end - 1)
    lemma = tagged.lemmas[token] if token < len(tagged) and tagged.ends[token] == end else ""
    last = tail.rpartition("-")[2]
    head = lemma.rpartition("-")[2]
    is_lemma = head != "" and head[:MIN_STEM].lower() == last[:MIN_STEM].lower()
    return tail.removesuffix(last) + (head[0].upper() + head[1:] if is_lemma else _singular(last))

"""What a number counts: the head noun behind it."""

from __future__ import annotations

from typing import NamedTuple

from transforms.annotate.quantities.number_words import read_number_word
from transforms.annotate.quantities.plurals import singular, singular_of_many
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
DATIVE = frozenset(
    {"mit", "von", "bei", "aus", "nach", "zu", "seit", "den", "diesen", "außer", "gegenüber", "samt"}
)
"""Before a number they make its noun a dative."""
DATIVE_WINDOW = 2
"""Tokens before a number in which they stand: "mit rund 40"."""
MIN_STEM = 3
"""Letters in which a lemma must agree with its word to be that of it."""
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
        elif word in LINKS and token > first and not is_amount:
            return _shared(tagged, token, limit)
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


def _shared(tagged: TaggedText, link: int, limit: int) -> Counted | None:
    """Read "drei rote und zwei weiße Ringe": the noun behind the second number is the first one's too."""
    second = link + 1
    if second >= len(tagged) or tagged.ends[second] > limit:
        return None
    word = tagged.word(second)
    if not word[0].isdigit():
        read = read_number_word(word.lower())
        if read is None or read.rest or read.kind != "cardinal":
            return None
    if not _may_stand_between(tagged.word(link - 1), tagged.pos[link - 1]):
        return None
    noun = find_counted(tagged, tagged.ends[second], limit)
    return Counted(noun.lemma, tagged.ends[link - 1]) if noun else None


def plural_lemma(tagged: TaggedText, counted: Counted, start: int) -> str:
    """The lemma of a noun behind a number above one, where the pipeline's lemmatizer left it as it was.

    Args:
        tagged: the body; nouns of a pipeline without tags are left alone.
        counted: the noun.
        start: where the number begins.
    """
    token = tagged.token_at(counted.end - 1)
    if tagged.pos[token] != "NOUN" or tagged.word(token) != counted.lemma:
        return counted.lemma
    first = tagged.token_at(start)
    before = range(max(0, first - DATIVE_WINDOW), first)
    return singular_of_many(counted.lemma, any(tagged.word(other).lower() in DATIVE for other in before))


def _lemma(tagged: TaggedText, token: int) -> str:
    lemma = tagged.lemmas[token] or tagged.word(token)
    lemma = lemma[0].upper() + lemma[1:]
    return singular(lemma) if lemma == tagged.word(token) else lemma


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
    glued = end - len(tail) - tagged.starts[token] if lemma else 0
    if glued > 0 and tagged.text[end - len(tail) - 1] != "-" and lemma[:glued] == tagged.word(token)[:glued]:
        return lemma[glued:].capitalize()  # "Verlust" in "Millionenverluste"
    head = lemma.rpartition("-")[2]
    is_lemma = head != "" and head[:MIN_STEM].lower() == last[:MIN_STEM].lower()
    return tail.removesuffix(last) + (head[0].upper() + head[1:] if is_lemma else singular(last))

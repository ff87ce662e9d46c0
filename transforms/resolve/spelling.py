"""Spellings of one name → one key, by rules that look at this name alone.

Whatever other names come in, a key stays: that is why entities keep theirs. The rules are cautious where two
people could differ by what they level (Meier and Meyer), and bold only where a name is visibly transliterated
from Cyrillic, for which German, English and scholarly systems differ in the same few letters (Duden,
"Transkriptions- und Transliterationssysteme"; BGN/PCGN romanization of Russian and Ukrainian).
"""

from __future__ import annotations

import polars as pl

SLAVIC = (
    r"\w(o[wv]|e[wv]|off|eff|o[wv]a|e[wv]a|sk(i|y|ij|yj|iy|yy|ii|yi|aja|aya)|enko|[ts]?ch?uk|witsch|vi[cč]h?"
    r"|[wv]y[ct]s?c?h|s?[cz]h?in|tsin|jan|yan|[tz]s?yn)$"
    r"|\b([wv]ladimir|[wv]olod[iy]m[iy]r|serge[jiy]|[jy]uri[jy]?|d(imi|mi|my|ymy)tr[iyo][jy]?|nikola[jiy]|mikhail|michail"
    r"|[jy]?e[wv]gen[iy][jy]?|oleksand[e]?r|igor|ihor|ale[ksx]+e[jiy]|ramsan|ramzan"
    r"|[wv]ital[iy][jy]?|[wv]aler[iy][jy]?|[wv]jatschesla[wv]|vyachesla[wv]|anatol[iy][jy]?|gennad[iy][jy]?)\b"
)
"""Endings of surnames, and given names, that show a transliteration from Cyrillic."""
CYRILLIC = (
    ("schtsch", "sq"),
    ("shch", "sq"),
    ("tsch", "q"),
    ("tch", "q"),
    ("sch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("kh", "q"),
    ("ch", "q"),
    ("ts", "s"),
    ("tz", "s"),
    ("z", "s"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
    ("j", "i"),
)
"""Letters of German, English and scholarly romanization → one letter each, the longest first."""
PERSON_SOUNDS = (("dsch", "j"), ("tsch", "ch"), ("sch", "sh"))
"""German letters for sounds that English writes otherwise: "Baschar", "Schoigu"."""
LEGAL_FORMS = r"( (ag|gmbh|se|kg|kgaa|mbh|inc|corp|ltd|plc|llc|co|eg|e v|group|holding))+$"
WEAK_ADJECTIVES = r"\b(\pL{4,}?)e[nrsm]?( )"


def spelling_key(name: pl.Expr, kind: pl.Expr) -> pl.Expr:
    """What all spellings of a name have in common.

    Hyphens, capitals, accents and apostrophes never count. For persons "sch" and "sh" are one, and names from
    the Cyrillic are brought to one romanization ("Lawrow", "Lavrov"). For others the endings of adjectives
    and a company's legal form do not count.

    Args:
        name: names in the nominative.
        kind: `kind_code` of each.

    Returns:
        A string expression; words separated by single spaces, never empty for a name with a letter or digit.
    """
    folded = _folded(name)
    person = pl.when(folded.str.contains(SLAVIC)).then(_from_cyrillic(folded)).otherwise(_person(folded))
    other = folded.str.replace_all(WEAK_ADJECTIVES, "${1}${2}")
    organisation = other.str.replace(LEGAL_FORMS, "")
    return (
        pl.when(kind == "person")
        .then(person)
        .when(kind == "organisation")
        .then(organisation)
        .otherwise(other)
    )


def _folded(name: pl.Expr) -> pl.Expr:
    plain = (
        name.str.normalize("NFKD")
        .str.replace_all(r"\p{Mn}", "")
        .str.to_lowercase()
        .str.replace_all("ß", "ss")
        .str.replace_all("ı", "i")
        .str.replace_all("ł", "l")
        .str.replace_all("ø", "o")
        .str.replace_all(r"['’‘´`ʻ]", "")
    )
    words = plain.str.replace_all(r"[^\pL\pN&+/]+", " ").str.strip_chars()
    return pl.when(words == "").then(name).otherwise(words)


def _person(folded: pl.Expr) -> pl.Expr:
    levelled = _without_article(folded)
    for german, other in PERSON_SOUNDS:
        levelled = levelled.str.replace_all(german, other)
    return levelled.str.replace_all(r"e[jy]\b", "ei")


def _from_cyrillic(folded: pl.Expr) -> pl.Expr:
    levelled = _without_article(folded)
    for letters, one in CYRILLIC:
        levelled = levelled.str.replace_all(letters, one, literal=True)
    return (
        levelled.str.replace_all("i+", "i")
        .str.replace_all(r"\bie", "e")
        .str.replace_all("ff", "v")
        .str.replace_all(r"\bdimitr", "dmitr")
        .str.replace_all("ie", "e")
        .str.replace_all(r"(s|q)ev\b", "${1}ov")
        .str.replace_all(r"ander\b", "andr")
        .str.replace_all("ks", "s")
        .str.replace_all("ss", "s")
    )


def _without_article(folded: pl.Expr) -> pl.Expr:
    """Without the Arabic article, which comes and goes: "Baschar al-Assad", "Baschar Assad"."""
    return folded.str.replace_all(r" (al|el) ", " ")

"""Konjunktiv I: the verb forms by which German marks what someone else claims.

Only forms that differ from the indicative are listed (Duden, Die Grammatik, "Konjunktiv I"): the third person
singular in -e ("er komme"), and "seien". Where the two coincide ("sie kommen"), writers take Konjunktiv II
("sie kämen"), which also says what would be if: so it is kept in a list of its own, and proves less.
"""

import tomllib
from pathlib import Path

_FORMS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

AUXILIARY_FORMS = frozenset(_FORMS["auxiliaries"].split())
"""Auxiliaries, modals, and what behaves like them."""
FULL_VERB_FORMS = frozenset(_FORMS["full_verbs"].split())
"""Full verbs in the third person singular."""
SUBJUNCTIVE_I = AUXILIARY_FORMS | FULL_VERB_FORMS
"""Lower-case finite forms that are Konjunktiv I in running text. The first person singular of the indicative
looks the same ("ich habe"), so a caller that can should look for "ich" in the clause."""
SUBJUNCTIVE_II = frozenset(_FORMS["second"].split())
"""Konjunktiv II forms; they stand for Konjunktiv I where that looks like the indicative."""

VERBAL = frozenset({"VERB", "AUX"})
NOT_VERBAL = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
NOT_SUBJUNCTIVE = frozenset({"siehe", "bitte", "danke"})
"""Verb forms in -e that are imperatives and set phrases."""
MIN_LENGTH = 5
"""Letters of an unlisted form: shorter words in -e are pronouns and particles with a wrong tag."""


def is_subjunctive_i(word: str, pos: str) -> bool:
    """Whether a token is a finite verb in Konjunktiv I.

    Args:
        word: the token as written.
        pos: its UPOS tag; "X" where nothing is known, then only the listed forms count.

    Returns:
        True for "sei", "habe", "komme"; for an unlisted word in -e if the tagger takes it for a verb and it
        cannot be a weak past ("sagte").
    """
    lower = word.lower()
    if lower in {"sei", "seien"}:
        return True  # whatever a tagger makes of it
    if lower in SUBJUNCTIVE_I:
        return pos not in NOT_VERBAL and (word == lower or pos in VERBAL)
    return (
        pos == "VERB"
        and word == lower
        and len(word) >= MIN_LENGTH
        and word not in NOT_SUBJUNCTIVE
        and word.endswith("e")
        and not word.endswith("te")
    )

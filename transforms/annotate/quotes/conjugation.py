"""German verbs → the forms news reports with: enough conjugation to find a cue verb without a tagger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

FormKind = Literal["finite", "participle", "infinitive"]

PREFIXES_WITHOUT_GE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer")
"""Prefixes that never separate; a participle behind them takes no "ge-"."""
MIN_BASE = 4
"""Letters a base verb has at least, so that "be-" is no prefix in "beten"."""


class Form(NamedTuple):
    """One form of a verb: the word, its kind, and the particle that must follow later in the clause."""

    word: str
    kind: FormKind
    particle: str | None = None


class Parts(NamedTuple):
    """Principal parts of a verb, all without separable prefix."""

    present: str
    past: str
    participle: str


def verb_forms(
    infinitive: str, strong: dict[str, Parts], inseparable: tuple[str, ...] = ()
) -> Iterator[Form]:
    """Give the forms of one verb.

    Args:
        infinitive: with a bar behind a separable prefix ("mit|teilen").
        strong: principal parts of strong verbs without prefix.
        inseparable: further prefixes that do not separate where no bar is written.

    Yields:
        Third persons of present and past and the Konjunktiv I (a separable prefix both apart, "teilte …
        mit", and joined, "mitteilte"), the participle, and the infinitives.
    """
    particle, _, base = infinitive.rpartition("|")
    parts = principal_parts(base, strong, inseparable)
    plural_past = parts.past + ("n" if parts.past.endswith("e") else "en")
    for word in (parts.present, base, parts.past, plural_past, base.removesuffix("n")):
        if particle:
            yield Form(word, "finite", particle)
        yield Form(particle + word, "finite")
    yield Form(particle + parts.participle, "participle")
    yield Form(particle + base, "infinitive")
    if particle:
        yield Form(f"{particle}zu{base}", "infinitive")


def principal_parts(base: str, strong: dict[str, Parts], inseparable: tuple[str, ...] = ()) -> Parts:
    """Give the principal parts of a verb without separable prefix.

    Args:
        base: the infinitive.
        strong: what is known of strong verbs.
        inseparable: further prefixes that do not separate.

    Returns:
        The listed parts, those of the listed verb behind a prefix, or the regular weak ones.
    """
    if base in strong:
        return strong[base]
    prefix = next(
        (
            p
            for p in (*PREFIXES_WITHOUT_GE, *inseparable)
            if base.startswith(p) and len(base) >= len(p) + MIN_BASE
        ),
        "",
    )
    rest = base[len(prefix) :]
    if prefix and rest in strong:
        present, past, participle = strong[rest]
        return Parts(prefix + present, prefix + past, prefix + participle.removeprefix("ge"))
    stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    ending = "et" if stem.endswith(("t", "d", "chn", "ffn", "gn")) else "t"
    without_ge = bool(prefix) or base.endswith("ieren")
    return Parts(stem + ending, stem + ending + "e", ("" if without_ge else "ge") + stem + ending)

"""What one quotation is."""

from __future__ import annotations

from typing import Literal, NamedTuple

from transforms.annotate.tagged import Span

QuoteKind = Literal["direct", "partial", "indirect", "pull", "scare"]
SpeakerForm = Literal["name", "role", "pronoun", "institution"]


class Quote(NamedTuple):
    """One quotation in a body, in code points: ``text[start:end]``.

    Attributes:
        start: first code point of what is said, without quotation marks.
        end: the code point after the last one.
        kind: "direct" for one or more clauses in quotation marks; "partial" for a piece of a sentence in them
            that someone is named as the speaker of; "indirect" for speech without marks; "pull" for a
            quotation that stands alone as a paragraph; "scare" for words in marks that nobody is named for.
        cue: the word by which the text says that someone speaks; None where only the context does.
        cue_lemma: its lemma, separable prefix first ("mitteilen").
        speaker: who speaks, as written; None if the text does not say.
        speaker_form: a name, a role ("ein Sprecher"), a pronoun, or an institution.
        speaker_mention: index of the mention that says who it is: the name, or what the pronoun or role
        stands
            for; None if nothing does.
        confidence: between 0 and 1; see `transforms.annotate.quotes.confidence`.
    """

    start: int
    end: int
    kind: QuoteKind
    cue: Span | None = None
    cue_lemma: str | None = None
    speaker: Span | None = None
    speaker_form: SpeakerForm | None = None
    speaker_mention: int | None = None
    confidence: float = 0.0

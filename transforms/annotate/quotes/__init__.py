"""Quotations: what is said, in which form, and who says it."""

from transforms.annotate.quotes.cues import cue_rows
from transforms.annotate.quotes.find import find_quotes
from transforms.annotate.quotes.quote import Quote, QuoteKind, SpeakerForm

__all__ = ["Quote", "QuoteKind", "SpeakerForm", "cue_rows", "find_quotes"]

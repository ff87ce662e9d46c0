"""Dates of a text, found without a trained pipeline."""

from collections.abc import Callable
from datetime import date

import pytest

from transforms.annotate.dates import DateMention, find_dates
from transforms.annotate.pipeline import BLANK, load_pipeline
from transforms.annotate.tag import tag_texts

PUBLISHED = date(2025, 6, 17)
"""A Tuesday."""

Find = Callable[..., dict[str, DateMention]]


@pytest.fixture(scope="session")
def dates() -> Find:
    """Finds the dates of a text that came out on 17 June 2025: what is written → mention."""
    nlp = load_pipeline(BLANK)

    def find_in(
        text: str, anchor: date | None = PUBLISHED, with_durations: bool = False
    ) -> dict[str, DateMention]:
        (tagged,) = tag_texts([text], nlp)
        mentions = find_dates(tagged, anchor, with_durations)
        return {text[mention.start : mention.end]: mention for mention in mentions}

    return find_in

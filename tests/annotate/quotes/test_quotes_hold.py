"""What must hold for every quotation, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.quotes.conftest import mentions_in
from transforms.annotate.pipeline import load_pipeline
from transforms.annotate.quotes import find_quotes
from transforms.annotate.tag import tag_texts

NLP = load_pipeline("blank")
WORDS = st.sampled_from(
    [
        *(
            "sagte",
            "Jana Holm",
            "dass",
            "sei",
            "er",
            "laut",
            "Polizei",
            "zufolge",
            "nach",
            "Angaben",
            "der",
            "so",
            "wie",
        ),
        *(
            "berichtet",
            "hat",
            "gesagt",
            "und",
            "teilte",
            "mit",
            "Weg",
            "die",
            "den",
            "Radio Tal",
            "Das",
            "wurde",
            "von",
        ),
        *("als", "zu", "gehen", "Vorwurf", "ihm", "ließ", "verlauten", "wonach", "Demnach"),
        *(",", ".", ":", "!", "?", "(", ")", "–", "„", "“", "”", '"', "»", "«", "‚", "‘", "\n\n"),
    ]
)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=40))
def test_spans_lie_in_the_text_and_are_sorted(words: list[str]) -> None:
    text = " ".join(words)
    tagged = next(iter(tag_texts([text], NLP)))
    mentions = mentions_in(text)
    found = find_quotes(tagged, mentions)
    assert found == sorted(found)
    for quote in found:
        for span in (quote, quote.cue, quote.speaker):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert (quote.cue is None) == (quote.cue_lemma is None)
        assert (quote.speaker is None) == (quote.speaker_form is None)
        assert quote.speaker_mention is None or quote.speaker_mention < len(mentions)
        assert 0 < quote.confidence <= 1
        assert text[quote.start : quote.end].strip() == text[quote.start : quote.end]


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("sagte ", id="cues-without-a-stop"),
        pytest.param("Jana Holm sagte, dass ", id="clauses-without-end"),
        pytest.param("„a ‚b‘ c“ ", id="nested-marks"),
        pytest.param("„a“, ", id="list-of-marks"),
        pytest.param("laut Holm, ", id="sources"),
        pytest.param("Er sei. ", id="short-sentences"),
    ],
)
def test_texts_without_end_are_read_to_the_end(piece: str) -> None:
    """At this length anything worse than linear would not come back in a test's patience."""
    text = piece * 5_000
    tagged = next(iter(tag_texts([text], NLP)))
    assert all(0 <= quote.start < quote.end <= len(text) for quote in find_quotes(tagged, []))

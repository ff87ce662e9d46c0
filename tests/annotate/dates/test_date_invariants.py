from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.dates import find_dates
from transforms.annotate.dates.matching.search import any_rule, search_rule
from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.pipeline import BLANK, load_pipeline
from transforms.annotate.tag import tag_texts
from transforms.annotate.tagged import Span, TaggedText

NLP = load_pipeline(BLANK)
WORDS = sorted(vocabulary().words)
LONG = 40_000


def bare(text: str) -> TaggedText:
    """A text of one sentence without tokens."""
    return TaggedText(text, [], [], [], [], [Span(0, len(text))])


@given(
    st.lists(st.sampled_from([*WORDS, "Haus", "wurde", "wird", "Lena"]), max_size=25),
    st.none() | st.dates(),
)
def test_mentions_are_ordered_disjoint_and_sane(words: list[str], anchor: date | None) -> None:
    text = " ".join(words)
    end = 0
    for tagged in tag_texts([text], NLP):
        for mention in find_dates(tagged, anchor, with_durations=True):
            assert end <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
            assert (mention.from_date is None) == (mention.to_date is None)
            assert (mention.from_date is None) == (mention.anchor == "none")
            if mention.from_date is not None and mention.to_date is not None:
                assert mention.from_date <= mention.to_date
                assert mention.value
            end = mention.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= mention.start < mention.end <= len(text) for mention in find_dates(bare(text), None))


@pytest.mark.parametrize(
    "piece",
    [
        "1. ",
        "1.",
        "1,",
        "10-",
        "1 und ",
        ", ",
        "2000-",
        "am ",
        "rund ",
        "Montag, ",
        "Januar bis ",
        "im Sommer ",
        "um drei ",
        "um viertel ",
        "v. Chr. ",
    ],
)
def test_texts_without_end_are_read_to_the_end(piece: str) -> None:
    """At this length anything worse than linear would not come back in a test's patience."""
    text = piece * (LONG // len(piece))
    found = find_dates(bare(text), date(2025, 6, 17))
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)


@given(st.text(alphabet=sorted({*vocabulary().codes.values(), "x"}), max_size=12))
def test_a_search_by_class_misses_nothing(codes: str) -> None:
    by_class, by_all = search_rule(codes, 0, len(codes)), any_rule().search(codes)
    assert (by_class and (by_class.span(), by_class.lastgroup)) == (
        by_all and (by_all.span(), by_all.lastgroup)
    )


def test_each_word_has_one_class() -> None:
    codes = vocabulary().codes.values()
    assert all(len(code) == 1 for code in codes)
    assert len(set(vocabulary().code_of.values())) == len(vocabulary().code_of)

"""Documents → their main language."""

from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"
"""ISO 639-2 code for a language that cannot be told."""

# Frequent function words of the languages that folders of German news hold beside German. Words that two of
# them share ("in", "die", "de", "en", "per") say little and are left out where they would mislead. All begin
# and end with an ASCII letter, for the fast ASCII word boundary knows no other.
STOP_WORDS: dict[str, str] = {
    "de": "der und das den dem nicht mit sich auf ist ein eine einen einer auch werden wird von zu bei nach"
    " sind wie oder aus ich sie wir hat haben im zum zur dass noch nur",
    "en": "the of and to that for with are this you be from have has by it not your we they which would been"
    " their",
    "fr": "le les des et dans est pour une qui pas sur avec au du ce plus sont par nous vous cette aux ont"
    " mais elle",
    "nl": "het een van niet dat zijn voor ook aan wordt maar naar bij deze hij heeft te uit werd onze meer"
    " dit kan nog",
    "es": "el los las y en por una con del se lo su es como pero sus ha al para que fue este muy",
    "it": "il di che della nel gli sono non una del dei alla un anche come dal delle si ha ma questo"
    " nella con",
}
LETTER = r"\p{L}"
WORD = r"(?:^|\s)\p{L}"

MIN_LETTERS = 20
"""Below this no method tells short German from Dutch or Danish reliably."""
MIN_STOP_WORDS = 15
"""Fewer stop words than two or three sentences hold are left to the model."""
MIN_STOP_WORD_SHARE = 0.10
"""296 of 300 German pages with all their navigation show more (median .19); in a language that is not listed,
only words that coincide count."""
MIN_LEAD = 3.0
"""The first language must have this many times the stop words of the second. Navigation and notices in
English around a German article have few; two halves in two languages have many."""

MIN_PROSE_LENGTH = 60
"""Lines from this length (code points) on are sentences rather than menu items (cf. Kohlschütter et al.
2010)."""
MIN_PROSE_TOTAL = 120
"""The model sees prose alone where there is as much of it (code points), otherwise the whole page."""
MAX_MODEL_INPUT = 2_000
"""Code points shown to the model: twice as many change its answer on 3 of 263 German pages."""
MIN_CONFIDENCE = 0.5
"""Normalised probability below which another language is as likely. On German pages it stays above .83."""


def detect_language(documents: pl.LazyFrame) -> pl.LazyFrame:
    """Add the main language of each document.

    Stop words decide where they are clear, which takes one pass of a regular expression per language; short
    and mixed pages go through the py3langid model.

    Args:
        documents: rows of `Document`; `text` is used.

    Returns:
        The same rows with `language_code` (ISO 639-1), 'und' where it cannot be told.
    """
    counts = [_stop_word_count(words).alias(f"_{code}") for code, words in STOP_WORDS.items()]
    names = [f"_{code}" for code in STOP_WORDS]
    ranked = pl.concat_list(names).list.sort(descending=True)
    best, second = ranked.list.get(0), ranked.list.get(1)
    is_clear = (
        (best >= MIN_STOP_WORDS)
        & (best >= MIN_STOP_WORD_SHARE * pl.col("text").str.count_matches(WORD))
        & (best >= MIN_LEAD * second)
    )
    by_stop_words = (
        pl.concat_list(names)
        .list.arg_max()
        .replace_strict(dict(enumerate(STOP_WORDS)), return_dtype=pl.String)
    )
    return (
        documents.with_columns(counts)
        .with_columns(pl.when(is_clear).then(by_stop_words).alias("language_code"))
        .with_columns(pl.col("language_code").fill_null(_by_model()))
        .drop(names)
    )


def _stop_word_count(words: str) -> pl.Expr:
    pattern = rf"(?-u:\b)(?:{'|'.join(words.split())})(?-u:\b)"
    return pl.col("text").str.count_matches(pattern)


def _by_model() -> pl.Expr:
    """The model's answer, computed only for the rows that are still without one."""
    return pl.struct("text", "language_code").map_batches(
        _classify_unclear, return_dtype=pl.String, is_elementwise=True
    )


def _classify_unclear(documents: pl.Series) -> pl.Series:
    text = documents.struct.field("text")
    known = documents.struct.field("language_code")
    unclear = known.is_null()
    if not unclear.any():
        return known
    codes = [_classify(page) for page in _model_input(text.filter(unclear))]
    return known.scatter(unclear.arg_true(), pl.Series(codes, dtype=pl.String))


def _model_input(text: pl.Series) -> pl.Series:
    """The prose of each page, longest lines first, or all of it where there is hardly any prose.

    The longest lines are paragraphs of an article. Lines that differ in numbers only are machine output (log
    lines, counters) and count once. Null where a page has too few letters to judge.
    """
    line = pl.element()
    distinct = line.str.replace_all(r"\d+", "").unique(maintain_order=True)
    paragraphs = distinct.filter(distinct.str.len_chars() >= MIN_PROSE_LENGTH)
    longest_first = paragraphs.sort_by(paragraphs.str.len_chars(), descending=True, maintain_order=True)
    prose = pl.col("text").str.split("\n").list.eval(longest_first).list.join("\n")
    shown = pl.when(prose.str.len_chars() >= MIN_PROSE_TOTAL).then(prose).otherwise("text")
    has_letters = pl.col("text").str.count_matches(LETTER) >= MIN_LETTERS
    pages = pl.DataFrame({"text": text})
    return pages.select(pl.when(has_letters).then(shown.str.head(MAX_MODEL_INPUT))).to_series()


def _classify(page: str | None) -> str:
    if page is None:
        return UNDETERMINED
    code, _ = _model().classify(page)
    return str(code)


@lru_cache(maxsize=1)
def _model() -> "LanguageIdentifier":
    # Imported late: loading the model takes half a second that a folder of clear pages need not spend.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=MIN_CONFIDENCE)

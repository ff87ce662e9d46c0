"""What is expected of the big tables beyond their declarations, each broken once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from expectations import articles, documents, lines, sentences
from expectations.catalog import suites
from expectations.gate import Verdict, check
from tests.expectations.sound_page import BODY, CRAWLED_AT, KEY, Frames

RUN_STARTED_AT = datetime(2025, 3, 4, 7, 0, tzinfo=UTC)


def _judge_documents(frames: Frames, known: pl.DataFrame | None = None) -> Verdict:
    judged = documents.with_context(frames.documents, frames.lines, known)
    return check("raw.document", judged, suites()["raw.document"])


def _judge_lines(frames: Frames) -> Verdict:
    judged = lines.with_context(frames.lines, frames.documents, frames.articles)
    return check("clean.line", judged, suites()["clean.line"])


def _judge_articles(frames: Frames) -> Verdict:
    judged = articles.with_context(frames.articles, frames.documents, RUN_STARTED_AT)
    return check("main.fact_article", judged, suites()["main.fact_article"])


def _judge_sentences(frames: Frames) -> Verdict:
    judged = sentences.with_context(frames.sentences, frames.articles)
    return check("main.fact_sentence", judged, suites()["main.fact_sentence"])


def _failed(verdict: Verdict) -> set[str]:
    assert "error" not in verdict.results["outcome_code"]
    return set(verdict.results.filter(pl.col("outcome_code") == "failed")["expectation_code"])


@pytest.mark.parametrize("judge", [_judge_documents, _judge_lines, _judge_articles, _judge_sentences])
def test_a_sound_page_passes_every_gate(frames: Frames, judge: Callable[[Frames], Verdict]) -> None:
    verdict = judge(frames)

    assert verdict.results["outcome_code"].unique().to_list() == ["passed"]
    assert verdict.rejected.is_empty()


def test_a_character_outside_every_line_rejects_the_document(frames: Frames) -> None:
    lost = frames._replace(lines=frames.lines.filter(pl.col("line_number") != 4))

    verdict = _judge_documents(lost)

    assert _failed(verdict) == {"nothing_outside_lines"}
    assert verdict.rejected.select("document_key", "reason_code").rows() == [(KEY, "nothing_outside_lines")]
    assert verdict.accepted.is_empty()


def test_a_document_without_lines_must_be_blank(frames: Frames) -> None:
    none = frames._replace(lines=frames.lines.clear())
    blank = none._replace(documents=frames.documents.with_columns(text=pl.lit(" \r\n\u00a0\u2028")))

    assert _failed(_judge_documents(none)) == {"nothing_outside_lines"}
    assert _failed(_judge_documents(blank)) == set()


def test_two_contents_under_one_key_stop_publication(frames: Frames) -> None:
    """A collision of 64-bit keys is as good as impossible, and would mix two pages without a trace."""
    other = "80000000000000ff" + "cd" * 24
    twins = frames._replace(
        documents=pl.concat([frames.documents, frames.documents.with_columns(content_hash=pl.lit(other))])
    )

    within = _judge_documents(twins)
    against_known = _judge_documents(frames, pl.DataFrame({"document_key": [KEY], "content_hash": [other]}))
    same = _judge_documents(frames, frames.documents.select("document_key", "content_hash"))

    assert _failed(within) == {"key_unique", "key_belongs_to_one_content"}
    assert _failed(against_known) == {"key_belongs_to_one_content"}
    assert against_known.stops_publication
    assert against_known.rejected.is_empty()
    assert _failed(same) == set()


@pytest.mark.parametrize("content_hash", ["00000000000000ff" + "ab" * 24, "80000000000000fe" + "ab" * 24])
def test_the_key_of_a_document_is_the_start_of_its_hash(frames: Frames, content_hash: str) -> None:
    other = frames._replace(documents=frames.documents.with_columns(content_hash=pl.lit(content_hash)))

    assert _failed(_judge_documents(other)) == {"key_is_start_of_content_hash"}


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ({"raw_start": pl.col("raw_start") + 1}, "stands_in_document"),
        ({"text": pl.lit("Die Brücke ist zu.  Alle freuen sich..")}, "stands_in_document"),
        ({"body_start": pl.lit(1, pl.Int32)}, "body_span_inside_body"),
        ({"role_code": pl.lit("boilerplate")}, "only_body_roles_in_body"),
    ],
    ids=["moved", "other text", "beyond its body", "boilerplate in the body"],
)
def test_a_line_that_is_not_where_it_says_is_rejected(
    frames: Frames, damage: dict[str, pl.Expr], reason: str
) -> None:
    last = pl.col("line_number") == 5
    damaged = [
        pl.when(last).then(value).otherwise(pl.col(name)).alias(name) for name, value in damage.items()
    ]

    verdict = _judge_lines(frames._replace(lines=frames.lines.with_columns(damaged)))

    assert verdict.rejected["reason_code"].to_list()[0] in {reason, "raw_length_is_length_of_text"}
    assert reason in _failed(verdict)
    assert verdict.accepted["line_number"].to_list() == [2, 4]


def test_a_body_span_without_an_article_is_rejected(frames: Frames) -> None:
    assert _failed(_judge_lines(frames._replace(articles=frames.articles.clear()))) == {
        "body_span_inside_body"
    }


def test_an_endless_line_in_a_body_is_reported_and_one_outside_is_not(frames: Frames) -> None:
    long = "ä" * (lines.MAX_BODY_LINE_LENGTH + 1)
    everywhere = frames._replace(
        documents=frames.documents.with_columns(text=pl.lit(long)),
        lines=frames.lines.filter(pl.col("line_number") == 5).with_columns(
            text=pl.lit(long), raw_start=pl.lit(0, pl.Int32), raw_length=pl.lit(len(long), pl.Int32)
        ),
    )
    outside = everywhere._replace(
        lines=everywhere.lines.with_columns(
            pl.col("body_start", "body_length").replace_strict({}, default=None)
        )
    )

    assert _failed(_judge_lines(everywhere)) == {"body_line_not_too_long"}
    assert _judge_lines(everywhere).rejected.is_empty()
    assert _failed(_judge_lines(outside)) == set()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ({"document_key": pl.lit(3, pl.Int64)}, "article_key_is_document_key"),
        ({"body": pl.lit("–– 1 ––")}, "body_has_letters"),
        ({"body": pl.lit("")}, "body_length_in_range"),
        ({"published_at": pl.lit(RUN_STARTED_AT + timedelta(days=2))}, "published_before_run"),
        ({"published_at_source": pl.lit("none")}, "published_at_has_a_source"),
        ({"boilerplate_share": pl.lit(1.5)}, "boilerplate_share_in_range"),
    ],
    ids=["key", "no letters", "empty", "from the future", "time without source", "share above one"],
)
def test_an_article_that_cannot_be_is_rejected(
    frames: Frames, damage: dict[str, pl.Expr], reason: str
) -> None:
    damaged = frames.articles.with_columns(**damage).cast({"published_at": pl.Datetime("us", "UTC")})

    verdict = _judge_articles(frames._replace(articles=damaged))

    assert reason in _failed(verdict)
    assert reason in verdict.rejected["detail"][0]
    assert verdict.rejected["article_key"].to_list() == [KEY]
    assert verdict.accepted.is_empty()


def test_a_date_a_few_hours_ahead_is_a_matter_of_zones(frames: Frames) -> None:
    ahead = frames.articles.with_columns(published_at=pl.lit(CRAWLED_AT + timedelta(hours=14)))

    assert _failed(_judge_articles(frames._replace(articles=ahead))) == set()


def test_a_file_older_than_its_news_is_only_reported(frames: Frames) -> None:
    """Unpacking an archive may set any file time, so it must not cost an article."""
    unpacked = frames.documents.with_columns(modified_at=pl.lit(datetime(1980, 1, 1, tzinfo=UTC)))

    verdict = _judge_articles(frames._replace(documents=unpacked))

    assert _failed(verdict) == {"published_before_crawl"}
    assert verdict.accepted.height == 1
    assert not verdict.stops_publication


def test_a_change_before_publication_is_only_reported(frames: Frames) -> None:
    earlier = frames.articles.with_columns(updated_at=pl.col("published_at") - timedelta(minutes=1))

    verdict = _judge_articles(frames._replace(articles=earlier))

    assert _failed(verdict) == {"updated_after_published"}
    assert verdict.accepted.height == 1


def test_a_sentence_that_is_not_where_it_says_is_rejected(frames: Frames) -> None:
    moved = frames.sentences.with_columns(start=pl.col("start") + pl.Series([0, 1], dtype=pl.Int32))

    verdict = _judge_sentences(frames._replace(sentences=moved))

    assert _failed(verdict) == {"stands_in_body"}
    assert verdict.accepted["sentence_number"].to_list() == [1]
    assert verdict.rejected.select("document_key", "article_key").rows() == [(KEY, KEY)]


def test_sentences_must_not_overlap(frames: Frames) -> None:
    whole = pl.Series([BODY, "Alle freuen sich."])
    overlapping = frames.sentences.with_columns(
        text=whole,
        start=pl.Series([0, BODY.index("Alle")], dtype=pl.Int32),
        length=whole.str.len_chars().cast(pl.Int32),
    )

    verdict = _judge_sentences(frames._replace(sentences=overlapping.reverse()))

    assert _failed(verdict) == {"starts_after_previous"}
    assert verdict.rejected["payload"].str.contains('"sentence_number":2').to_list() == [True]


def test_context_keeps_rows_and_their_order(frames: Frames) -> None:
    """A join that multiplied or moved rows would make row numbers point at the wrong rows."""
    twice = frames.lines.reverse()
    doubled = frames._replace(
        documents=pl.concat([frames.documents] * 2), articles=pl.concat([frames.articles] * 2), lines=twice
    )

    judged = lines.with_context(doubled.lines, doubled.documents, doubled.articles)

    assert judged.select(twice.columns).equals(twice)
    assert judged["stands_in_document"].all()
    assert documents.with_context(doubled.documents, twice)["document_key"].to_list() == [KEY, KEY]

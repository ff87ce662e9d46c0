"""What only the warehouse as a whole can tell: small frames measured by SQL, and what is expected of them.

Accounting, integrity and freshness are facts of one run. Publisher quality and the shares of complete facts
are matters of degree, so what is expected of them warns and never stops a publication. Their bounds are
judgement, not measurement: they are wide enough that what lies outside deserves a look at the pages.
"""

from __future__ import annotations

from collections.abc import Mapping

import dataframely as dy
import polars as pl

from expectations.suite import Expect, base_suite, expect_between, expect_true
from warehouse.tables.base import at_column, share_column

MIN_JUDGED_COUNT = 20
"""Pages of a publisher below which its shares are not judged: one odd page moves them by over 5 points."""
MAX_BOILERPLATE_SHARE = 0.9
"""News pages without their markup are commonly half boilerplate; at nine tenths the article was most likely
cut short or missed."""
MAX_MISSING_TITLE_SHARE = 0.2
"""Nearly every news page shows a headline; a fifth without one points to an unknown page layout."""
MAX_MISSING_DATE_SHARE = 0.5
"""Some layouts give no date in their text at all, but most do; beyond half, the layout is not understood."""
MAX_NO_ARTICLE_SHARE = 0.5
"""Crawls hold index and consent pages too; beyond half, articles are being missed or the crawl is blocked."""
MIN_DRIFT = 0.1
"""A change of a share by less than ten points does not change what the warehouse can be used for."""
DRIFT_STANDARD_ERRORS = 3.0
"""Control limit of Shewhart (1931): chance alone exceeds three standard errors about 3 times in 1,000."""
MIN_JUDGED_FACTS = 200
"""Facts below which their shares are not judged: the standard error of a half is then 3.5 points."""
MIN_SHARES: Mapping[str, float] = {
    "article_with_mention": 0.9,
    "mention_with_known_entity": 0.9,
    "direct_quote_with_known_speaker": 0.4,
    "partial_quote_with_known_speaker": 0.3,
    "indirect_quote_with_known_speaker": 0.3,
    "quantity_with_counted_noun": 0.7,
    "date_mention_resolved": 0.6,
}
"""Smallest plausible shares. In 700 German news articles (those that Petersen-Frey and Biemann, 2024, give
for training) they were 99 %, all, 69 %, 54 %, 52 %, 91 % and 85 %; a run that stays this far below lost its
footing in the pages or in the pipeline."""
MAX_AGE_DAYS = 7.0
"""News outlets publish daily; a week without anything new means that the crawl no longer brings news."""


class Accounting(dy.Schema):
    """What went into one run and what became of it. One row: the run."""

    source_count = dy.Int64(min=0, description="Places looked at.")
    accepted_source_count = dy.Int64(
        min=0, description="Places that gave a document, or were known and unchanged."
    )
    rejected_source_count = dy.Int64(min=0, description="Places in quarantine.")
    document_count = dy.Int64(min=0, description="Distinct documents worked on.")
    article_count = dy.Int64(min=0, description="Documents that gave an article.")
    no_article_count = dy.Int64(min=0, description="Documents without an article.")
    other_language_count = dy.Int64(min=0, description="Documents kept, not annotated.")
    rejected_document_count = dy.Int64(min=0, description="Documents whose rows failed an expectation.")


class Integrity(dy.Schema):
    """One declared reference from a column to another table."""

    table_code = dy.String(primary_key=True, description="Table that refers.")
    column_name = dy.String(primary_key=True, description="Column that refers.")
    target = dy.String(description="Column referred to.")
    checked_count = dy.Int64(min=0, description="Values looked up.")
    orphan_count = dy.Int64(min=0, description="Values that the target does not hold.")


class PublisherQuality(dy.Schema):
    """The pages of one publisher in this run, beside earlier runs (`baseline_`, NULL without any)."""

    publisher_name = dy.String(primary_key=True, description="Publisher.")
    document_count = dy.Int64(min=0, description="Documents of this run.")
    article_count = dy.Int64(min=0, description="Articles of this run.")
    boilerplate_share = share_column("Mean boilerplate share of its articles.", nullable=True)
    missing_title_share = share_column("Articles without a title.", nullable=True)
    missing_date_share = share_column("Articles without published_at.", nullable=True)
    no_article_share = share_column("Documents without an article.", nullable=True)
    baseline_document_count = dy.Int64(min=0, nullable=True, description="Documents of earlier runs.")
    baseline_article_count = dy.Int64(min=0, nullable=True, description="Articles of earlier runs.")
    baseline_boilerplate_share = share_column("The same of earlier runs.", nullable=True)
    baseline_missing_title_share = share_column("The same of earlier runs.", nullable=True)
    baseline_missing_date_share = share_column("The same of earlier runs.", nullable=True)
    baseline_no_article_share = share_column("The same of earlier runs.", nullable=True)


class FactShares(dy.Schema):
    """One share of complete facts in this run, beside earlier runs (`baseline_`, NULL without any)."""

    share_code = dy.String(primary_key=True, description="What the share is of, and what has to hold.")
    judged_count = dy.Int64(min=0, description="Facts of this run.")
    judged_share = share_column("Those of them for which it holds.")
    baseline_judged_count = dy.Int64(min=0, nullable=True, description="Facts of earlier runs.")
    baseline_judged_share = share_column("The same of earlier runs.", nullable=True)


class ScoreCard(dy.Schema):
    """What is known of the accuracy of this run's facts. One row: the run."""

    figure_count = dy.Int64(min=0, description="Figures measured with the pipeline in use.")
    current_count = dy.Int64(min=0, description="Figures measured with the rules and the pipeline in use.")
    fallen_count = dy.Int64(min=0, description="Figures below their floor.")


class Freshness(dy.Schema):
    """How old the news is. One row: the warehouse at the start of the run."""

    newest_published_at = at_column("Newest published_at of all articles.", nullable=True)
    run_started_at = at_column("Start of the run.")


MEASURES: Mapping[str, type[dy.Schema]] = {
    "measure.accounting": Accounting,
    "measure.integrity": Integrity,
    "measure.publisher_quality": PublisherQuality,
    "measure.fact_shares": FactShares,
    "measure.score_card": ScoreCard,
    "measure.freshness": Freshness,
}
"""Measures by the code they have in results and suites."""


def suites() -> dict[str, tuple[Expect, ...]]:
    """The suite of every measure.

    A measurement that contradicts its own declaration (a share above 1, a missing count) is a fault of the
    measuring, so the base is critical.
    """
    beyond_base = {
        "measure.accounting": _accounting(),
        "measure.integrity": _integrity(),
        "measure.publisher_quality": _publisher_quality(),
        "measure.fact_shares": _fact_shares(),
        "measure.score_card": _score_card(),
        "measure.freshness": _freshness(),
    }
    return {code: base_suite(MEASURES[code], "critical") + beyond_base[code] for code in MEASURES}


def _accounting() -> tuple[Expect, ...]:
    return (
        _sum_expectation(
            "sources_accounted_for", "source_count", ("accepted_source_count", "rejected_source_count")
        ),
        _sum_expectation(
            "documents_accounted_for",
            "document_count",
            ("article_count", "no_article_count", "other_language_count", "rejected_document_count"),
        ),
    )


def _sum_expectation(code: str, total: str, parts: tuple[str, ...]) -> Expect:
    computed = f"{code}_sum"
    return Expect(
        code,
        "ExpectColumnPairValuesToBeEqual",
        {"column_A": total, "column_B": computed},
        "critical",
        f"Nothing vanishes: {total} = {' + '.join(parts)}.",
        {computed: pl.sum_horizontal(parts)},
    )


def _integrity() -> tuple[Expect, ...]:
    detail = "Every reference finds its row."
    return (expect_between("orphan_count", "critical", detail, maximum=0, code="no_orphans"),)


def _publisher_quality() -> tuple[Expect, ...]:
    bounds = {
        "boilerplate_share": ("article_count", MAX_BOILERPLATE_SHARE),
        "missing_title_share": ("article_count", MAX_MISSING_TITLE_SHARE),
        "missing_date_share": ("article_count", MAX_MISSING_DATE_SHARE),
        "no_article_share": ("document_count", MAX_NO_ARTICLE_SHARE),
    }
    return tuple(
        expectation
        for share, (count, maximum) in bounds.items()
        for expectation in (_bound(share, count, maximum), _drift(share, count, "pages", MIN_JUDGED_COUNT))
    )


def _bound(share: str, count: str, maximum: float) -> Expect:
    """The share is judged where there are enough pages to judge."""
    return expect_between(
        f"judged_{share}",
        "warning",
        f"{share} is at most {maximum:.0%} of a publisher with at least {MIN_JUDGED_COUNT} pages.",
        maximum=maximum,
        code=f"{share}_in_bounds",
        derived=pl.when(pl.col(count) >= MIN_JUDGED_COUNT).then(pl.col(share)),
    )


def _fact_shares() -> tuple[Expect, ...]:
    minimum = pl.col("share_code").replace_strict(MIN_SHARES, default=None, return_dtype=pl.Float64)
    is_low = (pl.col("judged_count") >= MIN_JUDGED_FACTS) & (pl.col("judged_share") < minimum)
    floors = ", ".join(f"{code} {share:.0%}" for code, share in MIN_SHARES.items())
    return (
        expect_true(
            "share_is_known",
            pl.col("share_code").is_in(list(MIN_SHARES)),
            "critical",
            "Every share that is measured has a minimum here.",
        ),
        expect_true(
            "share_is_plausible",
            ~is_low,
            "warning",
            f"Where there are at least {MIN_JUDGED_FACTS} facts, a share is at least: {floors}.",
        ),
        _drift("judged_share", "judged_count", "facts", MIN_JUDGED_FACTS),
    )


def _drift(share: str, count: str, judged_things: str, minimum: int) -> Expect:
    """The share is near that of earlier runs.

    The standard error is that of the difference of two proportions. For a mean of values between 0 and 1,
    such as the boilerplate share, it is an upper bound.
    """
    now, before = pl.col(share), pl.col(f"baseline_{share}")
    now_count, before_count = pl.col(count), pl.col(f"baseline_{count}")
    pooled = (now * now_count + before * before_count) / (now_count + before_count)
    standard_error = (pooled * (1 - pooled) * (1 / now_count + 1 / before_count)).sqrt()
    change = (now - before).abs()
    judged = (now_count >= minimum) & (before_count >= minimum)
    return expect_true(
        f"{share}_without_drift",
        ~judged | (change <= MIN_DRIFT) | (change <= DRIFT_STANDARD_ERRORS * standard_error),
        "warning",
        f"{share} is within {MIN_DRIFT * 100:g} points or {DRIFT_STANDARD_ERRORS:g} standard errors of"
        f" earlier runs, where both hold at least {minimum} {judged_things}.",
    )


def _score_card() -> tuple[Expect, ...]:
    return (
        expect_between(
            "fallen_count",
            "critical",
            "No figure of the score card is below its floor (docs/accuracy.md).",
            maximum=0,
            code="floors_hold",
        ),
        expect_between(
            "figure_count",
            "warning",
            "The accuracy of the spaCy pipeline in use was measured (`make accuracy`).",
            minimum=1,
            code="pipeline_is_measured",
        ),
        expect_true(
            "rules_are_measured",
            (pl.col("figure_count") == 0) | (pl.col("current_count") > 0),
            "warning",
            "The accuracy was measured with the rules in use (`make accuracy`).",
        ),
    )


def _freshness() -> tuple[Expect, ...]:
    age = (pl.col("run_started_at") - pl.col("newest_published_at")).dt.total_seconds(
        fractional=True
    ) / 86_400
    return (
        expect_between(
            "newest_age_days",
            "warning",
            f"The newest article was published at most {MAX_AGE_DAYS:g} days before the run.",
            maximum=MAX_AGE_DAYS,
            code="news_is_fresh",
            derived=age,
        ),
    )

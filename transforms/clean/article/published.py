"""When a page says it was published and last changed."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.date_lines import date_candidates
from transforms.clean.article.metadata import title_places

NEAR_LINES = 10
"""Non-blank lines between a date and the title it belongs to: headers put byline, share buttons, reading time
and a lead picture between, rarely more."""

SCHEMA = pl.Schema(
    {
        "document_key": pl.Int64(),
        "published_at": pl.Datetime("us", "UTC"),
        "published_at_source": pl.String(),
        "published_at_precision": pl.String(),
        "published_date": pl.Date(),
        "updated_at": pl.Datetime("us", "UTC"),
    }
)


def find_published(lines: pl.LazyFrame, document_publishers: pl.LazyFrame) -> pl.LazyFrame:
    """Publication and update time of each document whose metadata lines give one.

    Of several dates the one counts that is, in this order: labelled as publication; in the header
    within `NEAR_LINES` of the title; in a byline; labelled "Stand" (which many pages use for the last change
    as soon as they also give a first date); anywhere else on a metadata line. Among equals the
    first on the page counts. A date labelled as update is never taken for the publication. Dates in
    advertising, teasers and comments do not count: they do not stand on metadata lines. Only where no
    metadata line has a date, `date_candidates` looks for one between title and text.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
        document_publishers: at least `document_key`, `time_zone` (IANA name).
    Returns:
        `document_key`, `published_at` (UTC; the start of the local day where the precision is `day`),
        `published_at_source`, `published_at_precision`, `published_date` (local day), `updated_at`. Documents
        without any date have no row. A local time that the switch to summer time skipped gives nothing, one
        that the switch back repeats is taken as the earlier.
    """
    zones = document_publishers.select("document_key", "time_zone")
    candidates = (
        date_candidates(lines)
        .join(title_places(lines), on="document_key", how="left")
        .join(zones, on="document_key", how="inner")
    )
    return candidates.map_batches(_choose, schema=SCHEMA)


def _choose(candidates: pl.DataFrame) -> pl.DataFrame:
    dated = _with_instant(candidates.filter(pl.col("local_date").is_not_null()))
    published = (
        dated.filter(pl.col("label_code") != "updated")
        .sort("document_key", "is_fallback", _preference(), "place", "piece_number")
        .group_by("document_key", maintain_order=True)
        .first()
    )
    changed = _changed(candidates, dated, published)
    source = pl.when(pl.col("label_code") != "none").then(pl.lit("labelled")).otherwise("line_code")
    precision = pl.when(pl.col("local_minute").is_null()).then(pl.lit("day")).otherwise(pl.lit("minute"))
    return (
        published.select(
            "document_key",
            published_at="instant",
            published_at_source=source,
            published_at_precision=precision,
            published_date="local_day",
        )
        .join(changed, on="document_key", how="full", coalesce=True)
        .with_columns(
            pl.col("published_at_source").fill_null("none"),
            # A change before publication is a misread label; none is better than a wrong one.
            updated_at=pl.when((pl.col("updated_at") < pl.col("published_at")).fill_null(False))
            .then(None)
            .otherwise("updated_at"),
        )
        .select(SCHEMA.names())
        .cast(SCHEMA)
    )


def _preference() -> pl.Expr:
    is_near = ((pl.col("place") - pl.col("title_place")).abs() <= NEAR_LINES).fill_null(True)
    return (
        pl.when(pl.col("label_code") == "published")
        .then(0)
        .when((pl.col("label_code") == "none") & (pl.col("line_code") != "byline") & is_near)
        .then(1)
        .when(pl.col("line_code") == "byline")
        .then(2)
        .when(pl.col("label_code") == "state")
        .then(3)
        .otherwise(4)
    )


def _changed(candidates: pl.DataFrame, dated: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """One row per document that says when it was last changed.

    "Zuletzt aktualisiert: 21:30 Uhr" means the day of publication. "Stand" is the last change where
    something else is the publication.
    """
    day = published.select("document_key", local_date="local_day", chosen_place="place")
    same_day = candidates.filter(pl.col("local_date").is_null(), pl.col("label_code") == "updated")
    times = _with_instant(same_day.drop("local_date").join(day, on="document_key").drop("chosen_place"))
    states = dated.filter(pl.col("label_code") == "state").join(day, on="document_key")
    states = states.filter(pl.col("place") != pl.col("chosen_place")).select(dated.columns)
    updates = dated.filter(pl.col("label_code") == "updated")
    return (
        pl.concat([updates, times.select(dated.columns), states])
        .sort("document_key", "is_fallback", pl.col("label_code") == "state", "place", "piece_number")
        .group_by("document_key", maintain_order=True)
        .agg(updated_at=pl.col("instant").first())
    )


def _with_instant(dated: pl.DataFrame) -> pl.DataFrame:
    """Add `instant` (UTC) and `local_day`; rows whose local time does not exist are dropped."""
    parts = dated.partition_by("time_zone", as_dict=True)
    read = [_in_zone(part, str(zone[0])) for zone, part in parts.items()]
    return pl.concat([_in_zone(dated.clear(), "UTC"), *read])


def _in_zone(dated: pl.DataFrame, time_zone: str) -> pl.DataFrame:
    minute = pl.col("local_minute").fill_null(0)
    wall = pl.col("local_date").cast(pl.Datetime("us")) + pl.duration(minutes=minute)
    by_offset = (wall - pl.duration(minutes="offset_minutes")).dt.replace_time_zone("UTC")
    by_zone = wall.dt.replace_time_zone(time_zone, ambiguous="earliest", non_existent="null")
    return (
        dated.with_columns(instant=pl.coalesce(by_offset, by_zone.dt.convert_time_zone("UTC")))
        .with_columns(local_day=pl.col("instant").dt.convert_time_zone(time_zone).dt.date())
        .filter(pl.col("instant").is_not_null())
    )

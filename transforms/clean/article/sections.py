"""Sections: the breadcrumbs that say where on its site an article stands."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.metadata import metadata_lines
from transforms.clean.lines import readable_text

HOME = ("startseite", "start", "home", "homepage", "hauptseite", "zur startseite", "übersicht")
"""Names of the root of a breadcrumb, in lower case."""

PREFIX = r"^(?i:sie (?:sind|befinden sich) hier|du bist hier|pfad|navigation)\s*:?\s*"
LABELLED = r"^(?i:rubrik(?:en)?|ressorts?|kategorien?|bereich)\s*:\s*(.+)$"
ARROW = r"\s*[>›»→❯]\s*"
ARROWS = ">›»→❯"
BAR = r"\s+[|/]\s+"
OUTLET_SUFFIX = r"(?i)[ -](?:news|nachrichten|online|aktuell)$"
CLOCK_OR_DATE = r"\d{1,2}\.\s?\d{1,2}\.|\d:\d{2}"
NOT_A_SECTION = rf"#|:$|{CLOCK_OR_DATE}|^(?i:themen|thema|tags|topics|schlagwörter|stand)\s*:"

MAXIMUM_SECTION_LENGTH = 40
"""Code points; the longest names of sections ("Wissenschaft und Technik") stay far below."""


def find_sections(
    lines: pl.LazyFrame, document_publishers: pl.LazyFrame, publishers: pl.DataFrame
) -> pl.LazyFrame:
    """The sections of each document, outermost first.

    Three shapes count, all on metadata lines only: one line with arrows ("Startseite > Chronik >
    Verkehr"), or with bars where it begins at the root; a bullet list from its root on, the root being
    the start page or the outlet; and a labelled line ("Ressort: Sport"). The first shape found on the
    page counts. Root, outlet and the article's own title are no sections.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
        document_publishers: at least `document_key`, `publisher_key`, `publisher_name`.
        publishers: the frame of `load_publishers`, for other names of declared outlets.
    Returns:
        `document_key`, `section_names` (List[String], distinct); no row where the page shows none.
    """
    titles = (
        lines.filter(pl.col("role_code") == "title")
        .group_by("document_key")
        .agg(title=readable_text().first().str.to_lowercase())
    )
    named = metadata_lines(lines).join(
        _outlet_names(document_publishers, publishers), on="document_key", how="left", maintain_order="left"
    )
    breadcrumbs = _with_crumbs(named).filter(pl.col("crumbs").is_not_null())
    folded = pl.col("crumbs").str.to_lowercase()
    return (
        breadcrumbs.filter(pl.col("start_place") == pl.col("start_place").min().over("document_key"))
        .explode("crumbs")
        .join(titles, on="document_key", how="left", maintain_order="left")
        .filter(
            folded.str.len_chars().is_between(1, MAXIMUM_SECTION_LENGTH),
            ~_is_root(folded),
            ~_opens_title(folded, pl.col("title")),
        )
        .group_by("document_key", maintain_order=True)
        .agg(section_names=pl.col("crumbs").unique(maintain_order=True))
    )


def _outlet_names(document_publishers: pl.LazyFrame, publishers: pl.DataFrame) -> pl.LazyFrame:
    """All names of each document's outlet, in lower case."""
    declared = publishers.lazy().select("publisher_key", outlet_names=pl.concat_list("names", "domains"))
    names = pl.coalesce("outlet_names", pl.concat_list("publisher_name"))
    return (
        document_publishers.select("document_key", "publisher_key", "publisher_name")
        .join(declared, on="publisher_key", how="left")
        .select("document_key", outlet_names=names.list.eval(pl.element().str.to_lowercase()))
    )


def _is_root(folded: pl.Expr) -> pl.Expr:
    """Whether a name is that of the start page or of the outlet."""
    outlets = pl.col("outlet_names")
    is_outlet = outlets.list.contains(folded) | outlets.list.contains(folded.str.replace(OUTLET_SUFFIX, ""))
    return folded.is_in(list(HOME)) | is_outlet.fill_null(False)


def _opens_title(folded: pl.Expr, title: pl.Expr) -> pl.Expr:
    """Whether the last crumb is the article itself, possibly cut off ("Kreuzung bleibt ge…")."""
    crumb = folded.str.strip_chars_end(".…").str.strip_chars_end()
    return (crumb.str.contains(" ", literal=True) & title.str.starts_with(crumb)).fill_null(False)


def _with_crumbs(named: pl.LazyFrame) -> pl.LazyFrame:
    """Add `crumbs` (List[String], null on lines of no breadcrumb) and `start_place` of the breadcrumb."""
    place = pl.col("place")
    in_list = ["document_key", "run_number", "root_place"]
    is_item = pl.col("root_place").is_not_null() & ~pl.col("is_closed") & (pl.col("item_count") > 1)
    return (
        named.with_columns(one_line=_one_line(), is_root=_is_root(pl.col("text").str.to_lowercase()))
        .with_columns(
            root_place=pl.when(pl.col("is_root") & pl.col("has_bullet"))
            .then(place)
            .forward_fill()
            .over("document_key", "run_number")
        )
        .with_columns(
            is_closed=(pl.col("text").str.contains(NOT_A_SECTION) | ~pl.col("has_bullet"))
            .cum_max()
            .over(in_list)
        )
        .with_columns(item_count=(~pl.col("is_closed")).sum().over(in_list))
        .with_columns(
            crumbs=pl.when(is_item).then(pl.concat_list("text")).otherwise("one_line"),
            start_place=pl.when(is_item).then("root_place").otherwise(place),
        )
    )


def _one_line() -> pl.Expr:
    """The parts of a line that is a breadcrumb by itself, else null."""
    text = pl.col("text").str.replace(PREFIX, "")
    by_arrow = text.str.strip_chars(" " + ARROWS).str.replace_all(ARROW, "\n").str.split("\n")
    by_bar = text.str.replace_all(BAR, "\n").str.split("\n")
    labelled = text.str.extract(LABELLED, 1).str.replace_all(r"\s*[,;|/>›»]\s*", "\n").str.split("\n")
    from_root = _is_root(by_bar.list.first().str.to_lowercase())
    return (
        pl.when(text.str.contains(CLOCK_OR_DATE) | text.str.contains("://", literal=True))
        .then(None)
        .when(labelled.is_not_null())
        .then(labelled)
        .when(by_arrow.list.len() > 1)
        .then(by_arrow)
        .when((by_bar.list.len() > 1) & from_root)
        .then(by_bar)
    )

"""From names as pages write them to the publishers that are declared."""

from __future__ import annotations

import re

import polars as pl

from transforms.clean.publisher.naming_forms import AFFIX, IMPRINT

MAXIMUM_NAME_LENGTH = 60
MAXIMUM_NAME_WORDS = 6
"""Bounds of a name that an undeclared outlet may bring in; longer ones are sentences."""

TRADE_WORD = (
    r"(?i)(?:[\s-]+(?:(?:zeitungs|medien|presse)?verlag\p{L}*|medien\p{L}*|media|digital|interactive|online"
    r"|redaktion|news|nachrichten|newsletter|e-?paper|aktuell|gruppe|group|holding|portal))+$"
)
GENERAL_WORDS = (
    r"^(?i:aktuelle?s?|weitere?|alle|mehr|top|neue?s?t?e?s?|letzte|beliebte|unsere|ihre|breaking|wirtschafts?|kurz"
    r"|finanz(?:en)?|börsen?|sport|promi|kultur|politik|tech(?:nik)?|regional|lokal|gute|fake|good|live|eil"
    r"|impressum|datenschutz)(?:[ -]|$)"
)
"""A name that begins so is no name but a rubric ("Weitere News", "Sport Nachrichten")."""

AGENCIES = (
    *("dpa", "afp", "apa", "ap", "reuters", "epd", "kna", "sda", "sid", "dts", "ddp", "keystone"),
    *("imago", "getty images", "getty", "picture alliance", "shutterstock", "adobe stock", "istock"),
    *("istockphoto", "pixabay", "unsplash", "pexels", "wikipedia", "wikimedia commons", "openstreetmap"),
    *("google", "meta", "facebook", "twitter", "youtube"),
)
"""Holders of rights in pictures, maps and wires: their copyright lines say nothing about the outlet."""


def resolve_claims(claims: pl.LazyFrame, publishers: pl.DataFrame) -> pl.LazyFrame:
    """Join claimed names to the declared ones.

    A name is tried as it stands, then without words of the trade ("Name Online"); in a copyright or
    imprint it is enough that a declared name begins it ("Name Verlags- und Vertriebs GmbH"). Ambiguous
    names need copyright or imprint and must stand whole.

    Args:
        claims: `document_key`, `line_number`, `form_rank`, `name`, `can_introduce`.
        publishers: the frame of `load_publishers`.
    Returns:
        The claims with `publisher_key`, null where the name is not declared; `can_introduce` is false where
        the name is none an outlet would bear.
    """
    declared = _declared(publishers).lazy()
    name, whole = pl.col("name"), pl.col("name").str.to_lowercase()
    # Null elsewhere, so that the long pattern is tried on these few names only.
    imprint_name = pl.when(pl.col("form_rank") == IMPRINT).then(name)
    begun = imprint_name.str.extract(_beginning(publishers), 1).str.to_lowercase()
    ranked = (
        claims.with_columns(
            whole=whole, stem=whole.str.replace(TRADE_WORD, ""), begun=begun.str.to_lowercase()
        )
        .join(declared, left_on="whole", right_on="label", how="left")
        .join(declared, left_on="stem", right_on="label", how="left", suffix="_of_stem")
        .join(declared, left_on="begun", right_on="label", how="left", suffix="_of_beginning")
    )
    is_ambiguous = pl.coalesce("is_ambiguous", "is_ambiguous_of_stem").fill_null(False)
    return ranked.filter(~is_ambiguous | (pl.col("form_rank") == IMPRINT)).select(
        "document_key",
        "line_number",
        "form_rank",
        "name",
        can_introduce=pl.col("can_introduce") & _is_plausible_name(),
        publisher_key=pl.coalesce("publisher_key", "publisher_key_of_stem", "publisher_key_of_beginning"),
    )


def _declared(publishers: pl.DataFrame) -> pl.DataFrame:
    """One row per name, alias and domain, in lower case."""
    return (
        publishers.select("publisher_key", "ambiguous_names", label=pl.concat_list("names", "domains"))
        .explode("label")
        .select(
            "publisher_key",
            is_ambiguous=pl.col("ambiguous_names").list.contains(pl.col("label")),
            label=pl.col("label").str.to_lowercase(),
        )
        .unique("label", keep="first", maintain_order=True)
    )


def _beginning(publishers: pl.DataFrame) -> str:
    """A pattern for an unambiguous declared name at the beginning of a longer one.

    What follows must not be a small letter: "Talblick" does not begin "Talblicke", but it does begin
    "TalblickDatenschutz", which is how link lists are glued together when a page is reduced to text.
    """
    names = publishers.select(
        pl.col("names").list.set_difference("ambiguous_names").list.explode(empty_as_null=False)
    )
    longest_first = sorted(names.to_series().to_list(), key=lambda name: (-len(name), name))
    return rf"^((?i:{'|'.join(map(re.escape, longest_first))}))(?:[^\p{{Ll}}]|$)"


def _is_plausible_name() -> pl.Expr:
    name, folded = pl.col("name"), pl.col("name").str.to_lowercase()
    return (
        name.str.len_chars().is_between(3, MAXIMUM_NAME_LENGTH)
        & (name.str.count_matches(" ", literal=True) < MAXIMUM_NAME_WORDS)
        & name.str.contains(r"^[\p{Lu}\d].*\p{L}")
        & ~name.str.contains(GENERAL_WORDS)
        & ~folded.is_in(list(AGENCIES))
        & ~folded.str.extract(r"^([\p{L}\d]+)", 1).is_in(list(AGENCIES)).fill_null(False)
    )


def banner_claims(furniture: pl.LazyFrame, publishers: pl.DataFrame) -> pl.LazyFrame:
    """Claims by listed banner lines, whole or by their beginning.

    Args:
        furniture: `document_key`, `line_number`, `text`.
        publishers: the frame of `load_publishers`.
    Returns:
        The columns of `resolve_claims`.
    """
    listed = publishers.select("publisher_key", "banner_lines", "banner_prefixes")
    whole = listed.lazy().select("publisher_key", folded="banner_lines").explode("folded").drop_nulls()
    prefixes = listed.select("publisher_key", prefix="banner_prefixes").explode("prefix").drop_nulls()
    folded = furniture.with_columns(folded=pl.col("text").str.to_lowercase())
    exact = folded.join(whole.with_columns(pl.col("folded").str.to_lowercase()), on="folded", how="inner")
    frames = [exact]
    if not prefixes.is_empty():
        lower = prefixes["prefix"].str.to_lowercase()
        begun = folded.filter(pl.col("folded").str.contains_any(lower.to_list()))
        pairs = begun.join(
            prefixes.lazy().with_columns(prefix=pl.col("prefix").str.to_lowercase()), how="cross"
        )
        frames.append(pairs.filter(pl.col("folded").str.starts_with(pl.col("prefix"))).drop("prefix"))
    return pl.concat([frame.select(*exact.collect_schema().names()) for frame in frames]).select(
        "document_key",
        "line_number",
        form_rank=pl.lit(AFFIX).cast(pl.Int8),
        name=pl.col("text"),
        can_introduce=pl.lit(False),
        publisher_key="publisher_key",
    )

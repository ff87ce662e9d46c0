"""Which publisher a page belongs to, told from the page alone."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.address import find_addresses, host_of
from transforms.clean.publisher.naming_forms import AFFIX, BARE, IMPRINT
from transforms.clean.publisher.self_naming import self_naming_claims
from warehouse.tables.base import UNKNOWN_KEY
from warehouse.tables.keys import stable_key_expr

UNKNOWN_NAME = "unbekannt"
DEFAULT_TIME_ZONE = "Europe/Berlin"
"""Zone of outlets that are not declared: most German-language pages give its time, and Vienna, Zürich and
Luxemburg keep the same."""

EVIDENCE = {
    "url": "the host of the document's address is a declared domain",
    "address": "the host of an address line on the page is a declared domain",
    "banner": "copyright, breadcrumb, masthead or a listed banner line names a declared outlet",
    "self_named": "copyright, imprint or breadcrumb lines agree on a name that is not declared",
    "host": "the page's address tells the host, and nothing tells more",
    "bare_name": "a line below the title is nothing but the name of a declared outlet",
    "none": "nothing on the page says it",
}
"""What decided, strongest first."""

SELF_NAMED_FORMS = (IMPRINT, AFFIX)
"""Forms of self-naming that may bring in an outlet nobody declared."""


def detect_publisher(documents: pl.LazyFrame, lines: pl.LazyFrame, publishers: pl.DataFrame) -> pl.LazyFrame:
    """The publisher of each document, from nothing but that document.

    Args:
        documents: at least `document_key`, `url`.
        lines: rows of `Line`, lines of one document together and in page order.
        publishers: the frame of `load_publishers`.
    Returns:
        One row per document: `document_key`, the columns of `DimPublisher`, and `publisher_evidence_code` (of
        `EVIDENCE`). Where nothing tells the publisher, it is the unknown member (key 0).
    """
    candidates = pl.concat(
        [
            _by_host(_addresses(documents, lines), publishers),
            _by_name(self_naming_claims(lines, publishers)),
        ]
    )
    best = (
        candidates.sort("document_key", "strength", "order", "name")
        .group_by("document_key", maintain_order=True)
        .first()
        .join(publishers.lazy(), on="publisher_key", how="left")
    )
    name = pl.coalesce("publisher_name", "name")
    key = pl.coalesce("publisher_key", stable_key_expr(name))
    code = pl.col("strength").replace_strict(dict(enumerate(EVIDENCE)), return_dtype=pl.String)
    return (
        documents.select("document_key")
        .join(best, on="document_key", how="left", maintain_order="left")
        .select(
            "document_key",
            publisher_key=key.fill_null(UNKNOWN_KEY),
            publisher_name=name.fill_null(UNKNOWN_NAME),
            domain=pl.coalesce("domain", "host"),
            time_zone=pl.col("time_zone").fill_null(DEFAULT_TIME_ZONE),
            is_declared=pl.col("is_declared").fill_null(False),
            publisher_evidence_code=code.fill_null("none"),
        )
    )


def _strength(evidence_code: str) -> pl.Expr:
    return pl.lit(list(EVIDENCE).index(evidence_code), dtype=pl.Int64)


def _addresses(documents: pl.LazyFrame, lines: pl.LazyFrame) -> pl.LazyFrame:
    """The hosts of a document: that of its known address, and that of the address it shows."""
    known = documents.select("document_key", "url", strength=_strength("url"))
    shown = find_addresses(lines).with_columns(strength=_strength("address"))
    return (
        pl.concat([known, shown])
        .select("document_key", "strength", host=host_of(pl.col("url")))
        .filter(pl.col("host").is_not_null())
    )


def _by_host(addresses: pl.LazyFrame, publishers: pl.DataFrame) -> pl.LazyFrame:
    """Publishers whose domain is the host of an address or a parent of it; the host itself without one."""
    host = pl.col("host")
    parents = [host, *(host.str.replace(rf"^(?:[^.]+\.){{{cut}}}", "") for cut in range(1, 4))]
    domains = publishers.lazy().select("publisher_key", parent="domains").explode("parent")
    is_declared = pl.col("publisher_key").is_not_null()
    return (
        addresses.with_columns(parent=pl.concat_list(parents).list.unique())
        .explode("parent")
        .join(domains, on="parent", how="left")
        .select(
            "document_key",
            "publisher_key",
            "host",
            # news.beispiel.de and beispiel.de may be two outlets: the longer domain is the closer one.
            strength=pl.when(is_declared).then("strength").otherwise(_strength("host")),
            order=pl.when(is_declared)
            .then(-pl.col("parent").str.len_chars().cast(pl.Int64))
            .otherwise("strength"),
            name="host",
        )
    )


def _by_name(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Publishers that the page names: by the strongest form, then most often, then first.

    A bare name counts only where no second outlet is named that way (lists of partners and sources
    look the same), an undeclared name only where all that the page calls itself agree.
    """
    is_declared = pl.col("publisher_key").is_not_null()
    introduces = pl.col("can_introduce") & pl.col("form_rank").is_in(list(SELF_NAMED_FORMS))
    strength = (
        pl.when(~is_declared)
        .then(_strength("self_named"))
        .when(pl.col("form_rank") < BARE)
        .then(_strength("banner"))
        .otherwise(_strength("bare_name"))
    )
    identity = pl.coalesce(pl.col("publisher_key").cast(pl.String), pl.col("name").str.to_lowercase())
    rank, count, first_line = (
        pl.col("form_rank"),
        pl.col("line_number").n_unique(),
        pl.col("line_number").min(),
    )
    return (
        claims.filter(is_declared | introduces)
        .with_columns(strength=strength, identity=identity)
        .filter(
            (pl.col("strength") == _strength("banner"))
            | (pl.col("identity").n_unique().over("document_key", "strength") == 1)
        )
        .group_by("document_key", "strength", "identity", "form_rank")
        .agg(
            pl.col("publisher_key").first(),
            pl.col("name").sort_by("line_number").first(),
            order=_lexicographic(rank.first(), count, first_line),
        )
        .select(
            "document_key",
            "publisher_key",
            pl.lit(None, dtype=pl.String).alias("host"),
            "strength",
            "order",
            "name",
        )
    )


def _lexicographic(form_rank: pl.Expr, line_count: pl.Expr, first_line: pl.Expr) -> pl.Expr:
    """Lower is better: the form first, then many lines, then an early line."""
    count = line_count.cast(pl.Int64).clip(upper_bound=999)
    return (form_rank.cast(pl.Int64) * 1000 + 999 - count) * 2**31 + first_line.cast(pl.Int64)

"""Lines by which a page names its own outlet: copyright, imprint, breadcrumb root, masthead."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.metadata import BULLET
from transforms.clean.lines import readable_text
from transforms.clean.publisher.declared_names import banner_claims, resolve_claims
from transforms.clean.publisher.naming_forms import AFFIX, BANNER, BARE, IMPRINT

MAXIMUM_CLAIM_LENGTH = 160
"""Code points. Furniture is short; longer lines are prose, which names others as readily as itself."""

MAXIMUM_NAME_LENGTH = 60
"""Code points of a line that is nothing but a name."""

YEARS = r"(?:19|20)\d{2}(?:\s*[-–]\s*(?:(?:19|20)\d{2}|\d{2}))?"
REMAINDER = r"\s*(?:[|,;:(].*|\.\s.*|\.|\s[–-]\s.*|\s(?i:alle rechte|all rights).*)?$"
COPYRIGHT_SIGN = r"^(?:(?i:copyright|©|\(c\)|&copy;)\s*)+"
COPYRIGHT = (
    rf"{COPYRIGHT_SIGN}(?:(?i:by)\s+)?(?<years>{YEARS})?[\s,:|–-]*(?i:by\s+)?"
    rf"(?<name>[\p{{L}}\d„\"][^|©,;:()]*?)(?:\s+(?<years_after>{YEARS}))?{REMAINDER}"
)
IMPRINT_LABEL = (
    r"^(?i:impressum|herausgeber(?:in)?|verlag|medieninhaber(?:in)?)\s*[:–-]\s*"
    rf"(?<name>\p{{Lu}}[^|©,;:()]*?){REMAINDER}"
)
LEGAL_FORM = (
    r"(?i)(?:[\s,-]+(?:g?gmbh|mbh|ag|kg|kgaa|se|ug|ohg|eg|e\.\s?v\.?|e\.\s?u\.?|ges\.\s?m\.\s?b\.\s?h\.?"
    r"|ltd\.?|inc\.?|&|co\.?|und co\.?))+$"
)
CREDIT = (
    r"^\W*(?i:fotos?|bild(?:er)?|grafik|illustration|symbolbild|quellen?|video|archiv|text|von)(?:\s*:|\s)"
)
"""Lines that name where a picture or text came from name somebody else as a rule."""

AFFIX_ROOT = r"^(?<name>\p{Lu}[\p{L}\d .&'’-]*?)[ -](?:News|Nachrichten)$"
BAR = r"\s+[|·•–-]\s+|\s*[>›»|]\s*"
HOME = ("startseite", "start", "home", "homepage", "hauptseite")


def self_naming_claims(lines: pl.LazyFrame, publishers: pl.DataFrame) -> pl.LazyFrame:
    """Every way in which a page's furniture names an outlet.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
        publishers: the frame of `load_publishers`.
    Returns:
        `document_key`, `line_number`, `form_rank` (IMPRINT … BARE), `name` (as written, without legal form),
        `can_introduce` (strong enough to name an outlet nobody declared) and `publisher_key` (null
        where the name is not declared).
    """
    furniture = _furniture(lines).cache()  # read for each form of self-naming
    declared = furniture.filter(_names_one_of(publishers), ~pl.col("text").str.contains(CREDIT))
    claims = pl.concat([_copyright(furniture), _affixed(furniture), _segments(declared), _bare(declared)])
    return pl.concat([resolve_claims(claims, publishers), banner_claims(furniture, publishers)])


def _names_one_of(publishers: pl.DataFrame) -> pl.Expr:
    """Whether a line holds a declared name at all: the cheap test that spares most lines the others."""
    labels = publishers.select(pl.concat_list("names", "domains").list.explode(empty_as_null=False))
    if labels.is_empty():
        return pl.lit(False)
    return pl.col("text").str.to_lowercase().str.contains_any(labels.to_series().str.to_lowercase().to_list())


def _furniture(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Short boilerplate and metadata lines, and the heads of copyright notices, with what stands around."""
    document, role, text = pl.col("document_key"), pl.col("role_code"), pl.col("text")
    is_short = text.str.len_chars() <= MAXIMUM_CLAIM_LENGTH
    same = (document == document.shift(1)).fill_null(False)
    after_metadata = same & (role.shift(1) == "metadata").fill_null(False)
    title_seen = (role == "title").cum_max().over("document_key")
    return (
        lines.select(
            "document_key",
            "line_number",
            "role_code",
            text=readable_text(),
            opens_run=~after_metadata,
            is_header=~title_seen,
        )
        .filter(role.is_in(["boilerplate", "metadata"]))
        .with_columns(is_claim=is_short | text.str.contains(COPYRIGHT_SIGN))
        .filter("is_claim")
        .with_columns(
            has_bullet=text.str.contains(BULLET),
            text=text.str.head(MAXIMUM_CLAIM_LENGTH).str.replace(BULLET, "").str.strip_chars(),
        )
        .filter(~text.str.starts_with("#"))
    )


def _claim(name: pl.Expr, form_rank: pl.Expr | int, can_introduce: pl.Expr | bool) -> list[pl.Expr]:
    rank = form_rank if isinstance(form_rank, pl.Expr) else pl.lit(form_rank)
    introduces = can_introduce if isinstance(can_introduce, pl.Expr) else pl.lit(can_introduce)
    return [
        pl.col("document_key"),
        pl.col("line_number"),
        rank.cast(pl.Int8).alias("form_rank"),
        name.str.replace(LEGAL_FORM, "").str.strip_chars(' .,"„“').str.strip_prefix("www.").alias("name"),
        introduces.alias("can_introduce"),
    ]


def _copyright(furniture: pl.LazyFrame) -> pl.LazyFrame:
    """Claims like "© 2026 Name" and "Impressum: Name GmbH", which footers join to links with bars.

    They introduce an undeclared outlet only with a year (picture credits rarely have one) or with a
    legal form (a book review names a "Verlag", too).
    """
    signs = ["©", "(c)", "copyright", "&copy;", "@ ", "impressum", "herausgeber", "verlag", "medieninhaber"]
    part = pl.col("part")
    right = part.str.extract_groups(COPYRIGHT)
    has_year = pl.coalesce(right.struct.field("years"), right.struct.field("years_after")).is_not_null()
    imprint = part.str.extract(IMPRINT_LABEL, 1)
    name = pl.coalesce(right.struct.field("name"), imprint)
    return (
        furniture.filter(pl.col("text").str.contains_any(signs, ascii_case_insensitive=True))
        .with_columns(part=pl.col("text").str.replace_all(r"\s+[|·•]\s+", "\n").str.split("\n"))
        .explode("part")
        .with_columns(part.str.replace(r"^@\s*((?:19|20)\d\d)", "© $1"))  # a common slip
        .filter(name.is_not_null())
        .select(_claim(name, IMPRINT, has_year | imprint.str.contains(LEGAL_FORM).fill_null(False)))
    )


def _affixed(furniture: pl.LazyFrame) -> pl.LazyFrame:
    """Claims like "Name News", which introduce an undeclared outlet at the head of a breadcrumb list."""
    name = pl.col("text").str.extract(AFFIX_ROOT, 1)
    is_root = pl.col("has_bullet") & (pl.col("role_code") == "metadata")
    return (
        furniture.filter(pl.col("text").str.contains_any([" News", "-News", " Nachrichten"]))
        .filter(name.is_not_null())
        .select(_claim(name, AFFIX, is_root))
    )


def _segments(furniture: pl.LazyFrame) -> pl.LazyFrame:
    """Claims like "Home | Name", "Name > Stadt" and "Headline | Name".

    On metadata lines the last part is a section or a topic, so only the root counts there.
    """
    parts = pl.col("parts")
    first = parts.list.first()
    after_home = pl.when(first.str.to_lowercase().is_in(list(HOME))).then(parts.list.get(1, null_on_oob=True))
    last = pl.when(pl.col("role_code") == "boilerplate").then(parts.list.last())
    return (
        furniture.with_columns(parts=pl.col("text").str.replace_all(BAR, "\n").str.split("\n"))
        .filter(parts.list.len() > 1)
        .with_columns(part=pl.concat_list(first, after_home, last).list.unique())
        .explode("part")
        .filter(pl.col("part").is_not_null())
        .select(_claim(pl.col("part"), AFFIX, False))
    )


def _bare(furniture: pl.LazyFrame) -> pl.LazyFrame:
    """The name alone: a masthead above the title, the root of a bullet breadcrumb, a footer line.

    On metadata lines only the head of a run counts: further down stand topics and sections, which may well be
    the name of another outlet.
    """
    is_root = (pl.col("role_code") == "metadata") & pl.col("opens_run") & pl.col("has_bullet")
    rank = pl.when(is_root | pl.col("is_header")).then(BANNER).otherwise(BARE)
    return furniture.filter(
        (pl.col("role_code") == "boilerplate") | is_root,
        pl.col("text").str.len_chars() <= MAXIMUM_NAME_LENGTH,
    ).select(_claim(pl.col("text"), rank, False))

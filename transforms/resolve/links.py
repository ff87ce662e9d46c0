"""Names that mean the entity of another name: what can only be told from all names together.

Each rule takes the names as they stand and says which entities (`entity_natural_key`) are another one
(`target`). None compares all with all: they meet in joins on a key. None looks at the order of rows.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from transforms.gazetteer.person_names import person_names
from transforms.resolve.spelling import spelling_key
from warehouse.tables.keys import SEPARATOR

CLEAR_SHARE = 0.9
"""Share of the articles, among all persons of one surname, that one of them must have for the surname alone
to mean that person; likewise the share of the mentions for the kind of a name.

Tried on 700 articles of Wikinews (quotations, train), on surnames whose full name stands in the same article
but was hidden from the rule: 47 of 48 right, with `CLEAR_COUNT` 1 only 75 of 90; shares from .7 to 1 give the
same.
"""
CLEAR_COUNT = 2
"""Articles that must hold a full name before its surname alone may mean it."""
BARE_FACTOR = 5
"""A surname alone in more than so many times the articles of the full name is somebody else's too."""
GENITIVE_FACTOR = 2
"""A nominative must be so many times as frequent as what looks like its genitive."""
ORDER_FACTOR = 10
"""A name must be so many times as frequent as the same words the other way round, unless a Korean or Chinese
surname tells the order: "Martin Walter" and "Walter Martin" are two men."""
SHORTEST_INITIALS = 3
"""Fewer initials are shared by too many organisations."""

Rule = Callable[[pl.DataFrame], pl.DataFrame]

_PARTICLES = "|".join(sorted(person_names()["particles"]))
_SURNAMES_FIRST = "|".join(sorted(person_names()["surname_first"]))
_ENDS_IN_S = sorted(person_names()["ends_in_s"])
_NAME = pl.col("name")
_IS_PERSON = pl.col("entity_kind") == "person"


def link_names(names: pl.DataFrame) -> pl.DataFrame:
    """Apply all rules, one after the other.

    Args:
        names: `name`, `entity_kind`, `natural_key`, `spelling`, `known_name`, `article_count` and
            `mention_count`.

    Returns:
        The same rows with `entity_natural_key`, the key of the entity meant, and `link_code`, the last rule
        that led there (null where the name means itself). An entity moves with all its names.
    """
    linked = names.with_columns(entity_natural_key="natural_key", link_code=pl.lit(None, dtype=pl.String()))
    for code, rule in RULES.items():
        moved = rule(linked).filter(pl.col("target") != pl.col("entity_natural_key"))
        links = moved.group_by("entity_natural_key").agg(target=pl.col("target").min())
        linked = (
            linked.join(links, on="entity_natural_key", how="left", maintain_order="left")
            .with_columns(
                entity_natural_key=pl.coalesce("target", "entity_natural_key"),
                link_code=pl.when(pl.col("target").is_not_null()).then(pl.lit(code)).otherwise("link_code"),
            )
            .drop("target")
        )
    return linked


def _entities(names: pl.DataFrame) -> pl.DataFrame:
    """What there is to point to: one row per entity key with its counts, of names that mean themselves."""
    return names.group_by(target="entity_natural_key").agg(
        articles=pl.col("article_count").sum(), mentions=pl.col("mention_count").sum()
    )


def _unlinked(names: pl.DataFrame) -> pl.DataFrame:
    return names.filter(pl.col("link_code").is_null() & pl.col("known_name").is_null())


def _keyed(name: pl.Expr) -> pl.Expr:
    """The natural key that another name of the same kind would have."""
    return pl.concat_str("entity_kind", spelling_key(name, pl.col("entity_kind")), separator=SEPARATOR)


def _genitives(names: pl.DataFrame) -> pl.DataFrame:
    """Genitives: "Lawrows" beside a far more frequent "Lawrow"."""
    last_word = _NAME.str.extract(r"(\S+)$")
    return (
        _unlinked(names)
        .filter(_NAME.str.contains(r"\pL{3}s$") & ~_NAME.str.ends_with("ss") & ~last_word.is_in(_ENDS_IN_S))
        .with_columns(target=_keyed(_NAME.str.head(-1)))
        .join(_entities(names), on="target")
        .filter(pl.col("mentions") >= GENITIVE_FACTOR * pl.col("mention_count"))
    )


def _initials(names: pl.DataFrame) -> pl.DataFrame:
    """Middle initials: "Donald J. Trump" beside "Donald Trump", if no other initial is known for him."""
    short = _NAME.str.replace(r"^(\S{2,}) (?:\pL\. ?)+(\S{2,}.*)$", "${1} ${2}")
    found = (
        _unlinked(names)
        .filter(_IS_PERSON & (short != _NAME))
        .with_columns(target=_keyed(short))
        .join(_entities(names), on="target")
    )
    alone = found.group_by("target").agg(variants=pl.col("entity_natural_key").n_unique())
    return found.join(alone.filter(pl.col("variants") == 1), on="target")


def _orders(names: pl.DataFrame) -> pl.DataFrame:
    """Order of names: "Jinping Xi", and "Orbán Viktor" beside a far more frequent "Viktor Orbán"."""
    turned = _NAME.str.replace(r"^(\S+(?: \S+)?) (\S+)$", "${2} ${1}")
    begins_with_surname = rf"^(?:{_SURNAMES_FIRST}) "
    tells = turned.str.contains(begins_with_surname) & ~_NAME.str.contains(begins_with_surname)
    return (
        _unlinked(names)
        .filter(_IS_PERSON & (turned != _NAME))
        .with_columns(target=_keyed(turned), tells=tells)
        .join(_entities(names), on="target")
        .join(
            _entities(names).rename(
                {"target": "entity_natural_key", "mentions": "own", "articles": "own_articles"}
            ),
            on="entity_natural_key",
        )
        .filter(pl.col("tells") | (pl.col("mentions") >= ORDER_FACTOR * pl.col("own")))
    )


def _surnames(names: pl.DataFrame) -> pl.DataFrame:
    """Surnames: "Lawrow" where nearly all articles that name a Lawrow in full mean the same one."""
    persons = names.filter(_IS_PERSON)
    is_bare = ~_NAME.str.contains(" ") | _NAME.str.contains(rf"^(?:{_PARTICLES}) ")
    surname = (
        pl.when(_NAME.str.contains(rf"^(?:{_SURNAMES_FIRST}) "))
        .then(_NAME.str.extract(r"^(\S+)"))
        .otherwise(_NAME.str.extract(rf"^\S+ (?:.*? )??((?:(?:{_PARTICLES}) )*\S{{3,}})$"))
    )
    whole = (
        persons.filter(~is_bare)
        .with_columns(surname=spelling_key(surname, pl.lit("person")))
        .filter(pl.col("surname").is_not_null())
        .group_by("surname", target="entity_natural_key")
        .agg(articles=pl.col("article_count").sum())
    )
    clear = whole.filter(
        (pl.col("articles") >= CLEAR_SHARE * pl.col("articles").sum().over("surname"))
        & (pl.col("articles") >= CLEAR_COUNT)
    )
    bare = _unlinked(persons).filter(is_bare)
    total = pl.col("article_count").sum().over("entity_natural_key")
    return (
        bare.with_columns(bare_articles=total)
        .join(clear, left_on="spelling", right_on="surname")
        .filter(pl.col("bare_articles") <= BARE_FACTOR * pl.col("articles"))
    )


def _abbreviations(names: pl.DataFrame) -> pl.DataFrame:
    """Abbreviations: "NSR" where just one organisation's name has these initials."""
    organisations = _unlinked(names).filter(pl.col("entity_kind") == "organisation")
    short = organisations.filter(_NAME.str.contains(rf"^\p{{Lu}}{{{SHORTEST_INITIALS},}}$"))
    initials = _NAME.str.extract_all(r"(?:^|[ -])\p{Lu}").list.join("").str.replace_all("[ -]", "")
    long = (
        organisations.filter(_NAME.str.contains(" "))
        .with_columns(initials=initials)
        .group_by("initials")
        .agg(target=pl.col("entity_natural_key").min(), variants=pl.col("entity_natural_key").n_unique())
        .filter(pl.col("variants") == 1)
    )
    return short.join(long, left_on="name", right_on="initials")


def _kinds(names: pl.DataFrame) -> pl.DataFrame:
    """Wrong kinds: "Kursk" as a person once, as a place forty times."""
    folded = names.with_columns(folded=spelling_key(_NAME, pl.lit("misc")))
    kinds = folded.group_by("folded", "entity_kind").agg(
        mentions=pl.col("mention_count").sum(),
        target=pl.col("entity_natural_key")
        .sort_by(["mention_count", "entity_natural_key"], descending=[True, False])
        .first(),
    )
    clear = kinds.filter(pl.col("mentions") >= CLEAR_SHARE * pl.col("mentions").sum().over("folded"))
    return (
        _unlinked(folded)
        .join(clear.rename({"entity_kind": "clear_kind"}), on="folded")
        .filter(pl.col("clear_kind") != pl.col("entity_kind"))
    )


RULES: dict[str, Rule] = {
    "genitive": _genitives,
    "initial": _initials,
    "order": _orders,
    "surname": _surnames,
    "abbreviation": _abbreviations,
    "kind": _kinds,
}
"""Rule for each `method_code`, in the order in which they are applied."""

"""Tagged bodies → facts: who is named, who says what, how many, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import polars as pl
from spacy.language import Language

from transforms.annotate.dates import DateMention, find_dates
from transforms.annotate.names import find_mentions
from transforms.annotate.names.mention import Mention
from transforms.annotate.paragraphs import split_paragraphs
from transforms.annotate.quantities import Quantity, find_quantities
from transforms.annotate.quotes import Quote, cue_rows, find_quotes
from transforms.annotate.sentences import WORD, sentence_rows
from transforms.annotate.tag import BATCH_SIZE, tag_paragraphs
from transforms.annotate.tagged import TaggedText, assemble
from warehouse.tables.base import UNKNOWN_KEY, Table, polars_schema, qualified_name
from warehouse.tables.date_mention import DateMention as DateMentionTable
from warehouse.tables.keys import SEPARATOR, stable_key_expr
from warehouse.tables.mention import Mention as MentionTable
from warehouse.tables.quantity import Quantity as QuantityTable
from warehouse.tables.quote import Quote as QuoteTable

T = TypeVar("T")

KIND_OF_LABEL = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "misc"}

_FAULT = {"article_key": pl.Int64(), "table_code": pl.String(), "detail": pl.String()}
_PLACE = ("article_key", "start", "length", "surface", "sentence_number")
_ALIAS = ("kind_code", "reference_code", "name")
"""What an alias is known by; see `EntityAlias.alias_key`."""
_SPEAKER_ALIAS = tuple(f"speaker_alias_{name}" for name in _ALIAS)


@dataclass(frozen=True)
class Facts:
    """What was found in a set of bodies, as rows of the tables of the same names.

    What only the warehouse as a whole can tell is left open: `entity_key` and `speaker_key` are those of the
    unknown member, and there is no `run_key`. `faults` holds `article_key`, `table_code` and `detail` of the
    facts that are missing because a rule failed on a body that nobody foresaw.
    """

    sentences: pl.DataFrame
    mentions: pl.DataFrame
    quotes: pl.DataFrame
    quantities: pl.DataFrame
    date_mentions: pl.DataFrame
    faults: pl.DataFrame


def annotate(articles: pl.DataFrame, nlp: Language, batch_size: int = BATCH_SIZE) -> Facts:
    """Tag bodies and find their facts.

    Args:
        articles: `article_key` (unique), `body`, and `published_on`: see `find_facts`.
        nlp: a pipeline that splits sentences; see `load_pipeline`.
        batch_size: paragraphs per batch.
    """
    paragraphs = (
        split_paragraphs(articles.lazy()).select("paragraph_key", "text").unique("paragraph_key").collect()
    )
    return find_facts(articles, tag_paragraphs(paragraphs, nlp, batch_size))


def find_facts(articles: pl.DataFrame, tags: pl.DataFrame) -> Facts:
    """Find the facts in tagged bodies.

    Args:
        articles: `article_key`, `body`, and `published_on`: the day from which relative dates count, null
            where it is unknown.
        tags: the tags of all paragraphs of the bodies, see `tag_paragraphs`.

    Returns:
        The facts, each with its place in its body.

    Raises:
        ValueError: a paragraph has no tags; its facts would be missing without a word.
    """
    paragraphs = split_paragraphs(articles.lazy()).collect()
    untagged = paragraphs.join(tags, on="paragraph_key", how="anti")
    if len(untagged):
        raise ValueError(
            f"{len(untagged)} paragraphs have no tags, the first of them in article {untagged[0, 0]}."
        )
    keys: list[int] = articles["article_key"].to_list()
    bodies = list(assemble(articles, paragraphs, tags))
    found = _Found()
    for key, body, published_on in zip(keys, bodies, articles["published_on"], strict=True):
        found.add(key, body, published_on)
    return found.frames(sentence_rows(keys, bodies))


class _Found:
    """Facts while they are found, body by body."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, str, str]] = []
        self.mentions: list[tuple[Any, ...]] = []
        self.quotes: list[tuple[Any, ...]] = []
        self.quantities: list[tuple[Any, ...]] = []
        self.date_mentions: list[tuple[Any, ...]] = []

    def add(self, key: int, body: TaggedText, published_on: date | None) -> None:
        """Find the facts of one body. A number that is part of a date counts nothing."""
        mentions = self._found(key, MentionTable, lambda: find_mentions(body))
        dates = self._found(key, DateMentionTable, lambda: find_dates(body, published_on))
        taken = [(found.start, found.end) for found in dates]
        quantities = self._found(key, QuantityTable, lambda: find_quantities(body, taken))
        quotes = self._found(key, QuoteTable, lambda: find_quotes(body, mentions))
        self.mentions += [_place(key, body, found) + _alias(found) + found[5:] for found in mentions]
        self.date_mentions += [_place(key, body, found) + _date(found) for found in dates]
        self.quantities += [_place(key, body, found) + _quantity(found) for found in quantities]
        self.quotes += [_place(key, body, found) + _quote(body, found, mentions) for found in quotes]

    def _found(self, key: int, table: type[Table], find: Callable[[], list[T]]) -> list[T]:
        """What a rule finds; where it fails, nothing, and the fault is written down.

        A page unlike any that the rules were tried on must not stop an archive of a million others.
        """
        try:
            return find()
        except Exception as error:
            self.faults.append((key, qualified_name(table), f"{type(error).__name__}: {error}"))
            return []

    def frames(self, sentences: pl.DataFrame) -> Facts:
        """All that was found, as frames."""
        return Facts(
            sentences=sentences,
            mentions=_mentions(self.mentions),
            quotes=_quotes(self.quotes),
            quantities=_frame(self.quantities, _QUANTITY, QuantityTable),
            date_mentions=_frame(self.date_mentions, _DATE, DateMentionTable),
            faults=pl.DataFrame(self.faults, schema=_FAULT, orient="row"),
        )


def _place(key: int, body: TaggedText, found: Mention | Quote | Quantity | DateMention) -> tuple[Any, ...]:
    start, end = found.start, found.end
    return key, start, end - start, body.text[start:end], body.sentence_at(start) + 1


def _alias(mention: Mention) -> tuple[str, str, str]:
    return KIND_OF_LABEL[mention.label], mention.reference, mention.name


_DATE = (
    *("type_code", "from_date", "to_date", "granularity_code", "anchor_code"),
    *("modifier_code", "timex_value"),
)


def _date(found: DateMention) -> tuple[Any, ...]:
    return (
        *(found.type, found.from_date, found.to_date, found.granularity, found.anchor),
        *(found.modifier, found.value or None),
    )


_QUANTITY = (
    *("low_value", "high_value", "magnitude_value", "modifier_code", "unit_code", "form_code"),
    *("counted_lemma", "is_hedged"),
)


def _quantity(found: Quantity) -> tuple[Any, ...]:
    return (
        *(found.low, found.high, found.magnitude, found.modifier, found.unit, found.form),
        *(found.counted, found.is_hedged),
    )


_QUOTE = (
    *("kind_code", "speaker_surface", "speaker_start", "speaker_length", "speaker_form_code"),
    *("cue_lemma", "cue_start", "cue_length", "confidence"),
)


def _quote(body: TaggedText, found: Quote, mentions: Sequence[Mention]) -> tuple[Any, ...]:
    speaker: tuple[Any, ...] = (None, None, None, None)
    if found.speaker:
        start, end = found.speaker
        speaker = (body.text[start:end], start, end - start, found.speaker_form)
    cue: tuple[Any, ...] = (None, None, None)
    if found.cue:
        cue = (found.cue_lemma, found.cue.start, found.cue.end - found.cue.start)
    alias: tuple[Any, ...] = (None, None, None)
    if found.speaker_mention is not None:
        alias = _alias(mentions[found.speaker_mention])
    return (found.kind, *speaker, *cue, found.confidence, *alias)


def _mentions(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    found = _typed(rows, (*_PLACE, *_ALIAS, "method_code", "confidence"), MentionTable)
    return _finished(
        found.with_columns(alias_key=_key(*_ALIAS), entity_key=pl.lit(UNKNOWN_KEY)),
        MentionTable,
    )


def _quotes(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    names = ("text" if name == "surface" else name for name in _PLACE)
    found = _typed(rows, (*names, *_QUOTE, *_SPEAKER_ALIAS), QuoteTable)
    cues = [row["cue_lemma"] for row in cue_rows()]
    return _finished(
        found.with_columns(
            speaker_key=pl.lit(UNKNOWN_KEY),
            speaker_alias_key=_key(*_SPEAKER_ALIAS),
            cue_key=pl.when(pl.col("cue_lemma").is_in(cues))
            .then(stable_key_expr(pl.col("cue_lemma")))
            .otherwise(UNKNOWN_KEY),
            word_count=pl.col("text").str.count_matches(WORD),
        ),
        QuoteTable,
    )


def _frame(rows: list[tuple[Any, ...]], names: Sequence[str], table: type[Table]) -> pl.DataFrame:
    return _finished(_typed(rows, (*_PLACE, *names), table), table)


def _typed(rows: list[tuple[Any, ...]], names: Sequence[str], table: type[Table]) -> pl.DataFrame:
    declared = polars_schema(table)
    return pl.DataFrame(rows, schema={name: declared.get(name, pl.String()) for name in names}, orient="row")


def _finished(found: pl.DataFrame, table: type[Table]) -> pl.DataFrame:
    """Rows of a table but for the run; of two readings of one span the first one stands."""
    declared = {name: dtype for name, dtype in polars_schema(table).items() if name != "run_key"}
    return found.select(pl.col(name).cast(dtype) for name, dtype in declared.items()).unique(
        table.primary_key(), keep="first", maintain_order=True
    )


def _key(*names: str) -> pl.Expr:
    """Key of the alias that some columns name; null where they are null."""
    return stable_key_expr(pl.concat_str(*names, separator=SEPARATOR))

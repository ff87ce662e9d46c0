"""Lines to lines with roles: what the model says of a page, and the declared rules on top of it."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl

from transforms.clean.lines import LINE_SCHEMA
from transforms.clean.roles.context import page_features
from transforms.clean.roles.decision import Decision, Page
from transforms.clean.roles.features import lexical_columns
from transforms.clean.roles.line_model import LineModel
from transforms.clean.roles.metadata_rules import mark_metadata
from transforms.clean.roles.page import Blocks, Floats, Frame, to_blocks
from transforms.clean.roles.role_rules import (
    mark_end,
    mark_foreign,
    mark_kinds,
    mark_lists,
    mark_pull_quotes,
    mark_title,
)
from warehouse.tables.base import polars_schema
from warehouse.tables.line import Line

DECISION: Final = ("role_code", "rule_code", "confidence")
ROLE_SCHEMA: Final = LINE_SCHEMA | {name: polars_schema(Line)[name] for name in DECISION}

# Losing a paragraph costs a reader more than a stray line, so less than even odds suffice; a short line
# between two lines that are surely body needs less still: sub-headings look like menu entries until one
# sees where they stand.
BODY_PROBABILITY: Final = 0.3
BODY_PROBABILITY_BETWEEN: Final = 0.15
SURE_BODY: Final = 0.5
MAX_SETTLED_CHARS: Final = 1200  # longer lines than this are no call to action, whatever they mention

LINES_AT_ONCE: Final = 250_000
"""Lines after which the features of those before are let go: they take 1 to 2 kB a line. 2,000 news pages
have 100,000 to 200,000 lines; pages of short lines have any number."""


def assign_roles(lines: pl.LazyFrame, model: LineModel) -> pl.LazyFrame:
    """Give each line its role.

    Each document is judged on its own: the result for a document does not depend on what else is in the
    frame.

    Args:
        lines: rows of `Line` without role; documents contiguous, lines ascending, as `split_lines` returns
        them.
        model: the line model.

    Returns:
        The same rows with `role_code`, `rule_code` (the rule, or `model`, that decided) and `confidence`
        (0–1).

    Raises:
        ValueError: the lines of a document are not contiguous and ascending.
    """
    return lines.map_batches(lambda frame: _with_roles(frame, model), schema=ROLE_SCHEMA)


def _with_roles(lines: pl.DataFrame, model: LineModel) -> pl.DataFrame:
    if lines.is_empty():
        return pl.DataFrame(schema=ROLE_SCHEMA)
    _require_reading_order(lines)
    return pl.concat([_judged(part, model) for part in _parts(lines)])


def _judged(lines: pl.DataFrame, model: LineModel) -> pl.DataFrame:
    blocks, block_of_line = to_blocks(lines)
    codes = decide(blocks, model).codes()[block_of_line]
    return lines.hstack(codes).select(list(ROLE_SCHEMA))


def _parts(lines: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The lines of whole documents, about `LINES_AT_ONCE` at a time."""
    key = lines["document_key"].to_numpy()
    opens = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    starts = opens[np.flatnonzero(np.diff(opens // LINES_AT_ONCE, prepend=-1))].tolist()
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start:stop]


def _require_reading_order(lines: pl.DataFrame) -> None:
    key, number = lines["document_key"].to_numpy(), lines["line_number"].to_numpy()
    same = key[1:] == key[:-1]
    if (number[1:] <= number[:-1])[same].any() or (~same).sum() + 1 != lines["document_key"].n_unique():
        raise ValueError("lines must be grouped by document and ascend within it")


def decide(blocks: Blocks, model: LineModel) -> Decision:
    """Role of each block: the model first, then the rules, each of which may overrule what came before."""
    lexical = lexical_columns(blocks.text)
    features = page_features(blocks, lexical)
    body, title = model.probabilities(blocks, features)
    frame = Frame(blocks)
    page = Page(blocks, frame, features, lexical)
    decision = Decision(1 - body)
    _mark_body(decision, page, body)
    mark_foreign(decision, page)
    mark_lists(decision, page)
    mark_pull_quotes(decision, page)
    title_at = mark_title(decision, page, title)
    mark_end(decision, page)
    mark_kinds(decision, page)
    mark_metadata(decision, page, title_at)
    return decision


def _mark_body(decision: Decision, page: Page, body: Floats) -> None:
    code = page.lexical["settled_code"].fill_null("").to_numpy()
    settled = (code != "") & (page.features["chars"] <= MAX_SETTLED_CHARS)
    # An advertisement or a cross-reference between two lines of the article does not part them.
    between = page.frame.is_next_to(body >= SURE_BODY, passing=settled)
    between &= (body >= BODY_PROBABILITY_BETWEEN) & (body < BODY_PROBABILITY)
    decision.mark(body >= BODY_PROBABILITY, "paragraph", "model", body)
    decision.mark(between, "paragraph", "between_body", body)
    for rule in np.unique(code[settled]):
        decision.mark(settled & (code == rule), "boilerplate", str(rule))
    decision.mark(page.features["word_chars"] == 0, "boilerplate", "no_words")

"""The transforms one after the other, on the files of a folder, without a run around them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import polars as pl
from spacy.language import Language

from transforms.annotate.facts import Facts, find_facts
from transforms.annotate.paragraphs import split_paragraphs
from transforms.annotate.tag import tag_paragraphs
from transforms.clean.article.articles import build_articles
from transforms.clean.lines import split_lines
from transforms.clean.publisher.evidence import detect_publisher
from transforms.clean.publisher.publishers import load_publishers
from transforms.clean.roles.assign import assign_roles
from transforms.clean.roles.line_model import WEIGHTS_PATH, LineModel
from transforms.read.inventory import Inventory, list_files
from transforms.read.language import detect_language
from transforms.read.text_dump import TextDumps, read_text_dumps

T = TypeVar("T")
ANNOTATED_LANGUAGE = "de"


@dataclass
class Worked:
    """What became of the files of a folder.

    Attributes:
        listed: the files found.
        read: documents, sources and what reading rejected.
        lines: the lines of all documents, with their roles and their places in bodies.
        articles: the articles of the German documents.
        rejected: German documents without an article.
        facts: what was found in the articles.
        seconds: stage → seconds it took.
    """

    listed: Inventory
    read: TextDumps
    lines: pl.DataFrame = field(default_factory=pl.DataFrame)
    articles: pl.DataFrame = field(default_factory=pl.DataFrame)
    rejected: pl.DataFrame = field(default_factory=pl.DataFrame)
    facts: Facts | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def work_through(folder: Path, nlp: Language) -> Worked:
    """Read, clean and annotate the files of a folder as a run does, stage by stage.

    Args:
        folder: the files.
        nlp: the spaCy pipeline.
    """
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        done = work()
        seconds[stage] = time.perf_counter() - start
        return done

    listed = timed("list", lambda: list_files([folder]))
    read = timed("read", lambda: read_text_dumps(listed.files))
    worked = Worked(listed, read, seconds=seconds)
    documents = timed("language", lambda: detect_language(read.documents.lazy()).collect())
    split = timed("lines", lambda: split_lines(documents.lazy()).collect())
    lines = timed("roles", lambda: assign_roles(split.lazy(), LineModel.load(WEIGHTS_PATH)).collect())
    publishers = load_publishers()
    pages = timed("publisher", lambda: detect_publisher(documents.lazy(), lines.lazy(), publishers).collect())
    german = documents.lazy().filter(pl.col("language_code") == ANNOTATED_LANGUAGE)
    built = build_articles(german, lines.lazy(), pages.lazy(), publishers)
    worked.articles, worked.lines, worked.rejected = timed(
        "articles", lambda: pl.collect_all([built.articles, built.lines, built.rejected])
    )
    day = pl.col("published_date_key").cast(pl.String).str.to_date("%Y%m%d", strict=False)
    bodies = worked.articles.select("article_key", "body", published_on=day)
    paragraphs = split_paragraphs(bodies.lazy()).select("paragraph_key", "text").unique("paragraph_key")
    tags = timed("tags", lambda: tag_paragraphs(paragraphs.collect(), nlp))
    worked.facts = timed("facts", lambda: find_facts(bodies, tags))
    return worked

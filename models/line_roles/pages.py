"""Labelled pages for training: lines of a dump, told apart by the published article text.

Source: the test pages of Fundus (github.com/flairNLP/fundus, MIT licence), each with its article as JSON.
"""

import gzip
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A line is body text when this share of its three-word sequences stands in the gold text, and unclear above
# the second share: gold paragraphs may span several lines, and outlets change a word here and there.
BODY_SHARE = 0.7
UNCLEAR_SHARE = 0.3
MIN_WORDS_TO_MATCH = 5
# The gold title often is the one for search engines; the headline on the page shares about half of its words.
MIN_TITLE_OVERLAP = 0.4
SAME_TITLE_OVERLAP = 0.9
TITLE_WINDOW = 30  # lines before the first body line
# Pages that show less of their article (paywalls, pages assembled by script) teach nothing about bodies.
MIN_BODY_LINES = 3


@dataclass(frozen=True)
class LabelledPage:
    """One page as lines.

    Attributes:
        name: file name of the page.
        publisher: whose page it is; pages of one publisher stay in one fold.
        lines: the dump.
        labels: per line `title`, `heading`, `body`, `other` or `unclear`.
    """

    name: str
    publisher: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]


def load_pages(folder: Path, dump: Callable[[bytes], str]) -> list[LabelledPage]:
    """All pages of the folder with labels from their gold articles."""
    return list(_pages(folder, dump))


def _pages(folder: Path, dump: Callable[[bytes], str]) -> Iterator[LabelledPage]:
    for gold_path in sorted(folder.glob("*/*.json")):
        articles = list(json.loads(gold_path.read_text(encoding="utf-8")).values())
        for page_path in sorted(gold_path.parent.glob(f"{gold_path.stem}_2*.html.gz")):
            lines = tuple(line for line in dump(gzip.decompress(page_path.read_bytes())).split("\n") if line)
            # The JSON holds one article per version of the outlet's layout; the one that fits best is the
            # page's own.
            labels = max(
                (_label(lines, article) for article in articles), key=lambda found: found.count("body")
            )
            if labels.count("body") >= MIN_BODY_LINES:
                yield LabelledPage(page_path.name, gold_path.stem, lines, labels)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text.lower()))


def _triples(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def _label(lines: tuple[str, ...], article: dict[str, Any]) -> tuple[str, ...]:
    body = article["body"]
    paragraphs = body["summary"] + [text for section in body["sections"] for text in section["paragraphs"]]
    headings = {tuple(_words(text)) for section in body["sections"] for text in section["headline"]}
    triples = set().union(*(_triples(_words(text)) for text in paragraphs))
    whole = {tuple(_words(text)) for text in paragraphs}
    labels = [_label_of(_words(line), headings, whole, triples) for line in lines]
    _mark_title(lines, labels, _words(article["title"] or ""))
    return tuple(labels)


def _label_of(
    words: list[str],
    headings: set[tuple[str, ...]],
    whole: set[tuple[str, ...]],
    triples: set[tuple[str, ...]],
) -> str:
    if not words:
        return "other"
    if tuple(words) in headings:
        return "heading"
    if tuple(words) in whole:
        return "body"
    if len(words) < MIN_WORDS_TO_MATCH:
        return "other"
    own = _triples(words)
    share = len(own & triples) / len(own)
    if share >= BODY_SHARE:
        return "body"
    return "unclear" if share >= UNCLEAR_SHARE else "other"


def _mark_title(lines: tuple[str, ...], labels: list[str], title: list[str]) -> None:
    """Label the line most like the gold title shortly before the body, and its copies."""
    first_body = labels.index("body") if "body" in labels else len(labels)
    window = range(max(0, first_body - TITLE_WINDOW), min(first_body + 3, len(lines)))
    chosen = max(window, key=lambda at: (_overlap(_words(lines[at]), title), at), default=None)
    if chosen is None or _overlap(_words(lines[chosen]), title) < MIN_TITLE_OVERLAP:
        return
    wording = _words(lines[chosen])
    for at, line in enumerate(lines):
        if labels[at] != "body" and _overlap(_words(line), wording) >= SAME_TITLE_OVERLAP:
            labels[at] = "title"


def _overlap(words: list[str], others: list[str]) -> float:
    """Dice coefficient of two word sets."""
    return 2 * len(set(words) & set(others)) / max(1, len(set(words)) + len(set(others)))

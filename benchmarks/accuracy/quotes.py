"""Quotations on the Wikinews quotation attribution data (LREC-COLING 2024), with their speakers.

Gold and found quotations are paired one to one. A pair is possible if it overlaps by more than half of the
shorter of the two (a gold quotation in several pieces counts with their sum); pairs are taken greedily, the
largest share of overlap first. Marks, white space and stops at the edges are cut off both before anything is
compared.

Direct: gold of type Direct, sentences and fragments alike, against what is found as direct, partial or pull.

Indirect: gold of type Indirect, against what is found as indirect with a cue. Speech that goes on without a
cue (gold IndirectFreeIndirect, found as indirect without a cue) comes on top in figures of its own. The
types Reported and FreeIndirect are speech acts and free indirect speech, which are not looked for.

Strict: the pairs that also begin and end at the same place.

Speaker: of the pairs whose gold names a speaker, those where the found one is the same: the two spans
overlap, or the name that the found one was resolved to ends in a word of the gold speaker.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language

from benchmarks.accuracy.figure import Figure
from transforms.annotate.names import find_mentions
from transforms.annotate.names.mention import Mention
from transforms.annotate.quotes import Quote, find_quotes
from transforms.annotate.tag import tag_texts
from transforms.annotate.tagged import Span

CORPUS = "Wikinews quotations, dev"
EDGES = " \t\n\u00a0„“”\"»«›‹‚‘’'.,;:!?…"
BARE_MARKS = re.compile(r'„[^“”"\n]+[“”"]|"[^"\n]+"|»[^«\n]+«|«[^»\n]+»|‚[^‘’\n]+[‘’]')
"""What a pattern without any knowledge finds: everything in quotation marks."""
IN_MARKS = frozenset({"direct", "partial", "pull"})
OVERLAP = 0.5
WORD = re.compile(r"\w+")


class Gold(NamedTuple):
    """One gold quotation: its pieces, its type, and where the text names its speaker."""

    pieces: tuple[Span, ...]
    type: str
    speaker: tuple[Span, ...]


class Article(NamedTuple):
    """One article: text, gold, and what was found in it."""

    text: str
    gold: list[Gold]
    found: list[Quote]
    mentions: Sequence[Mention]


class Score(NamedTuple):
    """Counts over all articles."""

    gold: int
    found: int
    relaxed: int
    strict: int
    with_speaker: int
    speaker_right: int


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Measure quotations on the 150 dev articles.

    Args:
        shared: folder with `data/quotes/dev`.
        nlp: the pipeline whose tags and names the rules read.

    Returns:
        F, precision, recall and speaker figures for direct and indirect quotations, and the F of bare marks.

    Raises:
        FileNotFoundError: the data is not there.
    """
    documents = load_documents(shared / "data" / "quotes" / "dev")
    articles = []
    for document, tagged in zip(
        documents, tag_texts([d["originalText"] for d in documents], nlp), strict=True
    ):
        mentions = find_mentions(tagged)
        articles.append(Article(tagged.text, read_gold(document), find_quotes(tagged, mentions), mentions))
    return figures(articles, CORPUS)


def load_documents(folder: Path) -> list[dict[str, Any]]:
    """Read the gzipped JSON files of a folder, in order of their names."""
    paths = sorted(folder.glob("*.json.gz"))
    if not paths:
        raise FileNotFoundError(f"no *.json.gz in {folder}")
    return [json.loads(gzip.decompress(path.read_bytes())) for path in paths]


def read_gold(document: dict[str, Any]) -> list[Gold]:
    """Read the gold quotations of one document; pieces without text are left out."""
    text = document["originalText"]
    gold = []
    for annotation in document["annotations"]:
        pieces = tuple(trimmed(text, piece) for piece in _spans(annotation["quote"]))
        pieces = tuple(piece for piece in pieces if piece.end > piece.start)
        if pieces:
            gold.append(Gold(pieces, annotation["type"], tuple(_spans(annotation["speaker"]))))
    return gold


def _spans(part: dict[str, Any] | None) -> list[Span]:
    return [Span(s["charBegin"], s["charEnd"]) for s in part["spans"]] if part else []


def figures(articles: Sequence[Article], corpus: str) -> list[Figure]:
    """All figures over a set of articles."""
    rows: list[Figure] = []

    def add(code: str, score: Score, note: str = "") -> None:
        rows.append(Figure(f"quotes.{code}.f", f_score(score.relaxed, score), score.gold, corpus, note))
        rows.append(
            Figure(f"quotes.{code}.precision", _share(score.relaxed, score.found), score.found, corpus)
        )
        rows.append(Figure(f"quotes.{code}.recall", _share(score.relaxed, score.gold), score.gold, corpus))
        rows.append(Figure(f"quotes.{code}.strict_f", f_score(score.strict, score), score.gold, corpus))
        speaker = _share(score.speaker_right, score.with_speaker)
        rows.append(Figure(f"quotes.{code}.speaker", speaker, score.with_speaker, corpus))

    def cued(quote: Quote) -> bool:
        return quote.kind == "indirect" and quote.cue is not None

    def indirect(quote: Quote) -> bool:
        return quote.kind == "indirect"

    free = {"Indirect", "IndirectFreeIndirect"}
    add("direct", count(articles, {"Direct"}, lambda quote: quote.kind in IN_MARKS))
    add("indirect", count(articles, {"Indirect"}, cued), "with a cue")
    add("indirect_all", count(articles, free, indirect), "with the sentences that go on without a cue")
    bare = count([a._replace(found=bare_marks(a.text)) for a in articles], {"Direct"}, lambda _: True)
    rows.append(
        Figure("quotes.baseline.f", f_score(bare.relaxed, bare), bare.gold, corpus, "everything in marks")
    )
    return rows


def count(articles: Iterable[Article], types: set[str], wanted: Callable[[Quote], bool]) -> Score:
    """Count matches of gold of some types with found quotations of some sort."""
    totals = Score(0, 0, 0, 0, 0, 0)
    for article in articles:
        gold = [g for g in article.gold if g.type in types]
        found = [quote for quote in article.found if wanted(quote)]
        pairs = match(article.text, gold, found)
        strict = sum(
            (trimmed(article.text, q)) == Span(g.pieces[0].start, g.pieces[-1].end) for g, q in pairs
        )
        named = [(g, q) for g, q in pairs if g.speaker]
        right = sum(same_speaker(article, g, q) for g, q in named)
        new = Score(len(gold), len(found), len(pairs), strict, len(named), right)
        totals = Score(*(a + b for a, b in zip(totals, new, strict=True)))
    return totals


def match(text: str, gold: Sequence[Gold], found: Sequence[Quote]) -> list[tuple[Gold, Quote]]:
    """Pair gold and found quotations one to one, the largest share of overlap first."""
    candidates = []
    for i, g in enumerate(gold):
        size = sum(piece.end - piece.start for piece in g.pieces)
        for j, quote in enumerate(found):
            span = trimmed(text, quote)
            shared = sum(max(0, min(span.end, p.end) - max(span.start, p.start)) for p in g.pieces)
            length = span.end - span.start
            if shared > OVERLAP * min(size, length):
                candidates.append((shared / (size + length - shared), i, j))
    pairs, taken_gold, taken_found = [], set(), set()
    for _, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def same_speaker(article: Article, gold: Gold, quote: Quote) -> bool:
    """Whether the speaker of a found quotation is the one gold names."""
    speaker = quote.speaker
    if speaker is None:
        return False
    if any(min(speaker.end, g.end) > max(speaker.start, g.start) for g in gold.speaker):
        return True
    if quote.speaker_mention is None:
        return False
    name = WORD.findall(article.mentions[quote.speaker_mention].name)
    words = {word for g in gold.speaker for word in WORD.findall(article.text[g.start : g.end])}
    return bool(name) and (name[-1] in words or f"{name[-1]}s" in words)


def trimmed(text: str, span: Span | Quote) -> Span:
    """A span without marks, white space and stops at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return Span(start, end)


def bare_marks(text: str) -> list[Quote]:
    """Everything in quotation marks, taken for a direct quotation."""
    return [Quote(m.start() + 1, m.end() - 1, "direct") for m in BARE_MARKS.finditer(text)]


def f_score(matches: int, score: Score) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * matches / (score.gold + score.found) if score.gold + score.found else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

"""Tokens per second of annotation on one core: ``python -m benchmarks.annotation``.

Bodies, made of the sentences of data/sample in new company, go through everything from sentences to facts, as
a shard of the main job does. In the same run the same bodies go through the tokenizer of the same pipeline,
which is the limit, and through a bare ``nlp.pipe``. Each of the three has a pipeline of its own, which
remembers the words of other bodies and meets these for the first time, as in a crawl. All rates are per
second of processor time; the three take turns, and of each the best turn counts. Polars has one thread, as
in the processes that annotate.
"""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"  # before polars is imported

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl
from spacy.language import Language

from benchmarks.corpus import BODY_BYTES, load_material
from flows.settings import Settings
from transforms.annotate.dates import find_dates
from transforms.annotate.facts import annotate
from transforms.annotate.names import find_mentions
from transforms.annotate.pipeline import BLANK, describe_pipeline, load_pipeline
from transforms.annotate.quantities import find_quantities
from transforms.annotate.quotes import find_quotes
from transforms.annotate.tag import tag_texts
from transforms.annotate.tagged import TaggedText

TARGET: Final = 25_000
"""Tokens per second from sentences to facts, with the shipped pipeline."""
NOUN: Final = re.compile(r"(?<=[a-zäöüß] )[A-ZÄÖÜ][a-zäöüß]{4,}")
COMPOUND_SHARE: Final = 0.2
"""Part of the nouns within sentences; makes one token in thirty a word never seen before."""
SYLLABLES: Final = (
    "bal",
    "der",
    "fen",
    "gar",
    "hol",
    "kam",
    "lin",
    "mor",
    "nes",
    "pol",
    "rin",
    "sul",
    "tor",
    "wen",
)
BATCH_SIZE: Final = 32
"""Bodies per batch of the bare pass; 8 to 64 are fastest."""
PUBLISHED_ON: Final = date(2025, 6, 17)
ANNOTATION, BARE, TOKENIZER = "sentences to facts", "bare nlp.pipe", "tokenizer alone"


def make_bodies(count: int, seed: int = 0) -> list[str]:
    """Bodies of about 2,800 bytes, of paragraphs of three to six sentences; no paragraph recurs.

    Some nouns become parts of compounds that no other body has: a tokenizer knows most words of a text it has
    never seen, but not all.
    """
    sentences = load_material().sentences
    rng = random.Random(seed)
    bodies = []
    for _ in range(count):
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < BODY_BYTES:
            chosen = rng.sample(sentences, rng.randint(3, 6))
            paragraphs.append(NOUN.sub(lambda match: _compound(match[0], rng), " ".join(chosen)))
        bodies.append("\n\n".join(paragraphs))
    return bodies


def _compound(noun: str, rng: random.Random) -> str:
    if rng.random() > COMPOUND_SHARE:
        return noun
    syllables = rng.choices(SYLLABLES, k=rng.randint(2, 3))
    return "".join(syllables).capitalize() + noun.lower()


def annotate_bodies(bodies: Sequence[str], nlp: Language) -> int:
    """Everything from sentences to facts, as the main job has it; returns the number of facts."""
    articles = pl.DataFrame({"article_key": range(len(bodies)), "body": bodies})
    facts = annotate(articles.with_columns(published_on=pl.lit(PUBLISHED_ON)), nlp)
    return sum(len(frame) for frame in vars(facts).values())


def run_bare(bodies: Sequence[str], nlp: Language) -> int:
    """Baseline: the pipeline and nothing else; returns the number of names."""
    return sum(len(doc.ents) for doc in nlp.pipe(bodies, batch_size=BATCH_SIZE))


def tokenize(bodies: Sequence[str], nlp: Language) -> int:
    """Baseline: the tokenizer of the pipeline; returns the number of tokens."""
    return sum(len(nlp.make_doc(body)) for body in bodies)


PASSES: Final[Mapping[str, Callable[[Sequence[str], Language], int]]] = {
    TOKENIZER: tokenize,
    BARE: run_bare,
    ANNOTATION: annotate_bodies,
}


@dataclass(frozen=True)
class Speed:
    """Outcome of one measurement.

    Attributes:
        bodies: how many in a turn.
        tokens: tokens of the last turn, white space aside.
        facts: rows that annotation gave for it.
        rates: pass → tokens per second of processor time.
        parts: rule → its microseconds per token.
    """

    bodies: int
    tokens: int
    facts: int
    rates: Mapping[str, float]
    parts: Mapping[str, float]


def measure(pipelines: Mapping[str, Language], count: int, repeats: int) -> Speed:
    """Take all passes several times, in turns, each time over new bodies.

    Args:
        pipelines: one for each of `PASSES`.
        count: bodies of one turn.
        repeats: turns after the first one, which does not count.
    """
    rates: dict[str, list[float]] = {name: [] for name in PASSES}
    tokens, facts, blank = 0, 0, load_pipeline(BLANK)
    body_sets = [make_bodies(count, seed) for seed in range(repeats + 1)]
    for turn, bodies in enumerate(body_sets):
        tokens = sum(len(text) for text in tag_texts(bodies, blank))
        for name, work in PASSES.items():
            start = time.process_time()
            facts = work(bodies, pipelines[name])
            if turn:
                rates[name].append(tokens / (time.process_time() - start))
    tagged = list(tag_texts(body_sets[-1], pipelines[ANNOTATION]))
    best = {name: max(of_pass) for name, of_pass in rates.items()}
    return Speed(count, tokens, facts, best, rule_costs(tagged, tokens))


def rule_costs(tagged: Sequence[TaggedText], tokens: int) -> dict[str, float]:
    """Microseconds per token of each kind of rule on bodies that are tagged already."""
    clock = dict.fromkeys(("names", "dates", "quantities", "quotes"), 0.0)
    for body in tagged:
        start = time.process_time()
        mentions = find_mentions(body)
        named = time.process_time()
        dates = find_dates(body, PUBLISHED_ON)
        dated = time.process_time()
        find_quantities(body, [(found.start, found.end) for found in dates])
        counted = time.process_time()
        find_quotes(body, mentions)
        quoted = time.process_time()
        clock["names"] += named - start
        clock["dates"] += dated - named
        clock["quantities"] += counted - dated
        clock["quotes"] += quoted - counted
    return {name: seconds / tokens * 1e6 for name, seconds in clock.items()}


def show(found: Speed) -> None:
    """Print rates, ratios and what each kind of rule costs."""
    print(f"{found.bodies:,} bodies, {found.tokens:,} tokens, {found.facts:,} sentences and facts")
    for name, rate in found.rates.items():
        goal = f"  (target {TARGET:,} with the shipped pipeline)" if name == ANNOTATION else ""
        print(f"{name:<28} {rate:>9,.0f} tokens per processor second{goal}")
    for name in (TOKENIZER, BARE):
        ratio = found.rates[ANNOTATION] / found.rates[name]
        print(f"{'ratio to the ' + name:<28} {ratio:>9.3f}")
    print("microseconds per token")
    whole = 1e6 / found.rates[ANNOTATION]
    for name, cost in found.parts.items():
        print(f"{'  ' + name:<28} {cost:>9.2f}  {cost / whole:>5.0%}")
    rest = whole - sum(found.parts.values())
    print(f"{'  tagging and tables':<28} {rest:>9.2f}  {rest / whole:>5.0%}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.annotation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=400, help="bodies  [default: 400]")
    parser.add_argument("--repeats", type=int, default=3, help="repetitions, the best counts  [default: 3]")
    parser.add_argument(
        "--model",
        default=Settings.model_fields["pipeline"].default,
        help="spaCy pipeline  [default: %(default)s]",
    )
    options = parser.parse_args()
    pipelines = {name: load_pipeline(options.model) for name in PASSES}
    print(f"pipeline {describe_pipeline(pipelines[ANNOTATION])}")
    show(measure(pipelines, options.count, options.repeats))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Whether an article keeps its distance from a claim: sollen, Konjunktiv, laut, angeblich.

What stands in a clause (verbs, adverbs) hedges that clause, what names a source hedges the sentence. Clauses
are cut at punctuation: a part without a verb of its own ("Die 500 Leute, die dort stehen, sollen …") belongs
to any of the others. Direct speech is judged by its own words; who speaks is for the quotations to say.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from transforms.annotate.subjunctive import SUBJUNCTIVE_II, is_subjunctive_i
from transforms.annotate.tagged import Span, TaggedText

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(_TABLES[table][name].lower().split())


SENTENCE_WORDS = _words("sentence", "words")
SOURCES = _words("sentence", "sources")
REPORTS = _words("sentence", "reports")
CLAUSE_WORDS = _words("clause", "words") | (SUBJUNCTIVE_II - _words("clause", "plain"))
BREAKS = frozenset(",;:–—-()")
VERBAL = frozenset({"VERB", "AUX"})
SOURCE_ENDINGS = ("angaben", "berichten", "informationen", "schätzungen")
"""Of compounds: "nach Polizeiangaben"."""
SOURCE_WINDOW = 5
"""Tokens after "nach" in which the source is named ("nach bisher nicht bestätigten Angaben")."""
DETERMINERS = ["der"], ["die"], ["das"], ["ein"], ["eine"], ["sein"], ["seine"], ["ihr"], ["ihre"]
QUOTE_ENDS = frozenset({",", "“", '"', "«", "»"})
SOURCE_CUES = frozenset({"nach", "so", "hieß", "heißt", "berufung"})
CUES = SENTENCE_WORDS | CLAUSE_WORDS | REPORTS | SOURCE_CUES
SUBJUNCTIVE_ENDINGS = "ein"
"""Last letters of Konjunktiv I: "habe", "sei", "seien"."""


@dataclass
class _Clause:
    start: int
    is_hedged: bool = False
    has_verb: bool = False


@dataclass
class SentenceHedges:
    """The hedges of one sentence.

    Attributes:
        is_hedged: whether something hedges all of it.
        reported_from: where reported speech begins ("…, dass"); None without it.
        clauses: its parts between punctuation marks, in order.
    """

    is_hedged: bool = False
    reported_from: int | None = None
    clauses: list[_Clause] = field(default_factory=list)

    def cover(self, start: int) -> bool:
        """Whether a claim at an offset is hedged."""
        if self.is_hedged or (self.reported_from is not None and self.reported_from <= start):
            return True
        own = next((clause for clause in reversed(self.clauses) if clause.start <= start), None)
        if own is None or own.is_hedged:
            return own is not None
        return not own.has_verb and any(clause.is_hedged for clause in self.clauses)


NO_HEDGES = SentenceHedges()


def read_hedges(tagged: TaggedText, sentence: Span) -> SentenceHedges:
    """Find what hedges in a sentence.

    Args:
        tagged: the body; without tags ("X") every clause counts as one without a verb.
        sentence: one of its sentences.
    """
    tokens = tagged.tokens_in(sentence.start, sentence.end)
    words = [tagged.text[tagged.starts[token] : tagged.ends[token]].lower() for token in tokens]
    subjunctives = {
        position
        for position, word in enumerate(words)
        if word[-1] in SUBJUNCTIVE_ENDINGS and is_subjunctive_i(word, tagged.pos[tokens[position]])
    }
    if not subjunctives and CUES.isdisjoint(words):
        return NO_HEDGES
    hedges = SentenceHedges(clauses=[_Clause(sentence.start)])
    is_report, begins_with_wie = False, words[0] == "wie"
    for position, (token, word) in enumerate(zip(tokens, words, strict=True)):
        clause = hedges.clauses[-1]
        if word in BREAKS:
            hedges.clauses.append(_Clause(tagged.ends[token]))
            begins_with_wie = words[position + 1 : position + 2] == ["wie"]
            continue
        clause.has_verb = clause.has_verb or tagged.pos[token] in VERBAL
        if word in REPORTS:
            is_report = True
            hedges.is_hedged = hedges.is_hedged or begins_with_wie
        if word == "dass" and is_report and hedges.reported_from is None:
            hedges.reported_from = tagged.starts[token]
        if word in SENTENCE_WORDS or (word in SOURCE_CUES and _names_source(words, position)):
            hedges.is_hedged = True
        if word in CLAUSE_WORDS or position in subjunctives:
            clause.is_hedged = clause.is_hedged or not _is_first_person(words, position)
    return hedges


def _names_source(words: list[str], position: int) -> bool:
    """Whether a word begins "nach Angaben der Polizei", ", so die Polizei", "hieß es", "Berufung auf"."""
    word, following = words[position], words[position + 1 : position + 1 + SOURCE_WINDOW]
    if word == "nach":
        return any(word in SOURCES or word.endswith(SOURCE_ENDINGS) for word in following)
    if word == "so":
        return position > 0 and words[position - 1] in QUOTE_ENDS and following[:1] in DETERMINERS
    return following[:1] == (["auf"] if word == "berufung" else ["es"])


def _is_first_person(words: list[str], position: int) -> bool:
    """Whether "ich" stands beside a verb: "ich habe" is the indicative."""
    return "ich" in words[max(0, position - 2) : position + 3]

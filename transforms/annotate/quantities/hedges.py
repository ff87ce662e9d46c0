"""Whether an article keeps its distance from a claim: sollen, Konjunktiv, laut, angeblich.

What stands in a clause (verbs, adverbs) hedges that clause. What names a source ("laut", "nach Angaben")
hedges its main clause with all that depends on it, but no coordinate one; "so die Polizei" and "wie es hieß"
hedge the sentence. A part without a verb of its own ("Die 500 Leute, die dort stehen, sollen …") belongs to
the nearest main clause with one, in parentheses to the clause before. Direct speech is judged by its own
words; who speaks is for the quotations to say.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from transforms.annotate.quantities.clauses import Clause, SentenceHedges
from transforms.annotate.subjunctive import SUBJUNCTIVE_I, SUBJUNCTIVE_II, is_subjunctive_i
from transforms.annotate.tagged import Span, TaggedText

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(_TABLES[table][name].lower().split())


SENTENCE_WORDS = _words("sentence", "words")
SOURCES = _words("sentence", "sources")
REPORTS = _words("sentence", "reports")
CLAUSE_WORDS = _words("clause", "words") | (SUBJUNCTIVE_II - _words("clause", "plain"))
ACCOUNTS = _words("sentence", "accounts")
OWNERS = _words("sentence", "owners")
GENITIVE_ENDINGS = ("s", "'", "’")
BREAKS = frozenset(",;:–—-()")
SENTENCE_ENDS = frozenset('.!?…“"«»')
CLAUSE_ENDS = BREAKS | SENTENCE_ENDS | {"und", "oder", "aber", "sondern"}
COORDINATORS = frozenset({"und", "aber", "doch", "sondern", "denn", "jedoch"})
RELATIVES = frozenset(
    {"der", "die", "das", "den", "dem", "deren", "dessen", "denen", "welche", "welcher", "welches", "welchen"}
)
QUESTIONS = frozenset({"wer", "wen", "wem", "was", "wo", "wie", "wann", "warum", "woher", "wohin", "weshalb"})
IRREALIS_SINGULAR = frozenset({"hätte", "wäre"})
IRREALIS = IRREALIS_SINGULAR | {"hätten", "wären"}
IRREALIS_WINDOW = 40
"""Tokens on both sides in which the other verbs of a clause stand."""
MODAL_INFINITIVES = frozenset({"sollen", "können", "müssen", "dürfen", "wollen", "mögen"})
VERBAL = frozenset({"VERB", "AUX"})
SOURCE_ENDINGS = ("angaben", "berichten", "informationen", "schätzungen")
"""Of compounds: "nach Polizeiangaben"."""
SOURCE_WINDOW = 5
"""Tokens after "nach" in which the source is named ("nach bisher nicht bestätigten Angaben")."""
DETERMINERS = ["der"], ["die"], ["das"], ["ein"], ["eine"], ["sein"], ["seine"], ["ihr"], ["ihre"]
QUOTE_ENDS = frozenset({",", "“", '"', "«", "»"})
SOURCE_CUES = frozenset({"nach", "so", "hieß", "heißt", "berufung"})
AFTER = frozenset({"nach"})
CUES = SENTENCE_WORDS | CLAUSE_WORDS | REPORTS | SOURCE_CUES
NO_HEDGES = SentenceHedges()
"""Of a sentence without cues, or with a "nach" of time or place alone."""


def read_hedges(tagged: TaggedText, sentence: Span) -> SentenceHedges:
    """Find what hedges in a sentence.

    Args:
        tagged: the body; without tags ("X") every clause counts as one without a verb.
        sentence: one of its sentences.
    """
    text, pos = tagged.text, tagged.pos
    tokens = tagged.tokens_in(sentence.start, sentence.end)
    part = slice(tokens.start, tokens.stop)
    words = [
        text[start:end].lower() for start, end in zip(tagged.starts[part], tagged.ends[part], strict=True)
    ]
    subjunctives = {
        position
        for position, word in enumerate(words)
        if (word in SUBJUNCTIVE_I or (word[-1] == "e" and pos[tokens[position]] == "VERB"))
        and is_subjunctive_i(word, pos[tokens[position]])
    }
    if not subjunctives:
        cues = CUES.intersection(words)
        if not cues or (cues == AFTER and not any(map(_is_source, words))):
            return NO_HEDGES
    return _Reader(tagged, tokens, words, subjunctives).read(sentence.start)


def _is_source(word: str) -> bool:
    """Whether a word behind "nach" names a source or an account."""
    return word in ACCOUNTS or word in SOURCES or word.endswith(SOURCE_ENDINGS)


class _Reader:
    """One pass over the words of a sentence."""

    def __init__(self, tagged: TaggedText, tokens: range, words: list[str], subjunctives: set[int]) -> None:
        self.tagged, self.tokens, self.words, self.subjunctives = tagged, tokens, words, subjunctives
        self.pos = tagged.pos[tokens.start : tokens.stop]
        self.hedges = SentenceHedges()
        self.is_report = False
        self.begin = 0
        self.has_auxiliary = False

    def read(self, start: int) -> SentenceHedges:
        """Read it; `start` is where it begins."""
        clauses = self.hedges.clauses
        clauses.append(Clause(start, is_subordinate=self._is_subordinate(0)))
        begins_with_wie = self.words[0] == "wie"
        for position, (token, word) in enumerate(zip(self.tokens, self.words, strict=True)):
            if word in BREAKS:
                self._close(position)
                clauses.append(self._clause_behind(position, clauses[-1]))
                begins_with_wie = self.words[position + 1 : position + 2] == ["wie"]
            elif word == "und" and self._begins_main(position, clauses[-1]):
                self._close(position)
                clauses.append(Clause(self.tagged.starts[token], clauses[-1].part + 1))
            else:
                self._take(position, clauses[-1], begins_with_wie)
        self._close(len(self.words))
        self.hedges.settle()
        return self.hedges

    def _close(self, end: int) -> None:
        """End a clause: its verb is no finite one where it stands last and goes with an auxiliary before it.

        So "30 Katzen gekommen sein" in "Es sollen 20 Hunde, 30 Katzen gekommen sein".
        """
        clause, begin, self.begin = self.hedges.clauses[-1], self.begin, end + 1
        follows_auxiliary = self.has_auxiliary
        self.has_auxiliary = follows_auxiliary or "AUX" in self.pos[begin:end]
        if clause.has_verb and not clause.is_subordinate and follows_auxiliary:
            while end > begin and self.words[end - 1] in SENTENCE_ENDS:
                end -= 1
            verbs = [position for position in range(begin, end) if self.pos[position] in VERBAL]
            clause.has_verb = verbs != [*range(verbs[0], end)] if verbs else False

    def _take(self, position: int, clause: Clause, begins_with_wie: bool) -> None:
        """Take in what one word says of its clause."""
        hedges, word = self.hedges, self.words[position]
        clause.has_verb = clause.has_verb or self.pos[position] in VERBAL
        if word in REPORTS:
            self.is_report = True
            hedges.is_hedged = hedges.is_hedged or begins_with_wie
        if word == "dass" and self.is_report and hedges.reported_from is None:
            hedges.reported_from = self.tagged.starts[self.tokens[position]]
        if word in SOURCE_CUES and self._names_source(position):
            if word == "nach":
                hedges.sourced.add(clause.part)
            else:
                hedges.is_hedged = True
        if word in SENTENCE_WORDS:
            hedges.sourced.add(clause.part)
        if word in CLAUSE_WORDS or position in self.subjunctives:
            is_distance = not self._is_first_person(position) and not self._is_irrealis(position)
            clause.is_hedged = clause.is_hedged or is_distance

    def _clause_behind(self, position: int, last: Clause) -> Clause:
        """The clause that a punctuation mark opens."""
        mark, start = self.words[position], self.tagged.ends[self.tokens[position]]
        following = self.words[position + 1 : position + 2]
        is_inserted = mark == "(" or (last.is_inserted and mark != ")")
        is_new = mark == ";" or (
            following != [] and following[0] in COORDINATORS and self._begins_main(position + 1, last)
        )
        part = last.part + 1 if is_new else last.part
        return Clause(start, part, is_inserted, is_subordinate=self._is_subordinate(position + 1))

    def _begins_main(self, position: int, last: Clause) -> bool:
        """Whether "und" or the like begins a main clause: one with a finite verb of its own.

        A verb at the end, after an auxiliary in the clause before, is no finite one: "soll bald kommen und
        300 Euro kosten".
        """
        if last.is_inserted or last.is_subordinate or not last.has_verb:
            return False
        verbs: list[int] = []
        end = position + 1
        while end < len(self.words) and self.words[end] not in CLAUSE_ENDS:
            if self.pos[end] in VERBAL:
                verbs.append(end)
            end += 1
        return bool(verbs) and (
            verbs != [*range(verbs[0], end)]
            or not (self.has_auxiliary or "AUX" in self.pos[self.begin : position])
        )

    def _is_subordinate(self, position: int) -> bool:
        """Whether a clause begins as a dependent one does."""
        for word, pos in zip(
            self.words[position : position + 2], self.pos[position : position + 2], strict=True
        ):
            if word in RELATIVES and pos in {"PRON", "X"}:
                return True
            if pos == "SCONJ" or word in QUESTIONS:
                return True
            if pos != "ADP":
                return False  # "mit denen sie kamen"
        return False

    def _names_source(self, position: int) -> bool:
        """Whether a word begins "nach Angaben der Polizei", ", so die Polizei", "hieß es", "Berufung auf"."""
        words = self.words
        word, following = words[position], words[position + 1 : position + 1 + SOURCE_WINDOW]
        if word == "nach":
            return self._names_account(position, following)
        if word == "so":
            is_behind = position > 0 and words[position - 1] in QUOTE_ENDS
            return is_behind and (following[:1] in DETERMINERS or not REPORTS.isdisjoint(following[:1]))
        return following[:1] == (["auf"] if word == "berufung" else ["es"])

    def _names_account(self, position: int, following: list[str]) -> bool:
        """Whether "nach" goes on with a source; an account must have an owner: "Webers Rechnung"."""
        for offset, word in enumerate(following, start=1):
            if word in SOURCES or word.endswith(SOURCE_ENDINGS):
                return True
            if word in ACCOUNTS and offset > 1:
                owner = self.tokens[position + offset - 1]
                is_name = self.tagged.text[self.tagged.starts[owner]].isupper() and following[
                    offset - 2
                ].endswith(GENITIVE_ENDINGS)
                return is_name or following[offset - 2] in OWNERS
            if word in BREAKS or self.pos[position + offset] in VERBAL:
                return False
        return False

    def _is_first_person(self, position: int) -> bool:
        """Whether "ich" stands beside a verb: "ich habe" is the indicative."""
        return "ich" in self.words[max(0, position - 2) : position + 3]

    def _is_irrealis(self, position: int) -> bool:
        """Whether a clause tells what did not come about: "sie hätte heiraten sollen", "er hätte gewonnen".

        Reported speech has forms of its own for the singular ("habe", "sei"), so that "hätte" and "wäre" with
        a participle are none; with an infinitive of a modal verb the plural is none either. Beside such forms
        it is what was reported that did not come about.
        """
        if self.subjunctives:
            return False
        begin = end = position
        while begin > max(0, position - IRREALIS_WINDOW) and self.words[begin - 1] not in BREAKS:
            begin -= 1
        while end + 1 < min(len(self.words), position + IRREALIS_WINDOW) and self.words[
            end + 1
        ] not in CLAUSE_ENDS - {"und", "oder"}:
            end += 1
        clause = self.words[begin : end + 1]
        if IRREALIS.isdisjoint(clause):
            return False
        if (
            not MODAL_INFINITIVES.isdisjoint(clause[-2:])
            and self.words[position] in IRREALIS | MODAL_INFINITIVES
        ):
            return True
        if self.words[position] not in IRREALIS_SINGULAR:
            return False
        return "kein" in self.words[position + 1 : position + 2] or any(
            word.startswith("ge") or pos in VERBAL
            for word, pos in zip(clause[-1:], self.pos[end : end + 1], strict=True)
            if end != position and not word.endswith("e")
        )

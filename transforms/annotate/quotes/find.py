"""Quotations of one text, with who says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.annotate.names.mention import Mention
from transforms.annotate.quotes.attribution import Attribution
from transforms.annotate.quotes.attributions import attributions_of
from transforms.annotate.quotes.confidence import CARRIED, UNCLEAR
from transforms.annotate.quotes.indirect import added_content, indirect_contents, reported_pronoun
from transforms.annotate.quotes.kinds import Held, holder, is_name, is_term, kind_of
from transforms.annotate.quotes.layout import Layout, Stretch
from transforms.annotate.quotes.marks import Marked
from transforms.annotate.quotes.quote import Quote, QuoteKind
from transforms.annotate.quotes.referents import Referents
from transforms.annotate.quotes.said import Said
from transforms.annotate.quotes.subjects import is_plural_pronoun, subject_of
from transforms.annotate.quotes.titles import is_on_sign
from transforms.annotate.quotes.unit import Unit
from transforms.annotate.tagged import Span, TaggedText

POINTERS = frozenset({"das", "dies"})
GOING_ON = frozenset({"Und", "Weiter"})
LONGEST_PARAGRAPH = 10_000
"""Code points looked back for the person of a paragraph; hardly any has a fifth of it, and the cost of a
sentence must not grow with the text before it."""


def find_quotes(tagged: TaggedText, mentions: Sequence[Mention]) -> list[Quote]:
    """Find direct, partial, indirect, pull and scare quotations.

    Args:
        tagged: a body; sentences are needed, parts of speech help, lemmas are not used.
        mentions: its names, ascending.

    Returns:
        Quotations, ascending by start and end. A quotation in marks within indirect speech is one of its own;
        names and terms in marks are left out. A speaker is given only where the text names one.
    """
    finder = _Finder(tagged, mentions)
    finder.walk()
    return sorted(finder.quotes)


class _Finder:
    """Walks through one text and remembers who spoke last."""

    def __init__(self, tagged: TaggedText, mentions: Sequence[Mention]) -> None:
        self.text = tagged.text
        self.layout = Layout(tagged, mentions)
        self.referents = Referents(tagged, mentions, self.layout.marked)
        self.quotes: list[Quote] = []
        self.previous: Stretch | None = None
        self.last: Said | None = None
        self.before_colon: Span | None = None

    def walk(self) -> None:
        """Read the text from its beginning to its end."""
        for stretch in self.layout.stretches():
            if self.layout.may_quote(stretch):
                unit = self.layout.unit(stretch.span, stretch.marked)
                if unit is not None:
                    self.quotes += self._unit_quotes(unit, stretch)
                for marked in stretch.marked:
                    self.quotes += self._nested_quotes(marked)
            self.previous = stretch

    def _unit_quotes(self, unit: Unit, stretch: Stretch) -> list[Quote]:
        attributions = attributions_of(unit)
        carried = self.last if self.last is not None and self.last.goes_on_in(stretch) else None
        quotes = []
        speaker: Span | None = None
        speaks = False
        for item, marked in unit.quotes.items():
            quote = self._marked_quote(unit, item, marked, attributions, carried)
            if quote is not None:
                quotes.append(quote)
                if quote.speaker is not None:
                    speaker, speaks = speaker or quote.speaker, True
        for quote in self._indirect_quotes(unit, attributions, carried):
            quotes.append(quote)
            speaker, speaks = quote.speaker, True
        for a in attributions:
            if not speaks and a.speaker is not None and a.cue.type == "verb" and "weak" not in a.cue.uses:
                speaker, speaks = unit.span(a.speaker), True
                quotes += self._pointed_back(unit, a)
        if speaks:
            named = (q.speaker for q in quotes if q.speaker_form in {"name", "pronoun"})
            self.last = Said(next(named, speaker), stretch)
        elif unit.is_alone and carried is not None:
            self.last = carried._replace(stretch=stretch)
        self.before_colon = None
        if unit.words[-1] == ":":
            self.before_colon = speaker or self._subject(unit, len(unit) - 1)
        return quotes

    def _nested_quotes(self, outer: Marked) -> Iterator[Quote]:
        """Quotations in marks within one in marks: what its speaker lets others say."""
        for marked in self.layout.nested.get(outer.outer_start, []):
            unit = self.layout.unit(self.layout.sentences_around(marked, outer), [marked])
            if unit is None:
                continue
            for item in unit.quotes:
                quote = self._marked_quote(unit, item, marked, attributions_of(unit), None)
                if quote is not None and quote.kind == "direct" and quote.cue is not None:
                    yield quote

    def _marked_quote(
        self, unit: Unit, item: int, marked: Marked, attributions: list[Attribution], carried: Said | None
    ) -> Quote | None:
        """What a text in marks is; None for a name."""
        content = self.text[marked.start : marked.end]
        span = _stripped(self.text, marked)
        held = _without_reported(holder(unit, item, attributions), carried)
        if marked.outer_start in self.layout.mentioned:
            return None
        if is_name(unit, item, content, held):
            return Quote(*span, "scare", confidence=UNCLEAR) if is_term(unit, item, content) else None
        if is_on_sign(unit, item) and (held is None or not held.adjacent):
            return Quote(*span, "scare", confidence=UNCLEAR)
        if held is not None:
            kind = kind_of(unit, item, content, held, alone=False)
            return self._quote(unit, span, kind, held.attribution, held.confidence)
        speaker = self._context_speaker(unit, item, carried)
        alone = speaker is None and unit.is_alone and _is_paragraph(self.text, unit)
        kind = kind_of(unit, item, content, None, alone)
        if speaker is not None or unit.goes_on:
            kind = "partial" if kind == "scare" else "direct"
        confidence = UNCLEAR if kind == "scare" else CARRIED
        return self._with_speaker(Quote(*span, kind, confidence=confidence), speaker)

    def _context_speaker(self, unit: Unit, item: int, carried: Said | None) -> Span | None:
        """Who speaks where no cue of the sentence says so."""
        if item == 0 and self.before_colon is not None:
            return self.before_colon
        named = self._subject(unit, item - 1) if item > 0 and unit.words[item - 1] == ":" else None
        if named is not None:
            return named
        if carried is None:
            return self._person_before(unit) if unit.is_alone else None
        goes_on = unit.words[0] in GOING_ON or unit.is_alone or unit.goes_on
        return carried.speaker if goes_on else None

    def _person_before(self, unit: Unit) -> Span | None:
        """Who speaks in a sentence that stands in marks altogether, behind one without a cue.

        The subject of the sentence before if it is a named person, else the only person of the paragraph.
        """
        if self.previous is None or not self._follows(unit, self.previous):
            return None
        before = self.layout.unit(self.previous.span, self.previous.marked)
        items = subject_of(before, len(before)) if before is not None else None
        if before is None or items is None or "PERSON" not in before.pos[items[0] : items[1]]:
            floor = max(0, unit.start - LONGEST_PARAGRAPH)
            start = max(floor, self.text.rfind("\n\n", floor, unit.start) + 1)
            return self.referents.sole_person(Span(start, unit.start))
        return before.span(items)

    def _pointed_back(self, unit: Unit, a: Attribution) -> list[Quote]:
        """What "Das teilte die Polizei mit" points to: the sentence before."""
        if unit.lower[0] not in POINTERS or unit.quotes or a.content is not None or a.clause[0] > 1:
            return []
        if self.previous is None or not self._follows(unit, self.previous):
            return []
        start, stop = self.previous.span
        last = self.quotes[-1] if self.quotes else None
        if last is not None and last.start <= start + 1 and last.end >= stop - 2 and last.cue is None:
            kind: QuoteKind = "direct" if last.kind in {"pull", "scare"} else last.kind
            self.quotes[-1] = self._quote(unit, Span(last.start, last.end), kind, a, CARRIED)
            return []
        if self.previous.marked and self.previous.marked[0].outer_start == start:
            return []
        end = start + len(self.text[start:stop].rstrip(".!? "))
        return [self._quote(unit, Span(start, end), "indirect", a, CARRIED)]

    def _follows(self, unit: Unit, stretch: Stretch) -> bool:
        """Whether a unit stands in the same paragraph as the stretch before it."""
        return "\n\n" not in self.text[stretch.span.end : unit.start]

    def _indirect_quotes(
        self, unit: Unit, attributions: list[Attribution], carried: Said | None
    ) -> Iterator[Quote]:
        """Speech without marks."""
        held = indirect_contents(unit, attributions)
        for items, a in held:
            yield self._quote(unit, unit.content_span(items), "indirect", a, a.confidence)
        added = added_content(unit)
        if added is not None and all(items[1] <= added[0] for items, _ in held):
            speakers = (a.speaker for a in attributions if a.item < added[0] and a.speaker is not None)
            speaker = next((unit.span(items) for items in speakers), None)
            speaker = speaker or self._subject(unit, added[0] - 1)
        elif not held and not unit.is_alone and (unit.goes_on if carried is not None else unit.is_reported):
            added = (0, len(unit))
            speaker = carried.speaker if carried else self._spoken_of(unit)
        else:
            return
        span = unit.content_span(added)
        yield self._with_speaker(Quote(*span, "indirect", confidence=CARRIED), speaker)

    def _spoken_of(self, unit: Unit) -> Span | None:
        """The pronoun of a sentence in Konjunktiv whose person the sentence right before it introduces.

        Where nobody has spoken yet, such a sentence goes on with what the person just named says; it is taken
        so only if that sentence names nobody else.
        """
        if self.previous is None or not self._follows(unit, self.previous):
            return None
        item = reported_pronoun(unit)
        if item is None or not self.referents.sole_person(self.previous.span):
            return None
        return unit.span((item, item + 1))

    def _subject(self, unit: Unit, stop: int) -> Span | None:
        items = subject_of(unit, stop)
        return unit.span(items) if items else None

    def _quote(self, unit: Unit, span: Span, kind: QuoteKind, a: Attribution, confidence: float) -> Quote:
        cue = Span(unit.starts[a.item], unit.ends[a.item])
        quote = Quote(*span, kind, cue, a.cue.lemma, confidence=confidence)
        if a.speaker is not None and is_plural_pronoun(unit, a.speaker):
            return quote._replace(speaker=unit.span(a.speaker), speaker_form="pronoun")
        return self._with_speaker(quote, unit.span(a.speaker) if a.speaker else None)

    def _with_speaker(self, quote: Quote, speaker: Span | None) -> Quote:
        if speaker is None:
            return quote
        form, mention = self.referents.identify(speaker)
        confidence = quote.confidence
        if form == "pronoun" and mention is not None and self.referents.is_far(speaker, mention):
            confidence = min(confidence, CARRIED)
        return quote._replace(
            speaker=speaker, speaker_form=form, speaker_mention=mention, confidence=confidence
        )


def _without_reported(held: Held | None, carried: Said | None) -> Held | None:
    """Drop a cue in Konjunktiv in speech that goes on: who is reported to say so is not who speaks here."""
    if held is None or held.adjacent or not held.attribution.is_reported:
        return held
    return held if carried is None or carried.speaker is None else None


def _stripped(text: str, marked: Marked) -> Span:
    content = text[marked.start : marked.end]
    start = marked.start + len(content) - len(content.lstrip())
    return Span(start, start + len(content.strip()))


def _is_paragraph(text: str, unit: Unit) -> bool:
    before = text[max(0, unit.start - 2) : unit.start]
    after = text[unit.end : unit.end + 2]
    return before in {"", "\n\n"} and after in {"", "\n\n"}

"""Who is meant by “the ministry”, “he added”, “by their count”: somebody heard of before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import OFFICE, UNNAMED, Candidate
from repatria.statements.vocabulary import Voice

_STEM = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """Who was heard, by which rule (a code of `sentences.TEMPLATES`), and whether as a relay."""

    said: Said
    rule: str
    relay: bool = False
    sure: bool = True
    label: bool = False
    """It stands before a colon as a label, and holds for the rest of the line."""


class Resolver:
    """Turns an attribution into a speaker, with the help of what the text told before it."""

    def __init__(
        self,
        low: str,
        sentences: tuple[Span, ...],
        said: dict[Span, tuple[Attribution, ...]],
        rows: tuple[Candidate, ...],
        lexicon: Lexicon,
        own: Said,
    ) -> None:
        self._low = low
        self._sentences = sentences
        self._said = said
        self._rows = rows
        self._own = own
        self._lexicon = lexicon
        self._people = [
            row for row in rows
            if row.rank in (OFFICE, UNNAMED) and row.spoken and not self._held(row, lexicon)
        ]  # fmt: skip

    def _held(self, row: Candidate, lexicon: Lexicon) -> bool:
        """“In the hands of the ministry”: an office behind a preposition is not told of."""
        words = (
            *lexicon.from_,
            *lexicon.by,
            *lexicon.of,
            "with",
            "about",
            "for",
            "про",
            "о",
            "об",
            "с",
            "з",
        )
        head = self._low[max(0, row.span.start - 14) : row.span.start].rstrip().split()
        return bool(head) and rule(*words).fullmatch(head[-1]) is not None

    def told_of(self, since: int, until: int) -> Said | None:
        """The person or office that was told of last in a stretch of text."""
        near = [row for row in self._people if since <= row.span.start and row.span.end <= until]
        if not near:
            return None
        place = next((one for one in self._sentences if one.holds(near[-1].span)), near[-1].span)
        # “Orlova, who runs a desk at the ministry, …”: who opens the sentence is told of.
        return next(row for row in near if place.holds(row.span)).said

    def named_in(self, place: Span) -> Said | None:
        """Whoever a stretch of text names first, in whatever case."""
        ranks = (OFFICE, UNNAMED)
        near = [row for row in self._rows if row.rank in ranks and place.holds(row.span)]
        return near[0].said if near else None

    def resolve(self, one: Attribution, sentence: Span, last: Heard | None, since: int) -> Heard:
        """The speaker of an attribution; `since` is where the one heard last had spoken."""
        if one.pronoun:
            return self._pronoun(one, sentence, last, since)
        if not one.generic:
            party = self._introduced(one) if one.said.voice is Voice.OTHER else ""
            if party:
                same = replace(one.said, voice=Voice.PARTY, party=party)
                return Heard(same, "said_by", one.relay, sure=False)
            return Heard(one.said, "said_by", one.relay, label=one.label)
        return self._office(one, last)

    def _pronoun(self, one: Attribution, sentence: Span, last: Heard | None, since: int) -> Heard:
        earlier = [
            other for other in self._said.get(sentence, ())
            if other.verb.end <= one.span.start and not other.pronoun
            and other.said.voice is not Voice.MEDIA
        ]  # fmt: skip
        if earlier:
            return self.resolve(earlier[-1], sentence, last, since)
        cut = max(self._low.rfind(sign, sentence.start, one.span.start) for sign in ";:")
        told = self.told_of(sentence.start, max(sentence.start, cut))
        if told is None and last is None:
            told = self.told_of(sentence.start, one.span.start)
        paragraph = self._low.rfind("\n", 0, sentence.start) + 1
        told = told or self.told_of(max(since, paragraph), sentence.start)
        if told is not None:
            return Heard(told, "said_carried", sure=False)
        if last is not None:
            return Heard(last.said, "said_carried", last.relay, sure=False)
        before = self.told_of(0, sentence.start)
        if before is not None:
            return Heard(before, "said_carried", sure=False)
        return Heard(self._own, "said_media")

    def _office(self, one: Attribution, last: Heard | None) -> Heard:
        """A bare “the ministry” is the one that was named before, or else spoke before."""
        stem = one.said.words.lower()[:_STEM]
        named = [
            row.said for row in self._rows
            if row.said.voice is Voice.PARTY and row.span.start < one.span.start
            and stem in row.said.words.lower()
        ]  # fmt: skip
        if named:
            same = replace(named[-1], words=one.said.words)
            return Heard(same, "said_by_same", one.relay)
        person = rule(*self._lexicon.functionaries).search(one.said.words.lower()) is not None
        spoke = (Voice.PARTY, Voice.UNNAMED, Voice.OTHER) if person else (Voice.PARTY,)
        line = self._low.rfind("\n", 0, one.span.start) + 1
        told = self.told_of(line, one.span.start) if person else None
        if told is not None:
            return Heard(replace(told, words=one.said.words), "said_by_last", one.relay, sure=False)
        if last is not None and last.said.voice in spoke:
            same = replace(last.said, words=one.said.words)
            return Heard(same, "said_by_last", one.relay, sure=False)
        later = {
            row.said for row in self._rows
            if row.said.voice is Voice.PARTY and stem in row.said.words.lower()
        }  # fmt: skip
        if len({said.party for said in later}) == 1:
            first = min(later, key=lambda said: said.words)
            return Heard(first, "said_by_same", one.relay, sure=False)
        return Heard(one.said, "said_by", one.relay, sure=False)

    def _introduced(self, one: Attribution) -> str:
        """“The North's negotiator was less shy. “…,” Ivan Orlov wrote”: the name is his."""
        index = next((i for i, span in enumerate(self._sentences) if span.holds(one.verb)), 0)
        before = self._sentences[index - 1] if index else None
        if before is None or self._said.get(before):
            return ""
        if "\n" in self._low[before.end : self._sentences[index].start]:
            return ""
        sides = {
            row.said.party for row in self._rows
            if row.rank == OFFICE and row.said.party and before.holds(row.span)
        }  # fmt: skip
        return sides.pop() if len(sides) == 1 else ""

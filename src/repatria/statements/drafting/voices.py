"""Whose word a figure is: the speaker of its clause, of its quotation, or of what went before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import OFFICE, Candidate
from repatria.statements.drafting.speech import Attribution
from repatria.statements.vocabulary import Voice

# How near, in characters, to a semicolon a speaker stands who opens what follows it.
_OPENING = 15
# How far, in characters, before a sentence that only adds something its speaker was heard.
_FAR = 250
NOBODY = Said(Voice.MEDIA)


@dataclass(frozen=True, slots=True)
class Heard:
    """Who was heard, by which rule (a code of `sentences.TEMPLATES`), and whether as a relay."""

    said: Said
    rule: str
    relay: bool = False
    sure: bool = True
    label: bool = False
    """It stands before a colon as a label, and holds for the rest of the line."""


class Voices:
    """Answers who speaks at a place. Sentences are asked in the order of the text."""

    def __init__(
        self,
        low: str,
        sentences: tuple[Span, ...],
        quotes: tuple[Span, ...],
        said: dict[Span, tuple[Attribution, ...]],
        rows: tuple[Candidate, ...],
        mentions: tuple[Mention, ...],
        lexicon: Lexicon,
        own: Said = NOBODY,
        home: str = "",
    ) -> None:
        self._low = low
        self._sentences = sentences
        self._quotes = quotes
        self._said = said
        self._rows = rows
        self._mentions = mentions
        self._lexicon = lexicon
        self._own = own
        self.home = home
        self._of: dict[Span, Heard] = {}
        self._latter: dict[Span, Heard] = {}
        last: Heard | None = None
        before: Span | None = None
        for sentence in sentences:
            heard = self._sentence(sentence, before, last)
            self._of[sentence] = heard
            if heard.said.voice is not Voice.MEDIA or heard.rule == "said_by":
                last = heard
            before = sentence

    def at(self, sentence: Span, clause: Span, figure: Span) -> Heard:
        """The speaker of a figure: of its clause first, then of the sentence around it."""
        every = self._said.get(sentence, ())
        if not every:
            return self._pointed(sentence) or self._of[sentence]
        kept = self._silent(sentence)
        own = [
            one
            for one in every
            if (figure.meets(one.verb) or one.verb not in kept) and not self._opens(one, figure)
        ]
        if not own:
            before = self.carried(sentence)
            held = before is not None and before.label
            return before if before is not None and held else Heard(self._own, "said_media")
        quote = next((one for one in self._quotes if one.holds(figure)), None)
        if quote is not None:
            # “… though colleagues write of 1,007”, he said: who is told of later did not say it.
            outer = [one for one in own if not quote.holds(one.verb)]
            early = [one for one in own if one in outer or one.verb.start < figure.start]
            own = early if outer else own
        inside = [one for one in own if clause.meets(one.verb) or clause.meets(one.span)]
        apart = [one for one in inside if ";" not in self._between(one, figure)]
        earlier = [one for one in own if one.verb.start < figure.start]
        if not apart and earlier and re.match(r"\s*;", self._low[earlier[-1].verb.end :]):
            # “…, the governor said; the North freed none”: what follows is not his word.
            return Heard(self._own, "said_media")
        inside = apart or inside or ([earlier[-1]] if earlier else [own[0]])
        best = min(inside, key=lambda one: (one.said.voice is Voice.MEDIA, self._far(one, figure)))
        return self._resolved(best, self._before(sentence))

    def _pointed(self, sentence: Span) -> Heard | None:
        """“… That is according to the ministry”: the next sentence tells whose word this one is."""
        if self._of[sentence].rule == "said_by":
            return None
        index = self._sentences.index(sentence) + 1
        for after in self._sentences[index : index + 3]:
            if "\n" in self._low[sentence.end : after.start]:
                return None
            if not self._said.get(after):
                continue
            if rule(*self._lexicon.pointing).match(self._low, after.start):
                return self._resolved(self._said[after][0], self._before(sentence))
            return None
        return None

    def named(self, who: Candidate, sentence: Span) -> Heard:
        """Who a bare “the ministry” is, where no verb of reporting stands by it."""
        bare = Attribution(who.span, who.span, who.said, relay=False, generic=True)
        return self._resolved(bare, self._before(sentence))

    def carried(self, sentence: Span) -> Heard | None:
        """Who spoke last before the sentence, in the same paragraph."""
        index = self._sentences.index(sentence)
        before = self._sentences[index - 1] if index else None
        if before is None or "\n\n" in self._low[before.end : sentence.start]:
            return None
        heard = self._of[before]
        if heard.said.voice is Voice.MEDIA:
            return None
        return Heard(heard.said, "said_carried", heard.relay, sure=False)

    def quoted(self, figure: Span) -> bool:
        """Whether a place stands in quotation marks, as somebody's own words."""
        return any(quote.holds(figure) for quote in self._quotes)

    def _opens(self, one: Attribution, figure: Span) -> bool:
        """Whether a speaker opens what stands after a semicolon: what is before is not its word."""
        start = min(one.span.start, one.verb.start)
        cut = self._low.rfind(";", figure.end, start)
        return cut >= 0 and start - cut <= _OPENING

    def _silent(self, sentence: Span) -> set[Span]:
        """Verbs of not saying: who keeps silent on one thing has not said the other."""
        unsaid = [
            Span(*match.span())
            for match in rule(*self._lexicon.unsaid).finditer(
                self._low, sentence.start, sentence.end
            )
        ]
        every = self._said.get(sentence, ())
        return {one.verb for one in every if any(one.verb.meets(span) for span in unsaid)}

    def _between(self, one: Attribution, figure: Span) -> str:
        ends = sorted((one.verb.start, figure.start))
        return self._low[ends[0] : ends[1]]

    def _far(self, one: Attribution, figure: Span) -> int:
        return max(figure.start - one.verb.end, one.verb.start - figure.end)

    def _before(self, sentence: Span) -> Heard | None:
        found: Heard | None = None
        for other in self._sentences:
            if other.start >= sentence.start:
                break
            heard = self._of.get(other)
            if heard is not None and heard.said.voice is not Voice.MEDIA:
                found = heard
        return found

    def _resolved(self, one: Attribution, last: Heard | None) -> Heard:
        """A bare “the ministry” is the one that spoke before, where one did."""
        if one.pronoun:
            if last is None:
                return Heard(self._own, "said_media")
            latter = [before for before in self._latter if before.end <= one.span.start]
            if latter and self._of.get(latter[-1]) == last:
                last = self._latter[latter[-1]]
            return Heard(last.said, "said_carried", last.relay, sure=False)
        if not one.generic and one.said.voice is Voice.OTHER:
            party = self._introduced(one)
            if party:
                same = replace(one.said, voice=Voice.PARTY, party=party)
                return Heard(same, "said_by", one.relay, sure=False)
        if not one.generic:
            return Heard(one.said, "said_by", one.relay, label=one.label)
        stem = one.said.words.lower()[:5]
        named = [
            row.said
            for row in self._rows
            if row.said.voice is Voice.PARTY
            and row.span.start < one.span.start
            and stem in row.said.words.lower()
        ]
        if named:
            same = replace(named[-1], words=one.said.words)
            return Heard(same, "said_by_same", one.relay)
        if last is not None and last.said.voice in (Voice.PARTY, Voice.UNNAMED):
            same = replace(last.said, words=one.said.words)
            return Heard(same, "said_by_last", one.relay, sure=False)
        later = {
            row.said
            for row in self._rows
            if row.said.voice is Voice.PARTY and stem in row.said.words.lower()
        }
        parties = {said.party for said in later}
        if len(parties) == 1:
            return Heard(
                min(later, key=lambda said: said.words), "said_by_same", one.relay, sure=False
            )
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
            row.said.party
            for row in self._rows
            if row.rank == OFFICE and row.said.party and before.holds(row.span)
        }
        return sides.pop() if len(sides) == 1 else ""

    def _sentence(self, sentence: Span, before: Span | None, last: Heard | None) -> Heard:
        own = self._said.get(sentence, ())
        if own:
            best = min(own, key=lambda one: one.said.voice is Voice.MEDIA)
            told = [one for one in own if one.said.voice is not Voice.MEDIA and not one.pronoun]
            if len(told) > 1:
                self._latter[sentence] = self._resolved(told[-1], last)
            return self._resolved(best, last)
        quoted = self._of_quotation(sentence)
        if quoted is not None:
            return self._resolved(quoted, last)
        if last is not None and self._carries(sentence, before, last):
            return Heard(last.said, "said_carried", last.relay, sure=False, label=last.label)
        return Heard(self._own, "said_media")

    def _goes_on(self, sentence: Span, before: Span, last: Heard) -> bool:
        """In one line of text, a sentence right after a named speaker that tells nothing else."""
        heard = self._of.get(before)
        if heard is None or heard.said.voice is Voice.MEDIA:
            return False
        if "\n" in self._low[before.end : sentence.start]:
            return False
        if heard.label:
            return True
        if heard.said.voice is Voice.OTHER:
            return False
        low = self._low[sentence.start : sentence.end]
        if rule(*self._lexicon.background).search(low):
            return False
        others = [
            one for one in self._mentions if sentence.holds(one.span) and one.place is Place.SUBJECT
        ]
        return all(one.party == last.said.party for one in others)

    def _of_quotation(self, sentence: Span) -> Attribution | None:
        for quote in self._quotes:
            if not quote.meets(sentence) or sentence.holds(quote):
                continue
            around = [
                other for other in self._sentences if other.meets(Span(quote.start, quote.end + 1))
            ]
            found = [one for other in around for one in self._said.get(other, ())]
            if found:
                return min(found, key=lambda one: self._far(one, sentence))
            index = self._sentences.index(around[-1]) + 1 if around else len(self._sentences)
            for other in self._sentences[index : index + 1]:
                if self._said.get(other):
                    return self._said[other][0]
        return None

    def _carries(self, sentence: Span, before: Span | None, last: Heard) -> bool:
        """Whether the sentence goes on in the voice of the one before it, in one paragraph."""
        low = self._low[sentence.start : sentence.end]
        first = rule(*self._lexicon.ours).search(low) is not None
        passing = last.said.voice is Voice.OTHER and not last.label
        close = before is not None and before.start >= sentence.start - _FAR
        near = before is not None and "\n" not in self._low[before.end : sentence.start]
        if first and last.said.party and near:
            return last.said.party == (self.home or last.said.party)
        if before is None:
            return False
        if self._goes_on(sentence, before, last):
            return True
        head = low[:45]
        says = rule(*self._lexicon.says).search(low) is not None
        pronoun = re.match(rf"[\W]*(?:{rule(*self._lexicon.pronoun).pattern})", low) is not None
        return (
            (says and pronoun)
            or pronoun
            or (close and not passing and rule(*self._lexicon.also).search(head) is not None)
        )

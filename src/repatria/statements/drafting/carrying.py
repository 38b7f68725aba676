"""When a sentence goes on in the voice of the one before it, and whose an unnamed quotation is."""

from __future__ import annotations

import re

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.resolving import Heard, Resolver
from repatria.statements.vocabulary import Voice

# How far, in characters, before a sentence that only adds something its speaker was heard.
_FAR = 250
# A shorter quotation is a word or two that somebody else is told to have used.
_WHOLE = 25
_CAPITALS = re.compile(r"[A-ZА-ЯІЇЄҐЁ]\w")
_ADDS = rule(
    "also", "in addition", "additionally", "moreover", "further", "furthermore", "besides",
    "також", "крім того", "окрім того", "крім цього", "до того ж",
    "также", "кроме того", "кроме этого", "помимо этого", "к тому же",
)  # fmt: skip

# “It was the tenth swap”: a pronoun that means nobody.
_THERE_IS = re.compile(
    r"it\s+(?:was|is|has been|will be|would be)\s+(?:the|a|an|only|not|about|on)\s"
)


class Carrying:
    """What is known of the sentences so far: who was heard in each, and what is quoted."""

    _resolver: Resolver

    def __init__(
        self,
        low: str,
        sentences: tuple[Span, ...],
        quotes: tuple[Span, ...],
        said: dict[Span, tuple[Attribution, ...]],
        mentions: tuple[Mention, ...],
        lexicon: Lexicon,
        home: str,
    ) -> None:
        self._low = low
        self._sentences = sentences
        self._quotes = quotes
        self._said = said
        self._mentions = mentions
        self._lexicon = lexicon
        self.home = home
        self._of: dict[Span, Heard] = {}

    def quoted(self, figure: Span) -> bool:
        """Whether a place stands in quotation marks, as somebody's own words."""
        return any(quote.holds(figure) for quote in self._quotes)

    def _far(self, one: Attribution, figure: Span) -> int:
        return max(figure.start - one.verb.end, one.verb.start - figure.end)

    def _by_us(self, sentence: Span) -> bool:
        """“By our own count”: the outlet's word, where nobody is quoted."""
        match = rule(*self._lexicon.by_us).search(self._low, sentence.start, sentence.end)
        return match is not None and not self.quoted(Span(*match.span()))

    def _quoted_alone(self, sentence: Span, last: Heard | None) -> Heard | None:
        """A whole sentence in quotation marks that nobody is named for: who was told of last."""
        index = self._sentences.index(sentence)
        for quote in self._quotes:
            most = 5 * (quote.end - quote.start) >= 4 * (sentence.end - sentence.start)
            if not quote.meets(sentence) or not (most or quote.end - quote.start >= _WHOLE):
                continue
            if sentence.start < quote.start - 1 and not self._low[
                sentence.start : quote.start
            ].rstrip().endswith(("?", "!", ".", ":")):
                continue
            line = self._low.rfind("\n", 0, sentence.start) + 1
            since = max((one.end for one, heard in self._of.items()
                         if heard.said.voice is not Voice.MEDIA), default=0)  # fmt: skip
            told = self._resolver.told_of(max(since, line), quote.start)
            if told is None and last is None:
                told = self._resolver.told_of(0, quote.start)
            if told is not None:
                return Heard(told, "said_carried", sure=False)
            if last is not None and index:
                return Heard(last.said, "said_carried", last.relay, sure=False)
        return None

    def _goes_on(self, sentence: Span, before: Span, last: Heard) -> bool:
        """In one line of text, a sentence right after a named speaker that tells nothing else."""
        heard = self._of.get(before)
        if heard is None or heard.said.voice is Voice.MEDIA:
            return False
        if heard.rule == "said_carried" and not heard.label and not self.quoted(before):
            # Once is enough: a second sentence of its own is the outlet's again.
            return False
        if "\n" in self._low[before.end : sentence.start]:
            return False
        if heard.label:
            return True
        if heard.said.voice is Voice.OTHER and not _CAPITALS.search(heard.said.words):
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
                near = "\n" not in self._low[quote.end : other.start]
                if near and self._said.get(other):
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
        pronoun = pronoun and _THERE_IS.match(low) is None
        return (says and pronoun) or pronoun or (close and not passing and self._adds(head, near))

    def _adds(self, head: str, near: bool) -> bool:
        """Whether a sentence adds to the one before; a new paragraph needs plainer words for it."""
        return (rule(*self._lexicon.also) if near else _ADDS).search(head) is not None

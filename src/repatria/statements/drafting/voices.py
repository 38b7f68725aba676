"""Whose word a figure is: the speaker of its clause, of its quotation, or of what went before."""

from __future__ import annotations

import re

from repatria.statements.drafting.asides import aside_for_next
from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.carrying import Carrying
from repatria.statements.drafting.dialogue import answers
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.persons import NUMBERS
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.resolving import Heard, Resolver
from repatria.statements.drafting.speakers import GENERIC, Candidate
from repatria.statements.vocabulary import Voice

# How near, in characters, to a semicolon a speaker stands who opens what follows it.
_OPENING = 15
# “…; as for its own share, the ministry …”.
_AS_FOR = re.compile(r";\s*(?:про|о|об|щодо|стосовно|насч[её]т|as\s+(?:for|to)|about|on)\s")
# How long, in characters, a sentence is that only says whose the figure before it is.
_SHORT = 110
# How far, in characters, behind its verb what it gives may end.
_OBJECT = 25
# What a short sentence gives that tells whose the number before it is.
_FIGURE = (
    "figures?", "numbers?", "count", "total", "balance", "this", "that", "it",
    "цифр~", "число", "данные", "баланс~", "это", "эту", "то же",
    "дані", "це", "цю", "те саме",
)  # fmt: skip
NOBODY = Said(Voice.MEDIA)

__all__ = ("Heard", "Voices")


class Voices(Carrying):
    """Answers who speaks at a place. Sentences are asked in the order of the text."""

    def __init__(
        self,
        low: str,
        text: str,
        sentences: tuple[Span, ...],
        quotes: tuple[Span, ...],
        said: dict[Span, tuple[Attribution, ...]],
        rows: tuple[Candidate, ...],
        mentions: tuple[Mention, ...],
        lexicon: Lexicon,
        own: Said = NOBODY,
        home: str = "",
    ) -> None:
        super().__init__(low, sentences, quotes, said, mentions, lexicon, home)
        self._own = own
        self._answers = answers(text, rows, mentions)
        self._resolver = Resolver(low, sentences, said, rows, lexicon, own)
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
        plain = self._of[sentence]
        if (
            not every
            or (plain.rule == "said_media" and self._by_us(sentence))
            or (plain.label and plain.rule == "said_carried")
        ):
            return self._pointed(sentence) or plain
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
        own = [one for one in own if not aside_for_next(self._low, one, figure)] or own
        if own and all(aside_for_next(self._low, one, figure) for one in own):
            return Heard(self._own, "said_media")
        inside = [one for one in own if clause.meets(one.verb) or clause.meets(one.span)]
        apart = [one for one in inside if ";" not in self._between(one, figure)]
        earlier = [one for one in own if one.verb.start < figure.start]
        if not apart and earlier and re.match(r"\s*;", self._low[earlier[-1].verb.end :]):
            # “…, the governor said; the North freed none”: what follows is not his word.
            return Heard(self._own, "said_media")
        inside = apart or inside or ([earlier[-1]] if earlier else [own[0]])
        best = min(inside, key=lambda one: (one.said.voice is Voice.MEDIA, self._far(one, figure)))
        heard = self._resolved(best, self._before(sentence), sentence)
        if heard.said.voice is Voice.MEDIA and best.said.words:
            return self._cited_after(sentence) or heard
        return heard

    def _pointed(self, sentence: Span) -> Heard | None:
        """“… That is according to the ministry”: the next sentence tells whose word this one is."""
        if self._of[sentence].rule == "said_by":
            return None
        index = self._sentences.index(sentence) + 1
        for after in self._sentences[index : index + 3]:
            if "\n" in self._low[sentence.end : after.start]:
                return None
            points = rule(*self._lexicon.pointing).match(self._low, after.start) is not None
            if not self._said.get(after):
                told = self._resolver.named_in(after) if points else None
                short = re.search(r"\d", self._low[after.start : after.end]) is None
                if told is not None and short and after.end - after.start <= _SHORT:
                    return Heard(told, "said_by", sure=False)
                continue
            near = after == self._sentences[index]
            if points or (near and self._names_figure(after)):
                every = self._said[after]
                first = min(every, key=lambda one: one.said.voice is Voice.MEDIA)
                return self._resolved(first, self._before(sentence), after)
            return None
        return None

    def _names_figure(self, sentence: Span) -> bool:
        """“The ministry gave the figure”: a short sentence without a number of its own."""
        words = self._low[sentence.start : sentence.end]
        if len(words) > _SHORT or re.search(r"\d", words):
            return False
        said = self._said[sentence][0]
        rest = words.replace(self._low[said.verb.start : said.verb.end], "")
        if rule(*self._lexicon.verbs, *self._lexicon.unsaid, *NUMBERS).search(rest):
            return False
        tail = self._low[said.verb.start : min(sentence.end, said.verb.end + _OBJECT)]
        return rule(*_FIGURE).search(tail) is not None

    def _cited_after(self, sentence: Span) -> Heard | None:
        """“It quoted the minister”, after what an agency reported: the minister's word, relayed."""
        index = self._sentences.index(sentence) + 1
        for after in self._sentences[index : index + 1]:
            words = self._low[after.start : after.end]
            cites = rule(*self._lexicon.citing).search(words)
            if "\n" in self._low[sentence.end : after.start] or re.search(r"\d", words):
                return None
            told = self._resolver.told_of(after.start, after.end)
            if cites is not None and told is not None:
                return Heard(told, "said_by", relay=True, sure=False)
        return None

    def named(self, who: Candidate, sentence: Span) -> Heard:
        """Who a bare “the ministry” is, where no verb of reporting stands by it."""
        bare = Attribution(who.span, who.span, who.said, relay=False, generic=who.rank == GENERIC)
        return self._resolved(bare, self._before(sentence), sentence)

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

    def _opens(self, one: Attribution, figure: Span) -> bool:
        """Whether a speaker opens what stands after a semicolon: what is before is not its word."""
        start = min(one.span.start, one.verb.start)
        cut = self._low.rfind(";", figure.end, start)
        if cut >= 0 and rule(*self._lexicon.pointing).match(self._low[cut + 1 :].lstrip()):
            # “… 203 of them; such was the figure that the ministry gave”.
            return False
        if cut >= 0 and _AS_FOR.match(self._low, cut):
            return start - cut <= 4 * _OPENING
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

    def _before(self, sentence: Span) -> Heard | None:
        found: Heard | None = None
        for other in self._sentences:
            if other.start >= sentence.start:
                break
            heard = self._of.get(other)
            if heard is not None and heard.said.voice is not Voice.MEDIA:
                found = heard
        return found

    def _resolved(self, one: Attribution, last: Heard | None, sentence: Span) -> Heard:
        if (
            one.pronoun
            and last is not None
            and self._low[one.span.start : one.span.end].startswith(
                ("the latter", "останн", "последн")
            )
        ):
            latter = [before for before in self._latter if before.end <= one.span.start]
            if latter and self._of.get(latter[-1]) == last:
                last = self._latter[latter[-1]]
        since = max(
            (other.end for other, heard in self._of.items()
             if other.end <= sentence.start and heard.said.voice is not Voice.MEDIA),
            default=0,
        )  # fmt: skip
        return self._resolver.resolve(one, sentence, last, since)

    def _opening(self, sentence: Span, one: Attribution) -> bool:
        """“She spoke of 31”, at the head of an answer: whom the guest tells of, and not"
        " the guest."""
        return self._low[sentence.start : one.span.start].strip(' —–-«“"') == ""

    def _sentence(self, sentence: Span, before: Span | None, last: Heard | None) -> Heard:
        own = self._said.get(sentence, ())
        answer = next((said for line, said in self._answers if line.meets(sentence)), None)
        other = [one for one in own if one.pronoun and self._opening(sentence, one)]
        if (
            answer is not None
            and not other
            and all(one.pronoun or one.said.voice is Voice.OTHER for one in own)
        ):
            return Heard(answer, "said_carried", sure=False, label=True)
        if all(one.said.voice is Voice.MEDIA for one in own) and self._by_us(sentence):
            return Heard(self._own, "said_media")
        if own:
            best = min(own, key=lambda one: one.said.voice is Voice.MEDIA)
            told = [one for one in own if one.said.voice is not Voice.MEDIA and not one.pronoun]
            if len(told) > 1:
                self._latter[sentence] = self._resolved(told[-1], last, sentence)
            return self._resolved(best, last, sentence)
        quoted = self._of_quotation(sentence)
        if quoted is not None:
            return self._resolved(quoted, last, sentence)
        alone = self._quoted_alone(sentence, last)
        if alone is not None:
            return alone
        if last is not None and self._carries(sentence, before, last):
            return Heard(last.said, "said_carried", last.relay, sure=False, label=last.label)
        return Heard(self._own, "said_media")

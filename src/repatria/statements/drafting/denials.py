"""Denials: “rejected reports that …”, «… не соответствует действительности», “that is invented”.

What is denied is not the speaker's word: its numbers are left, and the denial gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.statements.drafting.article import Article, Line
from repatria.statements.drafting.denial_words import DENIES, no_exchange
from repatria.statements.drafting.making import State
from repatria.statements.drafting.model import Draft, Span
from repatria.statements.drafting.other_claims import counted_in, way_of
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.silence import Silence
from repatria.statements.drafting.ways import Direction
from repatria.statements.quantity import Kind, Quantity
from repatria.statements.reasons import reason
from repatria.statements.vocabulary import ClaimKind, Per, Voice

# Where what is denied ends, and the speaker's own word begins.
_TURN = re.compile(
    r"[;:(]|,\s+(?:but|saying|and said|а|але|но|заявивш\w+|сказавш\w+|натомість|while|insisting|"
    r"adding)(?!\w)|\s[—–]\s|(?<!\w)(?:but|in fact|actually|instead|насправді|на самом деле)(?!\w)"
)
# What is denied where it stands in the sentence before: “this”, “the claim”, «ці слова».
_POINTED = re.compile(
    r"(?<!\w)(?:this|that(?!\s+(?:the|it|he|she|they|its|his|[\w']+\s+(?:had|has|have|was|were|is|are)))|it|these|those|such|claims?|reports?|allegations?|accusations?|"
    r"figures?|numbers?|accounts?|versions?|words?"
    r"|це|цього|таке|заяв\w*|слова|інформаці\w+|звинувачен\w+|цифр\w*|дані|повідомлення"
    r"|это|этого|такое|заявлени\w+|информаци\w+|обвинени\w+|данные|сообщени\w+)(?!\w)"
)
# «Двухсот не было»: the number that another told.
_WAS_NOT = re.compile(r"(?:\s+[\w'-]+)?\s+не\s+(?:было|було)(?!\w)(?!\s+(?:ни|жодн|ані))")
_FIGURE = re.compile(
    r"(?<!\w)(?:figures?|numbers?|counts?|claims?|reports?|цифр\w*|числ\w+|слов[аоу]\w*|"
    r"заяв\w+)(?!\w)"
)
# “Not ‘seventy’”: a number that somebody else said, turned down.
_NOT_QUOTED = re.compile(r"(?<!\w)(?:not|не|ні)\s+[«“\"'„]")
# “Neither 200 nor 20”, “there are no fourteen”, «ані двохсот»: numbers that are turned down.
_NEITHER = re.compile(
    r"(?<!\w)(?:ані|ні|ни|никаких|ніяких)\s+(?=[\w'])"
    r"|(?<!\w)(?:(?:there (?:are|were)|over|gave|got|received|took) no)\s+"
    r"|(?<!\w)(?:no|никаких|ніяких|жодн\w+|ни одн\w+)\s+(?:[^\W\d]\w*\s+){1,3}(?:with|of|"
    r"carrying|з|із|с|со)\s+"
    r"|(?<=[«“\"])не\s+|(?<=[.!?:]\s)не\s+"
)
_NOR = re.compile(r"(?:,|\s+(?:і|й|та|и|nor|or))?\s+(?:і |и )?(?:ані|ні|ни|не|nor)\s+")
# How far, in characters, a number stands before the verb that denies it alone.
_BESIDE = 2
_REFUSED = re.compile(
    r"(?<!\w)(?:відмовил\w+|відмовля\w+|відмов(?:а|у|и|ою|ився|илась)|отказал\w+|отказыва\w+|"
    r"отказ(?:а|е|ом|у)?|refus(?:ed|es|al|ing)|declin(?:ed|es|ing))(?!\w)"
)
_OPEN = re.compile(r"any|a single|хотя|хоча")


@dataclass(frozen=True, slots=True)
class Denial:
    """The words that deny, and the stretch of the sentence that they deny."""

    verb: Span
    scope: Span


def denials_in(article: Article, line: Line) -> Iterator[Denial]:
    """The denials of a sentence, in its order."""
    lexicon = article.lexicon
    nouns = (*lexicon.swap_noun, *lexicon.give_noun, *lexicon.back_noun)
    shapes = (rule(*lexicon.denies), DENIES, no_exchange(rule(*nouns).pattern))
    every = [
        match
        for shape in shapes
        for match in shape.finditer(article.low, line.span.start, line.span.end)
    ]
    outer: Denial | None = None
    for match in sorted(every, key=lambda one: one.start()):
        if outer and outer.scope.holds(Span(*match.span())) and _REFUSED.search(match[0]):
            # “Denied that it refused to take 250”: what is denied is no denial of its own.
            continue
        found = _denial(article, line, match)
        if found is not None:
            outer = found
            yield found
    for match in _NEITHER.finditer(article.low, line.span.start, line.span.end):
        told = [one for one in line.numbers if match.end() == one.figure.core.start]
        if told:
            last = told[0].figure.span.end
            for one in line.numbers:
                between = article.low[last : one.figure.core.start]
                if one.figure.core.start > last and _NOR.fullmatch(between):
                    last = one.figure.span.end
            yield Denial(Span(*match.span()), Span(match.start(), last))
    for number in line.numbers:
        none = _WAS_NOT.match(article.low, number.figure.span.end, line.span.end)
        if none is not None and number.figure.quantity.kind is not Kind.NONE:
            yield Denial(Span(*none.span()), Span(number.figure.span.start, none.end()))
        quoted = _NOT_QUOTED.search(article.low, line.span.start, number.figure.span.start)
        if quoted is not None and quoted.end() == number.figure.span.start:
            yield Denial(Span(*quoted.span()), Span(quoted.start(), number.figure.span.end))


def _denial(article: Article, line: Line, match: re.Match[str]) -> Denial | None:
    """A verb denies what follows it; “is a lie”, what stands before."""
    low, lexicon = article.low, article.lexicon
    head = low[max(line.span.start, match.start() - 30) : match.start()]
    neither = re.search(r"(?<!\w)(?:nor|not|neither|ні|не|ни|n't)\s+(?:\w+\s+)?$", head)
    if neither is not None and not match[0].startswith(("не", "not")):
        return None
    verb = Span(*match.span())
    turn = _TURN.search(low, verb.end, line.span.end)
    scope = Span(verb.start, turn.start() if turn is not None else line.span.end)
    speaks = rule(*lexicon.says).fullmatch(match[0]) is not None
    spoken = any(one.verb.meets(verb) for one in line.said)
    beside = [one for one in line.numbers if 0 < verb.start - one.figure.core.end <= _BESIDE]
    if beside and not low[beside[-1].figure.core.end : verb.start].strip():
        # «Троих опровергает»: the number is the object of the verb after it.
        return Denial(verb, Span(beside[-1].figure.span.start, verb.end))
    about = [one for one in line.numbers if scope.holds(one.figure.core)]
    acted = [one for one in line.acts if scope.holds(one.span)]
    if not (speaks and spoken) and not about and not acted:
        # “… is invented”, and the object before its verb: what is denied stands before it.
        scope = Span(_start(low, line.span, verb), scope.end)
    elif not about and not acted:
        scope = Span(_start(low, line.span, verb), scope.end)
    return Denial(verb, scope)


def _before(article: Article, line: Line, state: State) -> bool:
    """Whether the sentence before, or the one before that, tells of a handing over."""
    index = article.lines.index(line)
    near = {one.span for one in article.lines[max(0, index - 2) : index]}
    return any(one.sentence in near for one in state.drafts)


def _start(low: str, sentence: Span, verb: Span) -> int:
    turns = [match.end() for match in re.finditer(r"[;:]\s", low[sentence.start : verb.start])]
    return sentence.start + (turns[-1] if turns else 0)


def denial_drafts(article: Article, line: Line, denial: Denial, state: State) -> list[Draft]:
    """A denial as a draft: who denies, and which handing over; none where no such is spoken of."""
    scope, lexicon = denial.scope, article.lexicon
    acts = [one for one in line.acts if scope.holds(one.span)]
    numbers = [one for one in line.numbers if scope.holds(one.figure.core)]
    topic = rule(*lexicon.body, *lexicon.prisoner, *lexicon.person, *lexicon.exchange)
    named = topic.search(article.low, scope.start, scope.end) is not None
    none = [one for one in numbers if one.figure.quantity.kind is Kind.NONE]
    if any(_OPEN.match(one.figure.span.of(article.low)) for one in none):
        # “Denied having received any”: that none were received is the speaker's own word.
        return []
    heard = article.voices.at(line.span, line.span, denial.verb)
    told = (
        bool(line.said)
        or heard.said.voice is not Voice.MEDIA
        or _FIGURE.search(article.low, line.span.start, line.span.end) is not None
    )
    pointed = told and _before(article, line, state)
    pointed = pointed and _POINTED.search(article.low, line.span.start, line.span.end) is not None
    if not (acts or numbers or pointed or (named and (line.said or state.drafts))):
        return []
    every = (*acts, *line.acts)
    event = every[0] if every else None
    ends = [scope.start, denial.verb.start, denial.verb.end]
    ends += [end for one in acts for end in (one.span.start, one.span.end)]
    ends += [one.figure.span.end for one in numbers]
    if (named or pointed) and not acts and not numbers:
        ends.append(scope.end)
    whole = Span(min(ends), max(ends))
    heard = article.voices.at(line.span, line.span, denial.verb)
    before = state.before
    way: Direction = way_of(
        article, line, Silence(whole, denial.verb, False, None), event, heard.said, before,
        loose=True,
    )  # fmt: skip
    unit, category = counted_in(article, line, state.drafts)
    words = " ".join(whole.of(article.text).split())
    return [
        Draft(
            kind=ClaimKind.DENIAL,
            quantity=Quantity(Kind.NOT_STATED, words=words),
            unit=unit,
            category=category,
            giver=way.giver,
            receiver=way.receiver,
            both=way.both,
            per=Per.SIDE,
            said=heard.said,
            relay=heard.relay,
            said_on=article.published,
            covers=None,
            figure=whole,
            sentence=line.span,
            reasons=(
                reason("kind_read", words=denial.verb.of(article.text)),
                reason(way.rule),
                reason(heard.rule, words=heard.said.words),
            ),
            doubts=(reason("check_direction"),),
        )
    ]

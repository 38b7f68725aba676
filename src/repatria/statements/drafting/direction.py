"""From whom to whom: the rules that read a direction out of one clause, in their order.

Each rule looks at what is nearest to the number first: words that oppose it to the number before,
the two sides named together, what it leans on without a verb, the verb with its parties. The first
that tells a direction holds; without any, the text's running topic does, with a doubt.
"""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.statements.drafting.by_verb import again, fallback, pair, parallel
from repatria.statements.drafting.carriers import BOTH_SAY, VEHICLE
from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.compass import opposed
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.roles import Roles, roles_in
from repatria.statements.drafting.subjects import arrival, own_piece
from repatria.statements.drafting.told_by_verb import Told, by_verb
from repatria.statements.drafting.ways import NONE, Around, Direction

_PRICE = re.compile(r"(?<!\w)(?:за|for)\s+$")
_VERSUS = re.compile(
    r"(?<!\w)(?:проти|против|against|versus|vs\.?|as opposed to|compared (?:with|to))\s+"
    r"(?:[\w-]+\s+){0,2}$"
    r"|(?<!\w)(?:в обмен на|взамен на|(?:в|у|на) обмін на|взамін на|in (?:exchange|return) for)\s+"
    r"(?:[\w-]+\s+){0,3}$"
)
_HOMEWARDS = ("додому", "на батьківщину", "домой", "на родину")
# “31 bodies for 1,000”.
_PAID = re.compile(r"(?:\s+[\w'-]+){0,3}?\s+(?:за|for|на)\s+(?:[\w'-]+\s+)?")
_WHO = re.compile(
    r"\W*(?:(?:а|and|but|та|і|и)\s+)?(?:(?P<we>ми|мы|we)|вони|они|they|the others)(?:\s+[—–-])?\s*$"
)
_BETWEEN = re.compile(r"(?<!\w)(?:between|между|між)(?!\w)")
# How far, in characters, after “between” the two sides stand.
_PAIR = 40
# How far, in characters, after a number “from each side” ends that is said of it.
_EACH = 40
_EDGE = re.compile(r"[,;:.()]|\d")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


# How far, in characters, a number stands from the one before where it is none of the same list.
_LONG = 45
# How far before the stretch of a number the party stands that is its label, or after it.
_LABEL = 16


def direct(
    low: str,
    clause: Clause,
    event: Event | None,
    figure: Span,
    found: tuple[Mention, ...],
    around: Around,
    lexicon: Lexicon,
    *,
    leaning: bool = False,
    window: Span | None = None,
    far: bool = False,
) -> Direction:
    """The direction of a figure governed by `event`; `leaning` where an act is another's.

    `far` where the sentence tells of no act at all.
    """
    here = [one for one in found if clause.span.holds(one.span)]
    if far:
        here = _beside(low, figure, here)
    role = roles_in(
        low, clause, event, figure, here, around, lexicon, leaning=leaning, window=window
    )
    words = BOTH_SAY.sub(_blank, low[clause.span.start : clause.span.end])
    turned = _turned(low, clause, figure, window, lexicon)
    early = _opposed(low, clause, figure, window, role, around)
    if early.known:
        return early
    beside = rule(*lexicon.each).search(low, figure.end, figure.end + _EACH)
    if beside is not None and pair(around)[0] and not _EDGE.search(low, figure.end, beside.start()):
        return Direction(*pair(around), both=True, rule="by_both")
    each = (event is None or far) and rule(*lexicon.each).search(words)
    if each and pair(around)[0] and not (role.to or role.source or role.people):
        return Direction(*pair(around), both=True, rule="by_both")
    if event is None:
        leant = _without_act(role, turned, around)
        if leant.known:
            return leant
        event = Event(figure, Act.SWAP, noun=True)
    told = Told(low, clause, event, figure, here, found, role, around, lexicon, turned)
    told = _settled(told, words)
    mutual = _mutual(told, words, window, leaning)
    if mutual.known:
        return mutual
    if leaning:
        leant = _leaning(told)
        if leant.known or told.bare:
            return leant
    if leaning and _apart(told, None if far else window):
        return around.pair("", role.people, "by_people")
    read = by_verb(told, words)
    if read.known:
        return read
    if told.bare and window is not None:
        # “Six among the 146 Southerners who came home”: they are told of with the next number.
        wide = roles_in(
            low, clause, event, figure, here, around, lexicon, leaning=leaning, window=None
        )
        if wide.people:
            return around.pair("", wide.people, "by_people")
    more = rule(*lexicon.another).search(words) is not None
    return fallback(told.event, told.passive, turned, told.ours(words), told.homewards(words),
                    around, more, bool(lexicon.be))  # fmt: skip


def _beside(low: str, figure: Span, here: list[Mention]) -> list[Mention]:
    """Without an act in the sentence only who stands right by the number tells anything of it."""
    beside = own_piece(low, figure, loose=True)
    inside = [one for one in here if beside.holds(one.span)]
    return inside or [
        one
        for one in here
        if 0 <= beside.start - one.span.end <= _LABEL or 0 <= one.span.start - beside.end <= _LABEL
    ]


def _turned(low: str, clause: Clause, figure: Span, window: Span | None, lexicon: Lexicon) -> bool:
    """Whether “in return”, “the other way” is said of this number."""
    start = clause.span.start if window is None else min(window.start, clause.span.start)
    way_back = rule(*lexicon.in_return).search(low, start, clause.span.end)
    if way_back is None or window is None or way_back.end() > figure.start:
        return way_back is not None
    # “As many went the other way: 84”: said of the number before already.
    return not re.match(r"\s*:", low[way_back.end() : figure.start])


def _opposed(
    low: str, clause: Clause, figure: Span, window: Span | None, role: Roles, around: Around
) -> Direction:
    """What opposes a number to the one before it: “against”, “west … east”, the price paid."""
    if around.near and around.before.known and not around.before.both:
        # “1,200 against 27”: the one stands for the other way.
        versus = _VERSUS.search(low, max(0, figure.start - 40), figure.start)
        paid = window is not None and _PAID.fullmatch(low, window.start, figure.start)
        if versus is not None or paid or opposed(low, figure, window, clause.span):
            return around.before.reversed()
    if role.people and _PRICE.search(low, max(0, figure.start - 6), figure.start):
        # “For 84 of ours they gave 84”: the price, and what it was paid for.
        return around.pair("", role.people, "by_people")
    return NONE


def _without_act(role: Roles, turned: bool, around: Around) -> Direction:
    """A number in a text that has told of no act yet, or after both sides were told of."""
    if role.subject or role.to or role.source or role.people or role.by:
        return NONE
    if around.outside and pair(around)[0]:
        return Direction(*pair(around), both=True, rule="by_both", sure=False)
    before = around.before
    if turned and before.known and not before.both:
        return before.reversed()
    if before.known and ((before.sure and not before.both) or not around.speaker):
        return again(before)
    if around.speaker:
        return replace(around.pair("", around.speaker, "by_speaker"), sure=False)
    return NONE


def _settled(told: Told, words: str) -> Told:
    """The verb and its target, where the words beside it tell more than the table does."""
    event, role = told.event, told.role
    if event.act is Act.GIVE and not event.passive and not event.noun:
        head = told.low[max(told.clause.span.start, event.span.start - 45) : event.span.start]
        if VEHICLE.search(head):
            # “Buses brought 146 defenders”: what carries them gives nobody.
            event = replace(event, act=Act.HOME)
            role = replace(role, subject="")
            told = replace(told, event=event, role=role)
    if event.act is Act.HOME and not role.to:
        return told.to(arrival(told.here, event))
    nobody = not (role.to or role.subject or role.source or role.by)
    if nobody and event.act is Act.GIVE and not event.passive and not event.noun:
        ours = rule("ми", "мы").search(words)
        if rule(*_HOMEWARDS).search(words) and not ours:
            # «Додому привезли 40 тіл»: nobody is named who did it, as in a passive.
            return replace(told, event=replace(event, act=Act.HOME))
    sent = event.act is Act.GIVE and not (role.to or role.source or role.by) and told.passive
    if sent and told.homewards(words):
        # “Eight villagers were sent home”: they return, whoever sent them.
        return replace(told, event=replace(event, act=Act.HOME, passive=True))
    return told


def _mutual(told: Told, words: str, window: Span | None, leaning: bool) -> Direction:
    """“Each”, “both sides”, and a verb of exchange without anything that tells of one side."""
    event, role, around = told.event, told.role, told.around
    piece = own_piece(told.low, told.figure)
    near = told.low[piece.start : piece.end] if window is not None and role.people else words
    each = rule(*told.lexicon.each).search(near) is not None
    swap = event.act is Act.SWAP
    lone = leaning and (role.subject or role.people or role.by)
    mutual = each or (swap and not event.noun and not lone)
    alone = each or not role.people or event.act is not Act.HOME
    if not (role.to or role.source or role.people) and _between(told):
        mutual = alone = True
    several = swap and window is not None and role.people and not each
    if mutual and alone and not several and not (role.to or role.source) and pair(around)[0]:
        return Direction(*pair(around), both=True, rule="by_both", subject=role.subject)
    return NONE


def _apart(told: Told, window: Span | None) -> bool:
    """“The South got 528, while they put the Northern share at 41”: no list goes on there."""
    far = window is None or told.figure.start - window.start > _LONG
    role = told.role
    other = role.subject or role.to or role.source or role.by
    return bool(role.people) and not other and far


def _between(told: Told) -> bool:
    """“Freed between the South and the North”: both sides named together, and none apart."""
    piece = own_piece(told.low, told.event.span)
    head = _BETWEEN.search(told.low, piece.start, piece.end)
    if head is None or told.event.noun or told.event.act is Act.HOME:
        return False
    named = [one for one in told.here if 0 <= one.span.start - head.end() <= _PAIR]
    return len({one.party for one in named}) == 2


def _leaning(told: Told) -> Direction:
    """A number whose verb is that of another: “The South got 1,000, the North 27”."""
    event, role, around = told.event, told.role, told.around
    if told.bare:
        head = told.low[max(told.clause.span.start, told.figure.start - _LABEL) : told.figure.start]
        they = _WHO.match(head) if around.near and around.us else None
        if they is not None and around.before.known and not around.before.both:
            # “We got 909, they 43”.
            side = around.us if they["we"] else around.other(around.us)
            subject = around.before.subject or around.us
            way = around.before if subject == side else around.before.reversed()
            return replace(way, rule="by_subject", subject=side)
        if not around.before.known and around.us:
            return replace(around.pair("", around.us, "by_speaker"), sure=False)
        return around.before.reversed() if told.turned else again(around.before)
    if role.to or role.source or role.people:
        return NONE
    way = parallel(event, role.subject, role.by, around)
    if way.known:
        return way
    if role.by and not role.subject:
        return around.pair("", role.by, "by_subject", role.by)
    if event.act is Act.SWAP:
        # “Of Russia's side 175 as well”: after an exchange, those whom a side got.
        who = role.subject or role.by
        return around.pair("", who, "by_subject", who)
    return NONE

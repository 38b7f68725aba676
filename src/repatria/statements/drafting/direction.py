"""From whom to whom: the rules that read a direction out of one clause."""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.roles import arrival, reduced, roles_in
from repatria.statements.drafting.ways import NONE, Around, Direction

_PRICE = re.compile(r"(?<!\w)(?:за|for)\s+$")
# How far before a pronoun the party stands that it means.
_FAR = 80


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
) -> Direction:
    """The direction of a figure governed by `event`; `leaning` where an act is another's."""
    words = low[clause.span.start : clause.span.end]
    here = [one for one in found if clause.span.holds(one.span)]
    role = roles_in(
        low, clause, event, figure, here, around, lexicon, leaning=leaning, window=window
    )
    subject, to, source, by, people = role.subject, role.to, role.source, role.by, role.people
    start = clause.span.start if window is None else min(window.start, clause.span.start)
    turned = rule(*lexicon.in_return).search(low, start, clause.span.end) is not None
    if people and _PRICE.search(low, max(0, figure.start - 6), figure.start):
        # “For 84 of ours they gave 84”: the price, and what it was paid for.
        return around.pair("", people, "by_people")
    if event is None:
        bare = not (subject or to or source or people or by)
        if bare and around.outside and _pair(around)[0]:
            return Direction(*_pair(around), both=True, rule="by_both", sure=False)
        if bare and turned and around.before.known and not around.before.both:
            return around.before.reversed()
        leans = around.before.sure and not around.before.both
        if bare and around.before.known and (leans or not around.speaker):
            return _again(around.before)
        if around.speaker and bare:
            return replace(around.pair("", around.speaker, "by_speaker"), sure=False)
        event = Event(figure, Act.SWAP, noun=True)
    if event.act is Act.HOME and not to:
        to = arrival(here, event)
    each = rule(*lexicon.each).search(words) is not None
    swap = event.act is Act.SWAP
    mutual = each or (swap and not event.noun and not (leaning and (subject or people or by)))
    alone = each or not people or event.act is not Act.HOME
    several = swap and window is not None and people and not each
    if mutual and alone and not several and not (to or source) and _pair(around)[0]:
        return Direction(*_pair(around), both=True, rule="by_both", subject=subject)
    if leaning and by and not (to or source or people or subject):
        return around.pair("", by, "by_subject", by)
    if leaning and swap and (subject or by) and not (to or source or people):
        # “Of Russia's side 175 as well”: after an exchange, those whom a side got.
        return around.pair("", subject or by, "by_subject", subject or by)
    passive = event.passive or reduced(low, event, figure, here, lexicon)
    homewards = rule(*lexicon.homewards).search(words) is not None
    if passive and homewards and event.act is Act.GIVE and not (to or source or by):
        # “Eight villagers were sent home”: they return, whoever sent them.
        event = replace(event, act=Act.HOME)
    if not to and (event.passive or not subject) and rule("їй", "ей", "йому", "ему").search(words):
        named = [one for one in found if 0 <= event.span.start - one.span.end <= _FAR]
        to = named[-1].party if named else around.speaker
    if leaning and not (subject or to or source or people or by):
        if not around.before.known and around.us:
            return replace(around.pair("", around.us, "by_speaker"), sure=False)
        return around.before.reversed() if turned else _again(around.before)
    ours = around.us if rule(*lexicon.ours).search(words) and to != around.us else ""
    own = rule(*lexicon.own).search(words) is not None
    if passive or event.act is Act.HOME:
        if subject and event.act is Act.GIVE and not to and figure.start >= event.span.end:
            to = "" if event.noun else subject
        carried = around.near and bool(lexicon.be) and not (subject or to or source or by)
        if carried and event.act is Act.GIVE and not event.noun and figure.start >= event.span.end:
            # “The North gave 1,000 and was given 24”: the subject before is the one that was given.
            to = around.subject
        read = _passive(event, subject, by, to, source, people, around)
    else:
        actor = subject or ours
        inherited = ""
        if not actor:
            inherited = around.subject or around.speaker
            if inherited == to and event.act in (Act.GIVE, Act.BACK, Act.FREE):
                inherited = around.other(to)
            if to and event.act is Act.TAKE:
                inherited = to
        back = event.act is Act.BACK and not lexicon.be
        if ours and back and around.near and around.before.receiver == ours and not (to or source):
            # “They returned us 1,003, we returned 26”: the second goes the other way.
            return around.before.reversed()
        if not (actor or to or source or people) and turned and around.before.known:
            return around.before.reversed()
        read = _active(
            event, actor or inherited, to, source, people, own or homewards, around, lexicon
        )
    if read.known:
        return read
    more = rule(*lexicon.another).search(words) is not None
    return _fallback(event, passive, turned, ours, homewards, around, more, bool(lexicon.be))


def _pair(around: Around) -> tuple[str, str]:
    sides = sorted(around.sides)
    return (sides[0], sides[1]) if len(sides) == 2 else ("", "")


def _again(before: Direction) -> Direction:
    rule_ = "by_context" if before.known else "by_none"
    return Direction(before.giver, before.receiver, before.both, rule_, subject=before.subject)


def _active(
    event: Event,
    subject: str,
    to: str,
    source: str,
    people: str,
    own: bool,
    around: Around,
    lexicon: Lexicon,
) -> Direction:
    if event.act is Act.GIVE:
        if not subject:
            return around.pair(source, to or people, "by_target" if to or source else "by_people")
        receiver = to if to != subject else ""
        return around.pair(subject, receiver, "by_subject", subject)
    if event.act is Act.TAKE:
        if not subject:
            return around.pair(source, to or people, "by_target" if to or source else "by_people")
        return around.pair(source if source != subject else "", subject, "by_subject", subject)
    if event.act is Act.SWAP:
        return around.pair(source, to or people, "by_target" if to or source else "by_people")
    if to and to != subject:
        return around.pair(source or subject, to, "by_target", subject)
    if source and source != subject:
        return around.pair(source, subject or people, "by_target", subject)
    if people:
        return around.pair("", people, "by_people", subject)
    if not subject:
        return NONE
    if around.speaker and around.speaker != subject and not own:
        read = around.pair(subject, "", "by_subject", subject)
        return replace(read, sure=False, doubt="check_return")
    if own or (not lexicon.be and event.act is Act.BACK):
        return around.pair("", subject, "by_subject", subject)
    read = around.pair(subject, "", "by_subject", subject)
    sure = event.act is Act.FREE
    return replace(read, sure=sure, doubt="" if sure else "check_return")


def _passive(
    event: Event, subject: str, by: str, to: str, source: str, people: str, around: Around
) -> Direction:
    if event.act is Act.TAKE:
        receiver = by or to
        if receiver or source:
            return around.pair(source, receiver, "by_target", receiver)
        return around.pair("", people, "by_people") if people else NONE
    if event.act is Act.HOME and not (to or source or people) and subject:
        return around.pair("", subject, "by_subject", subject)
    if to or source or (by and not people):
        giver = source or (by if by != to else "")
        return around.pair(giver, to, "by_target", giver)
    if people:
        return around.pair("", people, "by_people")
    if subject and event.noun and event.act in (Act.GIVE, Act.BACK, Act.FREE):
        return around.pair(subject, "", "by_subject", subject)
    return NONE


def _fallback(
    event: Event,
    passive: bool,
    turned: bool,
    ours: str,
    homewards: bool,
    around: Around,
    more: bool,
    english: bool,
) -> Direction:
    """No party in the clause tells it: “in return”, the speaker's own side, or what went before."""
    if (turned or (around.turn and not ours)) and around.before.known and not around.before.both:
        return around.before.reversed()
    if ours:
        gives = event.act is Act.GIVE and not passive
        return around.pair(ours if gives else "", "" if gives else ours, "by_speaker")
    speaker = around.speaker
    if around.outside and _pair(around)[0]:
        return Direction(*_pair(around), both=True, rule="by_both", sure=False)
    if event.act is Act.SWAP and _pair(around)[0]:
        return Direction(*_pair(around), both=True, rule="by_both", sure=not event.noun)
    back = event.act is Act.HOME or (event.act is Act.BACK and not english)
    known = around.before.known and (around.near or more)
    if speaker and passive and not known and event.act is Act.GIVE:
        found = around.pair(speaker, "", "by_speaker")
    elif back and (around.us if not around.near else "") and (passive or event.act is Act.HOME):
        found = around.pair("", around.us, "by_speaker")
    elif around.before.known and not around.before.both and passive and event.act is not Act.TAKE:
        found = _again(around.before)
    elif speaker and event.act is Act.GIVE:
        found = around.pair(speaker, "", "by_speaker")
    elif around.us and (event.act in (Act.TAKE, Act.HOME) or homewards or passive):
        found = around.pair("", around.us, "by_speaker")
    else:
        found = _again(around.before)
    if not found.known and event.act in (Act.BACK, Act.FREE) and _pair(around)[0]:
        found = Direction(*_pair(around), both=True, rule="by_both")
    return Direction(found.giver, found.receiver, found.both, found.rule, False, found.subject)

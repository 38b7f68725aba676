"""From whom to whom by the verb: its subject, to whom, from whom, and whose people they are."""

from __future__ import annotations

from dataclasses import replace

from repatria.statements.drafting.clauses import Act, Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.ways import NONE, Around, Direction


def parallel(event: Event, subject: str, by: str, around: Around) -> Direction:
    """“The South got 1,000, the North 27”: who stands without a verb does what the verb says."""
    before = around.before
    if subject and not by and around.near and before.known and not before.both:
        if before.subject:
            way = before if before.subject == subject else before.reversed()
            return replace(way, rule="by_subject", subject=subject)
        if before.rule == "by_target" and (event.passive or event.act is Act.HOME):
            return around.pair("", subject, "by_target")
    if by and not subject and around.near and event.passive and event.act is not Act.SWAP:
        if event.act is Act.TAKE:
            return around.pair("", by, "by_target", by)
        return around.pair(by, "", "by_target", by)
    return NONE


def pair(around: Around) -> tuple[str, str]:
    sides = sorted(around.sides)
    return (sides[0], sides[1]) if len(sides) == 2 else ("", "")


def again(before: Direction) -> Direction:
    rule_ = "by_context" if before.known else "by_none"
    return Direction(before.giver, before.receiver, before.both, rule_, subject=before.subject)


def active(
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
        if to and to == subject:
            # “Lorries brought 1,000 bodies to the South, the South said”: it gives itself nothing.
            return around.pair(source if source != to else "", to, "by_target")
        receiver = to
        return around.pair(subject, receiver, "by_subject", subject)
    if event.act is Act.TAKE:
        if not subject:
            return around.pair(source, to or people, "by_target" if to or source else "by_people")
        return around.pair(source if source != subject else "", subject, "by_subject", subject)
    if event.act is Act.SWAP:
        return around.pair(source, to or people, "by_target" if to or source else "by_people")
    if to and to != subject:
        return around.pair(source or subject, to, "by_target", subject)
    if to and event.act is Act.BACK:
        return around.pair(source if source != to else "", to, "by_target")
    if source and source != subject:
        return around.pair(source, subject or people, "by_target", subject)
    if people:
        return around.pair("", people, "by_people", subject)
    if not subject:
        return NONE
    if lexicon.be and event.own:
        # “The South repatriated 1,200”: one's own, where no word says else.
        own = True
    if around.sense and not own and event.act is Act.BACK:
        gives = around.sense == "gives"
        read = around.pair(
            subject if gives else "", "" if gives else subject, "by_subject", subject
        )
        return replace(read, sure=False, doubt="check_return")
    mine = around.speaker or (around.us if event.act is Act.BACK else "")
    if event.act is Act.BACK and not lexicon.be:
        mine = around.home or mine
    if mine and mine != subject and not own:
        read = around.pair(subject, "", "by_subject", subject)
        return replace(read, sure=False, doubt="check_return")
    slavic = not lexicon.be and event.act is Act.BACK
    if own or (slavic and mine == subject):
        return around.pair("", subject, "by_subject", subject)
    read = around.pair(subject, "", "by_subject", subject)
    sure = event.act is Act.FREE
    return replace(read, sure=sure, doubt="" if sure else "check_return")


def passive(
    event: Event, subject: str, by: str, to: str, source: str, people: str, around: Around
) -> Direction:
    if event.act is Act.TAKE:
        receiver = by or to or ("" if people else subject)
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


def fallback(
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
    if around.outside and pair(around)[0]:
        return Direction(*pair(around), both=True, rule="by_both", sure=False)
    if event.act is Act.SWAP and pair(around)[0]:
        return Direction(*pair(around), both=True, rule="by_both", sure=not event.noun)
    back = event.act is Act.HOME or (event.act is Act.BACK and not english)
    known = around.before.known and (around.near or more)
    if speaker and passive and not known and event.act is Act.GIVE:
        found = around.pair(speaker, "", "by_speaker")
    elif back and around.us and not around.near:
        found = around.pair("", around.us, "by_speaker")
    elif around.before.known and not around.before.both and passive and event.act is not Act.TAKE:
        found = again(around.before)
    elif speaker and event.act is Act.GIVE:
        found = around.pair(speaker, "", "by_speaker")
    elif around.us and (event.act in (Act.TAKE, Act.HOME) or homewards or passive):
        found = around.pair("", around.us, "by_speaker")
    else:
        found = again(around.before)
    if not found.known and event.act in (Act.BACK, Act.FREE) and pair(around)[0]:
        found = Direction(*pair(around), both=True, rule="by_both")
    return Direction(found.giver, found.receiver, found.both, found.rule, False, found.subject)

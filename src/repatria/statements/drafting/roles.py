"""Who does what in one clause: the side that acts, gives, receives, and whose people they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.ways import Around

# How near, in characters, people stand before the verb whose subject they are.
_CLOSE = 25
# How near a place stands to the verb of arriving at it.
_STEP = 12


# “To them” beside “to us”: the other side.
_THEM = re.compile(r"^\W*(?:а\s+|та\s+|and\s+)?(?:їм|им|to them)(?!\w)")
# How words for people end where they can act, and where they receive.
_ACTING = ("ns", "и", "і", "ы", "е")
_RECEIVING = ("ам", "ям")
# “46 in, three out”, «тысяча туда, девятнадцать оттуда»: seen from the speaker's side.
_OUT = ("out", "туда", "туди")
_WAY = re.compile(
    r"[»”\"]?(?:\s+\w+)?\s+(in|out|туда|туди|оттуда|звідти|сюда|сюди)(?=\s*(?:[,.;:»”]|$|and\s|й\s|і\s|и\s))"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of a clause by what they are there; empty where none is."""

    subject: str
    to: str
    source: str
    by: str
    people: str


def roles_in(
    low: str,
    clause: Clause,
    event: Event | None,
    figure: Span,
    here: list[Mention],
    around: Around,
    lexicon: Lexicon,
    *,
    leaning: bool,
    window: Span | None,
) -> Roles:
    """The roles around a figure, by the parties named and by “we”, “they”, “our”, “their own”."""
    words = low[clause.span.start : clause.span.end]
    by = _near(here, Place.BY, figure)
    to, source = _near(here, Place.TO, figure), _near(here, Place.FROM, figure)
    close = [one for one in here if window is None or window.holds(one.span)]
    people = _near([one for one in close if one.span.start >= figure.start], Place.BELONGS, figure)
    people = people or _near(close, Place.BELONGS, figure)
    if not people and window is None:
        people = _near(here, Place.BELONGS, figure)
    subject = _subject(low, here, event, figure, lexicon, leaning)
    if lexicon.be and event is not None and event.act is Act.BACK and not event.passive:
        crowd = [one for one in here if one.place is Place.PEOPLE]
        before = bool(crowd) and crowd[-1].span.end <= event.span.start
        if before and people == subject == crowd[-1].party:
            # “The Southerners have returned 15,000”: those who act are not those returned.
            people = ""
    mine = around.us or around.other(subject)
    if not to and not lexicon.be:
        given = [
            one
            for one in close
            if one.place is Place.PEOPLE and low[one.span.start : one.span.end].endswith(_RECEIVING)
        ]
        to = min(given, key=lambda one: _gap(one.span, figure)).party if given else ""
    if not to and rule(*lexicon.us_to).search(words):
        to = mine
    if not source and rule(*lexicon.us_from).search(words):
        source = mine
    wide = low[clause.span.start : clause.span.end + _CLOSE]
    if not to and mine and rule(*lexicon.ours).search(wide) and _THEM.search(words):
        to = around.other(mine)
    if not to and mine and rule(*lexicon.them_to).search(words) and not _third(words, lexicon):
        to = around.other(mine)
    way = _WAY.match(low, figure.end)
    if way is not None and around.us and not (to or source):
        out = rule(*_OUT).fullmatch(way[1]) is not None
        to = around.other(around.us) if out else around.us
    them = rule(*lexicon.them).search(words)
    if them is None and around.quoted and around.speaker and not rule(*lexicon.ours).search(words):
        them = rule("they", "вони", "они").search(words)
    if subject and them is not None and event is not None:
        # “Those whom we awaited the enemy did not bring”: the nearer to the verb acts.
        place = clause.span.start + them.start()
        nearer = [one for one in here if place < one.span.start < event.span.start]
        before = any(one.place is Place.SUBJECT and one.span.end <= place for one in here)
        if before and not nearer and place < event.span.start:
            subject = ""
    if not subject and them is not None:
        subject = around.other(around.us or around.subject or _last(event, around))
    if rule(*lexicon.ours).match(low, figure.end + 1) and around.us and not lexicon.be:
        people = around.us
    if not people:
        people = _whose(low, figure, window or clause.span, subject, around, lexicon)
    return Roles(subject, to, source, by, people)


def _last(event: Event | None, around: Around) -> str:
    """The side that did before what the other side is said to do now."""
    gives = event is not None and event.act is Act.GIVE
    return around.before.giver if gives else around.before.receiver


def _third(words: str, lexicon: Lexicon) -> bool:
    """Whether “to them” is in nobody's own mouth, and so may mean either side."""
    third = rule("їм", "to them").search(words)
    return third is not None and rule(*lexicon.ours).search(words) is None


def _whose(
    low: str, figure: Span, window: Span, subject: str, around: Around, lexicon: Lexicon
) -> str:
    """Whose people they are by “our”, “their”, “its own” right by the number."""
    place = Span(max(window.start, figure.start - 20), min(window.end, figure.end + 22))
    if rule(*lexicon.theirs).search(low, place.start, place.end) and not lexicon.be:
        return around.other(around.us)
    if rule(*lexicon.ours).search(low, max(place.start, figure.end), place.end):
        return around.us
    if rule(*lexicon.own).search(low, place.start, place.end):
        return subject or around.speaker
    return ""


def _near(rows: list[Mention], place: Place, figure: Span) -> str:
    also = Place.PEOPLE if place is Place.BELONGS else place
    inside = [one for one in rows if one.place in (place, also)]
    if not inside:
        return ""
    return min(inside, key=lambda one: _gap(one.span, figure) + _broken(one, figure)).party


def _broken(one: Mention, figure: Span) -> int:
    """In “1,000 to the South, 35 to the North” what stands before a number is the one before it."""
    beside = one.span.end + 1 == figure.start
    return _CLOSE if one.place is Place.TO and one.span.end <= figure.start and not beside else 0


def arrival(here: list[Mention], event: Event) -> str:
    """“Reached the South”, “arrived in the South”: a place named right after the verb."""
    near = [one for one in here if 0 <= one.span.start - event.span.end <= _STEP]
    found = [one for one in near if one.place in (Place.AT, Place.SUBJECT)]
    return found[0].party if found else ""


def _gap(span: Span, figure: Span) -> int:
    return max(span.start - figure.end, figure.start - span.end)


def _subject(
    low: str,
    here: list[Mention],
    event: Event | None,
    figure: Span,
    lexicon: Lexicon,
    leaning: bool,
) -> str:
    """The party that acts: the nearest before the verb; in an inflected language also after it."""
    rows = [one for one in here if one.place is Place.SUBJECT]
    if leaning or event is None:
        crowd = [
            one
            for one in here
            if one.place is Place.PEOPLE
            and 2 <= figure.start - one.span.end <= _CLOSE
            and low[one.span.start : one.span.end].endswith(_ACTING)
        ]
        if crowd and not rows and not re.search(r"\d", low[crowd[-1].span.end : figure.start]):
            # “The South got 157; the Northerners, 157 too”.
            return crowd[-1].party
        return min(rows, key=lambda one: _gap(one.span, figure)).party if rows else ""
    before = [one for one in rows if one.span.end <= event.span.start]
    if before:
        return before[-1].party
    active = event.act in (Act.GIVE, Act.TAKE, Act.BACK, Act.FREE) and not event.passive
    crowd = [
        one
        for one in here
        if one.place is Place.PEOPLE
        and 0 <= event.span.start - one.span.end <= _CLOSE
        and not low[one.span.start : one.span.end].endswith(_RECEIVING)
    ]
    if active and crowd and not rows and figure.start >= event.span.end:
        # “The Southerners took 19 of their dead”: people who act are their side.
        return crowd[-1].party
    if not lexicon.be and rows:
        return rows[0].party
    return ""


def reduced(low: str, event: Event, figure: Span, here: list[Mention], lexicon: Lexicon) -> bool:
    """English “1,200 bodies handed over by …”: a participle whose subject is what is counted."""
    if not lexicon.be or event.noun or figure.end > event.span.start:
        return False
    between = low[figure.end : event.span.start]
    mentioned = any(
        one.place is Place.SUBJECT and figure.end <= one.span.start < event.span.start
        for one in here
    )
    relative = rule("it", "they", "we", "he", "she", "which", "that it").search(between)
    return not mentioned and relative is None

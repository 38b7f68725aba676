"""Who does what in one clause: the side that acts, gives, receives, and whose people they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.subjects import acts, gap, own_piece
from repatria.statements.drafting.ways import Around

# How near, in characters, people stand before the verb whose subject they are.
_CLOSE = 25


# “Of our 205, 40 …”.
_OF_OUR = re.compile(
    r"(?<!\w)(?:із|зі|з|из|of|серед|среди|among)\s+(?:our|ours|наших)(?:\s+[\d,]+)?,?\s+$"
)
# “240 of theirs”.
_THEIRS = re.compile(r"(?:\s+\w+)?\s+of theirs(?!\w)")
# “60 of its marines”: of who acts.
_OF_ITS = re.compile(r"(?:\s+\w+)?\s+of (?:its|their|her|his)(?: own)?(?!\w)")
# «… передали 1003 тіла, а та віддала 26»: the one named before who did not act.
_LATTER = re.compile(r"(?<!\w)(?:а\s+)?(?:та|той|ті|тот|те|the latter|those)\s+(?:\w+\s+)?$")
# “His country had been given 31”: the side of who speaks.
_OWN_SIDE = re.compile(
    r"(?<!\w)(?:(?:his|her|its|their) (?:own )?(?:country|side|government|army|forces|ministry|"
    r"capital)|(?:його|її) (?:країна|сторона|держава|уряд|бік)|"
    r"(?:его|е[её]) (?:страна|сторона|государство))"
    r"(?!\w)"
)
# “To them” beside “to us”: the other side.
_THEM = re.compile(r"^\W*(?:а\s+|та\s+|and\s+)?(?:їм|им|to them)(?!\w)")
# “To government-held territory”, «на рідну землю»: the side of who says it.
_HOME_GROUND = re.compile(
    r"(?<!\w)(?:(?:to|into|onto|in|reached|on)\s+(?:government|state)-(?:held|controlled|run)\s+(?:territory|"
    r"land|soil|areas?|ground)|(?:to|onto)\s+(?:our|home|native)\s+(?:soil|land)|"
    r"на\s+(?:(?:підконтрольн|рідн|батьківськ|подконтрольн|родн)\w+)\s+(?:(?:уряд\w+|їй|правительств\w+|"
    r"ей)\s+)?(?:терит|террит|земл)\w+)(?!\w)"
)
# “Moscow says 35 were given to it”: to who speaks; «с той стороны», “from the other side”.
_TO_IT = re.compile(
    r"(?<!\w)(?:given|handed|returned|sent|delivered|transferred|passed|brought)(?:\s+(?:back|over))?\s+to\s+"
    r"(?:it|him|her)(?!\w)"
)
_FROM_THERE = re.compile(
    r"(?<!\w)(?:з|із|с|со)\s+(?:того|тієї|той|другого|другої|другой|протилежного|противоположной)\s+"
    r"(?:боку|сторони|стороны)(?!\w)|"
    r"(?<!\w)from\s+(?:the\s+other\s+side|across\s+the\s+(?:line|border|front))(?!\w)"
)
_RECEIVING = ("ам", "ям")
# “46 in, three out”, «тысяча туда, девятнадцать оттуда»: seen from the speaker's side.
_OUT = ("out", "туда", "туди")
_WAY = re.compile(
    r"[»”\"]?(?:\s+\w+)?\s+(in|out|туда|туди|оттуда|звідти|сюда|сюди)(?=\s*(?:[,.;:»”]|$|and\s|"
    r"й\s|і\s|и\s))"
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
    piece = own_piece(low, figure)
    by = _nearer(here, Place.BY, figure, piece)
    to = _nearer(here, Place.TO, figure, piece)
    source = _nearer(here, Place.FROM, figure, piece)
    close = [one for one in here if window is None or window.holds(one.span)]
    people = _near([one for one in close if one.span.start >= figure.start], Place.BELONGS, figure)
    people = people or _near(close, Place.BELONGS, figure)
    if not people and window is None:
        people = _near(here, Place.BELONGS, figure)
    subject = acts(low, here, event, figure, lexicon, leaning)
    if lexicon.be and event is not None and event.act is Act.BACK and not event.passive:
        crowd = [one for one in here if one.place is Place.PEOPLE]
        before = bool(crowd) and crowd[-1].span.end <= event.span.start
        if before and people == subject == crowd[-1].party:
            # “The Southerners have returned 15,000”: those who act are not those returned.
            people = ""
    if event is not None and not event.noun and not event.passive:
        head = low[max(clause.span.start, event.span.start - 30) : event.span.start]
        if _LATTER.search(head) and not subject and around.before.known:
            subject = around.other(around.before.subject) or around.before.receiver
    if not subject and around.speaker and event is not None:
        head = low[max(clause.span.start, event.span.start - 45) : event.span.start]
        subject = around.speaker if _OWN_SIDE.search(head) else ""
    mine = around.us or around.other(subject)
    if not to and not lexicon.be:
        given = [
            one
            for one in close
            if one.place is Place.PEOPLE and low[one.span.start : one.span.end].endswith(_RECEIVING)
        ]
        to = min(given, key=lambda one: gap(one.span, figure)).party if given else ""
    if not to and rule(*lexicon.us_to).search(words):
        to = mine
    if not to and (around.us or around.home) and _HOME_GROUND.search(words):
        to = around.us or around.home
    if not (to or by) and around.speaker and _TO_IT.search(low, piece.start, piece.end):
        to = around.speaker
    if not source and not to and (around.us or around.home) and _FROM_THERE.search(words):
        source = around.other(around.us or around.home)
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
    if _OF_ITS.match(low, figure.end) and (subject or around.subject):
        people = subject or around.subject
    if not people and around.us and _OF_OUR.search(low, max(0, figure.start - 30), figure.start):
        people = around.us
    if _THEIRS.match(low, figure.end) and around.us:
        people = around.other(around.us)
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
        if (
            not subject
            and around.speaker
            and rule(*lexicon.says).search(low, window.start, figure.start)
        ):
            # “… while the ministry wrote of 48 of its own”: of who speaks.
            return around.speaker
        return subject or around.subject or around.speaker or around.before.subject
    return ""


def _near(rows: list[Mention], place: Place, figure: Span) -> str:
    also = Place.PEOPLE if place is Place.BELONGS else place
    inside = [one for one in rows if one.place in (place, also)]
    if not inside:
        return ""
    return min(inside, key=lambda one: gap(one.span, figure) + _broken(one, figure)).party


def _nearer(rows: list[Mention], place: Place, figure: Span, piece: Span) -> str:
    """The party in a place, first of the figure's own stretch between marks."""
    inside = [one for one in rows if piece.holds(one.span)]
    return _near(inside, place, figure) or _near(rows, place, figure)


def _broken(one: Mention, figure: Span) -> int:
    """In “1,000 to the South, 35 to the North” what stands before a number is the one before it."""
    beside = one.span.end + 1 == figure.start
    return _CLOSE if one.place is Place.TO and one.span.end <= figure.start and not beside else 0

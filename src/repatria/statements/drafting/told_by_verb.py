"""What a verb of handing over tells of a number with its parties: who acts, to whom, from whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from repatria.statements.drafting.by_verb import active, passive
from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.roles import Roles
from repatria.statements.drafting.subjects import reduced
from repatria.statements.drafting.ways import Around, Direction

_IT_WAS = re.compile(
    r"(?<!\w)(?:it|they|we)\s+(?:has |have |had |was |were |is |are )(?:also |been |being )*$"
)
_HE_TOO = re.compile(
    r"(?<!\w)(?:вона|він|воно|вони|она|он|оно|они)\s+же?\s+(?:\w+\s+)?$|(?<!\w)itself\s+$"
)
_WERE = re.compile(r"(?<!\w)(?:and|but)\s+(?:\w+\s+){0,2}(?:was|were|been)(?!\w)")
_TOO, _SAID = 30, 120
# How far before a pronoun the party stands that it means.
_FAR = 80


@dataclass(frozen=True, slots=True)
class Told:
    """A number with its verb and the parties of its clause."""

    low: str
    clause: Clause
    event: Event
    figure: Span
    here: list[Mention]
    found: tuple[Mention, ...]
    role: Roles
    around: Around
    lexicon: Lexicon
    turned: bool
    """“In return” is said of it."""

    @property
    def bare(self) -> bool:
        """Whether the clause names no party at all."""
        role = self.role
        return not (role.subject or role.to or role.source or role.people or role.by)

    @property
    def passive(self) -> bool:
        return self.event.passive or reduced(
            self.low, self.event, self.figure, self.here, self.lexicon
        )

    def to(self, party: str) -> Told:
        return replace(self, role=replace(self.role, to=party))

    def ours(self, words: str) -> str:
        """The side of “we”, where the clause says so and does not hand over to it."""
        ours = rule(*self.lexicon.ours).search(words) is not None
        mine = self.around.us
        return mine if ours and mine not in (self.role.to, self.role.source) else ""

    def homewards(self, words: str) -> bool:
        return rule(*self.lexicon.homewards).search(words) is not None


def by_verb(told: Told, words: str) -> Direction:
    """The direction by the verb, or nothing."""
    role = told.role
    if told.event.act is Act.TAKE and told.bare:
        # “In the South they counted 26 received”.
        told = told.to(next((one.party for one in told.here if one.place is Place.AT), ""))
        role = told.role
    homewards = told.homewards(words)
    loose = told.event.passive or not role.subject
    if not role.to and loose and rule("їй", "ей", "йому", "ему").search(words):
        named = [one for one in told.found if 0 <= told.event.span.start - one.span.end <= _FAR]
        told = told.to(named[-1].party if named else told.around.speaker)
    if told.passive or told.event.act is Act.HOME:
        return _passively(told)
    return _actively(told, words, homewards)


def _passively(told: Told) -> Direction:
    """Those handed over are the subject; English has those who get for it, too."""
    event, figure, around = told.event, told.figure, told.around
    role, to = told.role, told.role.to
    after = figure.start >= event.span.end
    gives = event.act is Act.GIVE
    between = any(
        one.place is Place.SUBJECT and figure.end <= one.span.start < event.span.start
        for one in told.here
    )
    if role.subject and gives and not to and (after or between):
        to = "" if event.noun else _given(told)
    nobody = not (role.subject or to or role.source or role.by)
    if nobody and gives and after and not event.noun and told.lexicon.be:
        head = told.low[max(told.clause.span.start, event.span.start - 40) : event.span.start]
        if around.near:
            # “The North gave 1,000 and was given 24”: the subject before was given them.
            to = around.subject
        elif _IT_WAS.search(head):
            # “The South said that it had been given 30”.
            to = (around.speaker if around.says else "") or around.subject
    read = passive(event, role.subject, role.by, to, role.source, role.people, around)
    return replace(read, subject=role.subject) if read.known and to == role.subject else read


def _given(told: Told) -> str:
    """Who is given: the subject, if no verb stands between (“we asked the South and were …”)."""
    subject = next(
        (one for one in reversed(told.here) if one.place is Place.SUBJECT
         and one.span.end <= told.event.span.start), None
    )  # fmt: skip
    if subject is not None and _WERE.search(told.low, subject.span.end, told.event.span.start):
        ours = rule(*told.lexicon.ours).search(told.low, told.clause.span.start, subject.span.start)
        return told.around.us if ours else told.role.subject
    return told.role.subject


def _contrasted(told: Told) -> str:
    """«Москві не віддали жодного; вона ж віддала 1000»: the side named last."""
    start = max(0, told.event.span.start - _TOO)
    head = told.low[start : told.event.span.start]
    who = _HE_TOO.search(head)
    if who is None:
        return ""
    place = start + who.start()
    named = [one for one in told.found if 0 <= place - one.span.end <= _SAID]
    return named[-1].party if named else ""


def _actively(told: Told, words: str, homewards: bool) -> Direction:
    """The subject acts: the one named, else “we”, else the one who spoke or acted before."""
    event, role, around = told.event, told.role, told.around
    ours = told.ours(words)
    actor = role.subject or _contrasted(told) or ours
    inherited = ""
    if not actor:
        inherited = (around.speaker if around.says else "") or around.subject or around.speaker
        if inherited == role.to and event.act in (Act.GIVE, Act.BACK, Act.FREE):
            inherited = around.other(role.to)
        if role.to and event.act is Act.TAKE:
            inherited = role.to
        if role.source and event.act is Act.TAKE and inherited == role.source:
            inherited = around.other(role.source)
    back = event.act is Act.BACK and not told.lexicon.be and not (role.to or role.source)
    if ours and back and around.near and around.before.receiver == ours:
        # “They returned us 1,003, we returned 26”: the second goes the other way.
        return around.before.reversed()
    if told.turned and around.before.known and not (actor or role.to or role.source or role.people):
        return around.before.reversed()
    free = not (role.to or role.source or role.people)
    if event.act is Act.BACK and free and told.turned and around.near is False:
        before = around.before
        if before.known and not before.both and role.subject:
            # “In return the North returned 27”: whatever *returned* is, it goes the other way.
            return replace(before.reversed(), subject=role.subject)
    own = rule(*told.lexicon.own).search(words) is not None or homewards
    remains = (*told.lexicon.body, *told.lexicon.dead)
    if event.act is Act.BACK and not rule(*remains).search(words):
        # «Всего с марта Украина вернула 5757 человек»: of a sum of people, one's own.
        own = own or rule(*told.lexicon.total).search(words) is not None
    return active(
        event, actor or inherited, role.to, role.source, role.people, own, around, told.lexicon
    )

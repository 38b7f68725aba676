"""A plan as its page shows it: in words, tables and a picture. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from repatria.desks.common.charts.svg import Svg
from repatria.desks.common.templatetags.common_tags import day
from repatria.desks.exchanges.charts.rounds import Rounds, Row, draw
from repatria.desks.exchanges.words import REASON_WORDS
from repatria.desks.exchanges.words_offers import BASIS_WORDS
from repatria.planning.reasons import Reason

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """One round on its day."""

    number: int
    day: str
    moved: tuple[int, int]
    duty: tuple[int, int]
    ahead: str
    """Which side has handed over more; empty where nobody has."""
    by: int


@dataclass(frozen=True, slots=True)
class Wait:
    """How long people of one side wait; means in tenths of a day, rounded down."""

    side: str
    people: int
    mean: str
    longest: int
    critical_people: int
    critical_mean: str
    critical_longest: int


@dataclass(frozen=True, slots=True)
class Line:
    """One formula, the critical first."""

    name: str
    own: bool
    critical: tuple[int, int]
    said_critical: tuple[int, int]
    returned: tuple[int, int]
    stranded: tuple[int, int]
    mean: str
    critical_mean: str
    longest: int
    last_day: str
    exposure: int
    ahead: str


@dataclass(frozen=True, slots=True)
class Veto:
    """Those kept on one basis from returning to one side, billed together."""

    side: str
    basis: str
    people: int
    kept: tuple[int, int]
    critical: tuple[int, int]
    later: int
    sooner: int


def stages(found: Found) -> list[Stage]:
    """The rounds in which somebody returns, and those between them."""
    sides = found["sides"]
    return [
        Stage(at, on, (one, two), (own, other),
              sides[balance > 0] if balance else "", abs(balance))
        for at, (on, one, two, own, other, balance) in enumerate(found["stages"], 1)
    ]  # fmt: skip


def picture(found: Found) -> Svg | None:
    """The series and the exposure."""
    rows = found["stages"]
    if not rows:
        return None
    sides = found["sides"]
    lines = [
        Row(_("Returns to %(side)s") % {"side": side}, at, tuple(row[1 + at] for row in rows),
            tuple(row[3 + at] for row in rows))
        for at, side in enumerate(sides)
    ]  # fmt: skip
    largest = found["exposure"]["largest"]
    told = _(
        "%(rounds)s rounds from %(first)s to %(last)s. To %(one)s %(n)s return, to %(two)s %(m)s. "
        "%(one)s is ahead in handing over by %(a)s at most, %(two)s by %(b)s. The table has every "
        "round."
    ) % {
        "rounds": len(rows), "first": day(rows[0][0]), "last": day(rows[-1][0]), "one": sides[0],
        "two": sides[1], "n": found["returned"][0], "m": found["returned"][1], "a": largest[0],
        "b": largest[1],
    }  # fmt: skip
    return draw(
        Rounds(
            title=_("The series, round by round"),
            desc=told,
            rows=(lines[0], lines[1]),
            balance=tuple(row[5] for row in rows),
            balance_label=_("Ahead in handing over: %(two)s up, %(one)s down; at most %(most)s")
            % {"one": sides[0], "two": sides[1], "most": max(largest)}
            if any(row[5] for row in rows)
            else _("Nobody is ever ahead in handing over."),
            first=day(rows[0][0]),
            last=day(rows[-1][0]),
            id_prefix="rounds",
        )
    )


def waiting(found: Found) -> list[Wait]:
    """How long each side's people wait."""
    pairs = zip(found["sides"], found["waits"], found["critical_waits"], strict=True)
    return [
        Wait(side, own[0], mean(own[3], own[0]), own[4], worst[0], mean(worst[3], worst[0]),
             worst[4])
        for side, own, worst in pairs
    ]  # fmt: skip


def mean(total: int, count: int) -> str:
    """With one digit, rounded down; a dash where nobody is counted."""
    if not count:
        return "–"
    tenths = total * 10 // count
    return f"{tenths // 10}.{tenths % 10}"


def lines(found: Found) -> list[Line]:
    """The formulas, the agreement itself first."""
    sides = found["sides"]
    rows = []
    for each in found["formulas"]:
        every, worst = each["waits"], each["critical_waits"]
        rows.append(
            Line(
                name=f"{each['name']} ({each['reading']})",
                own=not each["key"],
                critical=tuple(each["critical"]),
                said_critical=tuple(each["said_critical"]),
                returned=tuple(each["returned"]),
                stranded=tuple(each["stranded"]),
                mean=mean(sum(own[3] for own in every), sum(own[0] for own in every)),
                critical_mean=mean(sum(own[3] for own in worst), sum(own[0] for own in worst)),
                longest=max(own[4] for own in every),
                last_day=each["last_day"],
                exposure=each["exposure"],
                ahead=sides[each["ahead"]] if each["ahead"] is not None else "",
            )
        )
    return rows


def kept(found: Found) -> list[tuple[str, int, int]]:
    """Critical people whom no formula frees, by reason."""
    return [(str(REASON_WORDS[Reason(why)]), one, two) for why, one, two in found["kept"]]


def vetoes(found: Found) -> list[Veto]:
    """The bills, by side and basis."""
    return [
        Veto(side, str(BASIS_WORDS.get(basis, basis)), people, (one, two), (worst, other), later,
             sooner)
        for side, basis, people, one, two, worst, other, later, sooner in found["vetoes"]
    ]  # fmt: skip


def balances(found: Found) -> list[tuple[int, int | None, int | None, int, bool, bool]]:
    """The balances that are open longer than a round, counted from 1."""
    return [
        (since + 1, settled + 1 if settled is not None else None,
         due + 1 if due is not None else None, largest, late, open_)
        for since, settled, due, largest, late, open_ in found["balances"]
    ]  # fmt: skip

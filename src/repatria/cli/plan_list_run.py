"""Carries the making of a list out: facts and rule are committed to, the draw comes after, then the
list, the reasons and the certificate."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from repatria.base.progress import Progress
from repatria.cli import plan_folder as folders
from repatria.cli import progress as bars
from repatria.cli.failures import say
from repatria.cli.plan_commitment import Committed, commit_to, read_committed, write_committed
from repatria.cli.plan_list_text import told
from repatria.cli.plan_lottery import MADE_UP, read_lottery, synthetic_draw
from repatria.cli.plan_options import PlanError, check_day, choose, read_people, read_terms
from repatria.cli.plan_work import day_or_today, numbers_of
from repatria.planning.lists import make_round
from repatria.planning.lottery import Announced, Draw
from repatria.planning.terms_check import terms_doubts


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    terms: str
    people: Path | None
    on: date | None
    returned: Path | None
    choices: tuple[str, ...]
    by: str


def committed_to(asked: Asked, lottery: Path, out: Path) -> Iterator[str]:
    """Commit, write the folder of it, and tell what to publish."""
    announced, drawn = read_lottery(lottery)
    if drawn is not None:
        raise PlanError(f"{lottery.name}: this was drawn already; commit before the draw")
    with bars.shown() as shown:
        made = _committed(asked, announced, None, shown)
        write_committed(made, out)
    data = made.commitment
    yield f"{made.terms.name}, reading {made.terms.reading}: committed for a round on {data['on']}"
    yield f"{data['count']:,} people, root {data['root']}"
    yield f"Publish {out / folders.COMMITMENT} before {announced.beacon_day}, the beacon's day."


def listed(
    asked: Asked, committed: Path | None, lottery: Path | None, seed: int | None, out: Path
) -> Iterator[str]:
    """Make the list, write its folder, and tell what came of it."""
    from repatria.synthetic.folders import check_folder

    if (lottery is None) == (seed is None):
        raise typer.BadParameter("say --lottery FILE, or for a trial --synthetic-draw SEED")
    if committed is None and (not asked.terms or asked.people is None):
        raise typer.BadParameter("say --terms FILE and --people FILE, or --committed DIR")
    check_folder(out)
    with bars.shown() as shown:
        if committed is not None:
            if asked != Asked("", None, None, None, (), ""):
                raise typer.BadParameter("--committed takes all of that from its folder")
            if lottery is None:
                raise typer.BadParameter("--committed needs the --lottery that was announced")
            made = read_committed(committed)
            doubts = terms_doubts(made.terms, made.people, made.on)
            choose(doubts, folders.TERMS, *_chosen(made.how))
            draw = _drawn(lottery)
        else:
            draw = _drawn(lottery) if lottery else synthetic_draw(seed or 0, _day(asked))
            made = _committed(asked, draw.announced, seed, shown)
        lines = list(_made(made, draw, out, shown))
    if draw.announced.beacon == MADE_UP:
        say("The draw is made up: this list is a trial, and no place on it counts.")
    elif committed is None:
        say(
            "The commitment was made in this run, after the draw. It binds nobody: for a list that "
            "counts, begin with repatria plan commit."
        )
    yield from lines


def _day(asked: Asked) -> date:
    return day_or_today(asked.on)


def _drawn(lottery: Path) -> Draw:
    _, draw = read_lottery(lottery)
    if draw is None:
        raise PlanError(f"{lottery.name}: nothing is drawn yet; it has no “draw”")
    return draw


def _committed(asked: Asked, announced: Announced, seed: int | None, shown: Progress) -> Committed:
    shown(0, 0, "reading the agreement and the people")
    terms, text, file = read_terms(asked.terms)
    on = _day(asked)
    check_day(terms, on, file)
    assert asked.people is not None
    read = read_people(asked.people, [terms], on)
    before = folders.read_returned(asked.returned, terms)
    shown(0, 0, "looking for doubts")
    doubts = terms_doubts(terms, read.people, on)
    choices = choose(doubts, file, asked.choices, asked.by)
    shown(0, 0, "committing")
    # Salts are from the seed only where nobody can be found out by them: all of it is made up.
    salts = _seeded(seed) if seed is not None and read.synthetic else None
    how: dict[str, Any] = {
        "choices": list(choices),
        "people": {"file": read.file, "sha256": read.sha256, "synthetic": read.synthetic},
        "terms": {"file": file, "sha256": hashlib.sha256(text.encode()).hexdigest()},
    }
    return commit_to(terms, text, read.people, on, before, announced, how, salts)


def _chosen(how: Mapping[str, Any]) -> tuple[list[str], str]:
    """The keys of the choices that stand in a commitment, and whose the first is."""
    choices = how.get("choices", [])
    return [each["key"] for each in choices], choices[0]["by"] if choices else ""


def _seeded(seed: int) -> Callable[[int], bytes]:
    return lambda size: hashlib.shake_256(f"SYNTHETIC salts {seed}".encode()).digest(size)


def _made(made: Committed, draw: Draw, out: Path, shown: Progress) -> Iterator[str]:
    from repatria.cli.plan_write import write_list
    from repatria.planning.certificate import certificate_bytes, record_bytes

    record = record_bytes(made.commitment, draw)
    if draw.announced.beacon_day > made.on:
        told_ = f"the beacon is of {draw.announced.beacon_day}, the round of {made.on} is before it"
        raise PlanError(told_)
    shown(0, 0, "making the list")
    signed, _ = _chosen(made.how)
    numbers = numbers_of(draw)
    found = make_round(made.people, made.terms, made.on, numbers, made.returned, signed)
    shown(0, 0, "writing")
    certificate = certificate_bytes(found, made.terms, made.commitment, draw)
    write_list(made, draw, found, record, certificate, out)
    yield from told(made, found)
    yield f"Written to {out}"

"""Claims and all that they bring, built out of forms as a file of statements is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.base.errors import Problem
from repatria.base.messages import verbatim
from repatria.desks.press.claim_fields import FORM_NAME, Fields, Rows, rows_of
from repatria.formats.problems import Problems
from repatria.formats.statements import Gathering, Incoming, Known
from repatria.statements.claim import Claim, Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """One claim that is to be built: its form, the id it gets, where it is read, in which words."""

    fields: Fields
    claim_id: str
    source: Source
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one of them. `field` is the form's name for it, or ""."""

    claim_id: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Built:
    """All of them, or what is wrong with some."""

    incoming: Incoming
    wrong: tuple[Wrong, ...]

    @property
    def claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.incoming.claims}


def build(wanted: Iterable[Wanted], known: Known, today: date, name: str = "form") -> Built:
    """The claims of some forms, with the speakers, sources and exchanges that are new by them."""
    asked = list(wanted)
    problems = Problems(name)
    gathered = Gathering(known, problems, today)
    rows: list[Rows] = []
    for number, one in enumerate(asked, 1):
        made = rows_of(one.fields, one.claim_id, one.source, one.quote, number)
        rows.append(made)
        if made.speaker is not None:
            gathered.speakers.define(made.speaker, problems)
        if made.exchange is not None:
            gathered.exchanges.define(made.exchange, problems)
        gathered.sources.held[one.source.key] = one.source
        gathered.sources.defined[one.source.key] = one.source
    for made in rows:
        gathered.add_claim(made.claim)
    gathered.check_references()
    return Built(gathered.incoming(b""), tuple(_wrong(asked, problems)))


def _wrong(asked: list[Wanted], problems: Problems) -> Iterable[Wrong]:
    if not len(problems):
        return
    for problem in problems.refuse(None, "", verbatim("")).problems:
        if problem.message:
            yield Wrong(_whose(asked, problem), _place(problem), problem.message)


def _whose(asked: list[Wanted], problem: Problem) -> str:
    return asked[problem.row - 1].claim_id if problem.row else ""


def _place(problem: Problem) -> str:
    definitions = {"name": "speaker_name", "voice": "speaker_voice", "party": "speaker_party",
                   "office": "speaker_office", "date": "exchange_day", "title": "exchange_title",
                   "code": ""}  # fmt: skip
    return FORM_NAME.get(problem.field, definitions.get(problem.field, ""))

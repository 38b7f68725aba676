"""Parties, speakers, sources, exchanges, agreements and judgements out of rows.

A definition may repeat what is known already, in full or in part; it may not contradict it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar

from repatria.base.messages import message, sentence
from repatria.formats.cells import Cells
from repatria.formats.claim_json import Json
from repatria.formats.fields import VERDICTS
from repatria.formats.problems import Problems, Row, shown
from repatria.formats.statements_rows import past_date, quantity_of
from repatria.statements.claim import Source, Speaker
from repatria.statements.record import Agreement, AgreementTerm, Exchange, Judgement, Party, Reading
from repatria.statements.vocabulary import Category, Term, Track, Voice

T = TypeVar("T")
Codes = Collection[str]
_OTHERWISE = MappingProxyType(
    {
        "party": message("the party is already known with something else here{known}"),
        "speaker": message("the speaker is already known with something else here{known}"),
        "source": message("the source is already known with something else here{known}"),
        "agreement": message("the agreement is already known with something else here{known}"),
        "exchange": message("the exchange is already known with something else here{known}"),
    }
)


@dataclass(slots=True)
class Section(Generic[T]):
    """The definitions of one kind: those held before, and those that the file brings."""

    what: str
    key: str
    held: MutableMapping[str, T]
    build: Callable[[Cells], T | None]
    to_json: Callable[[T], Json]
    defined: dict[str, T] = field(default_factory=dict)

    def define(self, row: Row, problems: Problems) -> None:
        """Take the definition in, or collect what is wrong with it."""
        code = row.cells.get(self.key, "").strip()
        old = self.held.get(code)
        if old is not None:
            row = self._completed(row, old)
        cells = Cells(row, problems)
        if not code:
            cells.wrong(self.key, sentence("this field is required"))
        cells.code(self.key)
        new = self.build(cells)
        if not cells.ok or new is None:
            problems.refused.add(code)
            return
        if old is not None:
            self._compare(row, old, new, problems)
            new = old
        self.held[code] = self.defined[code] = new

    def _completed(self, row: Row, old: T) -> Row:
        held = {name: text for name, text in self.to_json(old).items() if isinstance(text, str)}
        return replace(row, cells={**held, **row.cells})

    def _compare(self, row: Row, old: T, new: T, problems: Problems) -> None:
        before, after = self.to_json(old), self.to_json(new)
        given = [*row.cells, *row.lists, *row.tables, *row.rows]
        for name in [*given, "names"] if "names" in after else given:
            if after.get(name) != before.get(name):
                told = before.get(name, "")
                known = f": “{shown(told)}”" if isinstance(told, str) else ""
                message = sentence(_OTHERWISE[self.what], known=known)
                problems.at(row, name, message)


def party_of(cells: Cells) -> Party:
    return Party(cells.text("code"), cells.languages("name"))


def speaker_of(cells: Cells, parties: Codes) -> Speaker | None:
    if "name" in cells.row.tables:
        names = cells.languages("name")
        name = names.pop("en", "")
    else:
        names, name = {}, cells.required("name")
    voice = cells.word("voice", Voice)
    party = cells.known("party", parties, "party")
    if voice is Voice.PARTY and not party:
        cells.wrong("party", sentence("who speaks as a party (voice: party) names the party here"))
    if voice is None:
        return None
    return Speaker(
        cells.text("code"), name, voice, party, cells.text("office"), tuple(names.items())
    )


def source_of(cells: Cells) -> Source:
    published = cells.partial("published")
    return Source(
        cells.text("key"),
        cells.required("title"),
        cells.url("url"),
        "" if published is None else published.text,
        cells.text("outlet"),
        cells.sha256("digest"),
    )


def exchange_of(cells: Cells, parties: Codes, agreements: Codes) -> Exchange | None:
    cells.required("date")
    date_, track = cells.partial("date"), cells.word("track", Track)
    title = cells.required("title")
    happened = cells.flag("happened", default=True)
    agreement = cells.known("agreement", agreements, "agreement")
    numbering: list[tuple[str, int, str]] = []
    for inner in _under(cells, "numbering"):
        inner.required("by")
        by = inner.known("by", parties, "party")
        numbering.append((by, inner.number("number"), inner.text("basis")))
        cells.ok = cells.ok and inner.ok
    if date_ is None or track is None:
        return None
    return Exchange(
        cells.text("code"),
        date_,
        title,
        track,
        happened,
        agreement,
        cells.text("series"),
        cells.texts("intermediaries"),
        tuple(numbering),
    )


def agreement_of(cells: Cells, parties: Codes) -> Agreement | None:
    """An agreement with its readings; that their claims exist is checked later."""
    cells.required("date")
    name, date_ = cells.languages("name"), cells.partial("date")
    readings: list[Reading] = []
    for inner in _under(cells, "readings"):
        by = inner.codes("by")
        if not by:
            inner.wrong("by", sentence("a reading names the party that tells it so"))
        for code in by:
            inner.is_known("by", code, parties, "party")
        terms = [_term(term, parties) for term in _under(inner, "terms")]
        readings.append(
            Reading(by, tuple(t for t in terms if t is not None), inner.codes("claims"))
        )
        cells.ok = cells.ok and inner.ok
    if date_ is None:
        return None
    return Agreement(cells.text("code"), name, date_, tuple(readings))


def _term(cells: Cells, parties: Codes) -> AgreementTerm | None:
    topic, form = cells.word("topic", Track), cells.word("form", Term)
    text = cells.languages("text")
    giver = cells.known("from", parties, "party")
    receiver = cells.known("to", parties, "party")
    if giver and giver == receiver:
        cells.wrong("to", sentence("from and to are the same party, “{giver}”", giver=shown(giver)))
    quantity = quantity_of(cells)
    categories = cells.word_list("categories", Category)
    if topic is None or form is None:
        return None
    return AgreementTerm(topic, form, text, giver, receiver, quantity, categories)


def judgement_of(cells: Cells, has_claim: Callable[[str], bool], today: date) -> Judgement | None:
    first, second = cells.required("first"), cells.required("second")
    for name, code in (("first", first), ("second", second)):
        if code and not has_claim(code):
            cells.wrong(name, sentence("no statement has the id “{code}”", code=shown(code)))
    if first and first == second:
        cells.wrong("second", sentence("a judgement is on two statements"))
    verdict = cells.required("verdict")
    if verdict and verdict not in VERDICTS:
        near = cells.problems.nearest(verdict, VERDICTS)
        cells.wrong(
            "verdict",
            sentence(
                "“{verdict}” is not one of {verdicts}{near}",
                verdict=shown(verdict),
                verdicts=", ".join(VERDICTS),
                near=near,
            ),
        )
    by = cells.required("by")
    past_date(cells, "on", today)
    on, withdrawn_on = cells.day("on"), cells.day("withdrawn_on")
    if on is not None and withdrawn_on is not None and withdrawn_on < on:
        cells.wrong(
            "withdrawn_on",
            sentence(
                "withdrawn on {withdrawn_on}, before it was made ({on})",
                withdrawn_on=str(withdrawn_on),
                on=str(on),
            ),
        )
    if not cells.ok or on is None:
        return None
    return Judgement(first, second, verdict, by, on, withdrawn_on)


def _under(cells: Cells, name: str) -> list[Cells]:
    return [Cells(row, cells.problems) for row in cells.row.rows.get(name, ())]

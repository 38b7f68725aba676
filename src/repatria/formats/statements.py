"""Reads a file of statements whole, or refuses it whole with everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Container, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from repatria.base.messages import sentence
from repatria.formats import definitions as make
from repatria.formats.cells import Cells
from repatria.formats.definitions import Section
from repatria.formats.frame_json import (
    agreement_to_json,
    exchange_to_json,
    party_to_json,
    source_to_json,
    speaker_to_json,
)
from repatria.formats.guards import Limits, read_bytes, refused
from repatria.formats.problems import Problems, Row, shown
from repatria.formats.statements_rows import Frame, claim_of
from repatria.formats.statements_table import read_table
from repatria.formats.statements_yaml import read_document
from repatria.formats.workbook import sheet_as_csv
from repatria.statements.claim import Claim, Source, Speaker
from repatria.statements.record import Agreement, Exchange, Judgement, Party, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a store holds already, by code; a file may speak of it without defining it."""

    parties: Mapping[str, Party] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    claims: Container[str] = ()
    """The ids of the claims; a set, or anything that answers `in`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What one file holds. Only what stands in the file is here, not what was known before."""

    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    title: str = ""
    notes: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    sources: tuple[Source, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    claims: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()


T = TypeVar("T")
NOTHING_KNOWN = Known()
LIMITS = Limits()


def read_statements(
    path: Path, known: Known = NOTHING_KNOWN, *, today: date, limits: Limits = LIMITS
) -> Incoming:
    """Read a YAML, CSV or XLSX file of the statements format.

    `known` is what the file may speak of beside what it defines; nothing may be said or withdrawn
    after `today`. Raises `InputError` with every problem found (the first fifty, and how many more)
    and never anything else.
    """
    kind = path.suffix.lower()
    problems = Problems(path.name, limits.cell)
    if kind in (".yaml", ".yml"):
        data = read_bytes(path, limits.yaml_bytes)
        return _read_yaml(data, problems, known, today)
    if kind not in (".csv", ".tsv", ".txt", ".xlsx"):
        raise refused(
            path.name, sentence("only .yaml, .csv and .xlsx files are read: save it as one of them")
        )
    data = read_bytes(path, limits.bytes)
    table = sheet_as_csv(data, problems, limits) if kind == ".xlsx" else data
    return _read_table(table, data, problems, known, today, limits)


def incoming_record(incoming: Incoming) -> Record:
    """The record of a file that stands on its own."""
    return Record(
        parties=incoming.parties,
        agreements=incoming.agreements,
        exchanges=incoming.exchanges,
        claims=incoming.claims,
        judgements=incoming.judgements,
    )


def _read_yaml(data: bytes, problems: Problems, known: Known, today: date) -> Incoming:
    document = read_document(data, problems)
    gathered = Gathering(known, problems, today)
    for name, define in (
        ("parties", gathered.parties.define),
        ("speakers", gathered.speakers.define),
        ("sources", gathered.sources.define),
        ("agreements", gathered.agreements.define),
        ("exchanges", gathered.exchanges.define),
    ):
        for row in document.rows.get(name, ()):
            define(row, problems)
    for row in document.rows.get("statements", ()):
        gathered.add_claim(row)
    gathered.check_references()
    gathered.check_readings(document.rows.get("agreements", ()))
    judgements = [gathered.judgement(row) for row in document.rows.get("judgements", ())]
    head = Cells(document, problems)
    title, notes = head.text("title"), head.texts("notes")
    problems.raise_if_any()
    return replace(
        gathered.incoming(data),
        title=title,
        notes=notes,
        judgements=tuple(judgement for judgement in judgements if judgement is not None),
    )


def _read_table(
    csv: bytes, data: bytes, problems: Problems, known: Known, today: date, limits: Limits
) -> Incoming:
    table = read_table(csv, problems, limits)
    gathered = Gathering(known, problems, today)
    definitions = table.definitions(problems)
    for kind, define in (
        ("speaker", gathered.speakers.define),
        ("source", gathered.sources.define),
        ("exchange", gathered.exchanges.define),
    ):
        for row in definitions[kind]:
            define(row, problems)
    for row in table.rows(problems):
        gathered.add_claim(row)
    gathered.check_references()
    problems.raise_if_any()
    return gathered.incoming(data)


def over(known: Mapping[str, T]) -> MutableMapping[str, T]:
    """A mapping that takes what a file defines, over what is known, which it leaves as it is.

    What is known may be large and read only where it is asked for: nothing is copied.
    """
    return ChainMap({}, cast("MutableMapping[str, T]", known))


class Gathering:
    """What is gathered out of one file, row by row, with its problems."""

    def __init__(self, known: Known, problems: Problems, today: date) -> None:
        self.known = known
        self.problems = problems
        self.today = today
        self.claims: dict[str, Claim] = {}
        self._superseding: list[Row] = []
        parties = Section("party", "code", over(known.parties), make.party_of, party_to_json)
        speakers = Section(
            "speaker",
            "code",
            over(known.speakers),
            lambda cells: make.speaker_of(cells, parties.held),
            speaker_to_json,
        )
        sources = Section("source", "key", over(known.sources), make.source_of, source_to_json)
        agreements = Section(
            "agreement",
            "code",
            over(known.agreements),
            lambda cells: make.agreement_of(cells, parties.held),
            agreement_to_json,
        )
        exchanges = Section(
            "exchange",
            "code",
            over(known.exchanges),
            lambda cells: make.exchange_of(cells, parties.held, agreements.held),
            exchange_to_json,
        )
        self.parties, self.speakers, self.sources = parties, speakers, sources
        self.agreements, self.exchanges = agreements, exchanges
        self.frame = Frame(
            parties.held, speakers.held, sources.held, agreements.held, exchanges.held
        )

    def add_claim(self, row: Row) -> None:
        """Take a statement in. One that repeats another word for word is the same statement."""
        claim = claim_of(row, self.frame, self.problems, self.today)
        if claim is None:
            self.problems.refused.add(row.cells.get("id", "").strip())
            return
        first = self.claims.setdefault(claim.id, claim)
        if first is not claim and first != claim:
            self.problems.at(
                row,
                "id",
                sentence("the id “{id}” stands for another statement already", id=claim.id),
            )
        if claim.supersedes:
            self._superseding.append(row)

    def check_references(self) -> None:
        """Whether every statement that another supersedes is there."""
        for row in self._superseding:
            self._check_id(row, "supersedes", row.cells["supersedes"].strip())

    def check_readings(self, agreements: Iterable[Row]) -> None:
        """Whether every statement that a reading of an agreement names is there."""
        for agreement in agreements:
            for reading in agreement.rows.get("readings", ()):
                for code in reading.lists.get("claims", ()):
                    self._check_id(reading, "claims", code.strip())

    def judgement(self, row: Row) -> Judgement | None:
        return make.judgement_of(Cells(row, self.problems), self.has_claim, self.today)

    def has_claim(self, code: str) -> bool:
        """Whether a statement has the id; one that was refused has its own problem already."""
        return code in self.claims or code in self.problems.refused or code in self.known.claims

    def incoming(self, data: bytes) -> Incoming:
        return Incoming(
            digest=hashlib.sha256(data).hexdigest(),
            parties=tuple(self.parties.defined.values()),
            speakers=tuple(self.speakers.defined.values()),
            sources=tuple(self.sources.defined.values()),
            agreements=tuple(self.agreements.defined.values()),
            exchanges=tuple(self.exchanges.defined.values()),
            claims=tuple(self.claims.values()),
        )

    def _check_id(self, row: Row, name: str, code: str) -> None:
        if not self.has_claim(code):
            near = self.problems.nearest(code, self.claims)
            self.problems.at(
                row,
                name,
                sentence("no statement has the id “{code}”{near}", code=shown(code), near=near),
            )

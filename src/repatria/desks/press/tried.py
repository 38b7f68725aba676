"""What a claim would do to the record, in words: the fragment beside a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repatria.desks.press.queries import held
from repatria.desks.press.trying import Trial, trial
from repatria.desks.record import labels
from repatria.desks.record.labels import Names, refs
from repatria.formats.statements import Known
from repatria.statements.claim import Claim, Source
from repatria.statements.contradiction import Contradiction
from repatria.statements.figures import Grade
from repatria.statements.record import Exchange


@dataclass(frozen=True, slots=True)
class Sentenced:
    """A contradiction: its kind, and what differs."""

    kind: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureTried:
    """A figure of the record, as it stands and as it would stand."""

    way: str
    of: str
    before: str
    before_grade: str
    after: str
    after_grade: str
    grade: str
    """The grade's code, for the chip."""
    changes: bool


@dataclass(frozen=True, slots=True)
class Tried:
    figures: tuple[FigureTried, ...]
    created: tuple[Sentenced, ...]
    closed: tuple[Sentenced, ...]
    grown: tuple[Sentenced, ...]
    same_word: tuple[str, ...]
    """Sources that tell the same utterance already."""
    root_held: str
    """Whose word is held on this leg already; empty where nobody's is."""
    checks: tuple[str, ...]

    @property
    def quiet(self) -> bool:
        return not (self.created or self.closed or self.grown)


def tried(
    claim: Claim, known: Known, new_exchanges: Iterable[Exchange], without: Iterable[str] = ()
) -> Tried:
    """Hold a claim against the record, and say what that comes to."""
    exchanges = {one.code: one for one in new_exchanges}
    record = held.record_for(claim, exchanges.get(claim.exchange))
    found = trial(record, claim, tuple(without))
    days = {one.code: one.date.first for one in (*record.exchanges, *exchanges.values())}
    speakers = {one.speaker.code: one.speaker for one in record.claims}
    names = Names(
        known.parties,
        {**speakers, claim.speaker.code: claim.speaker},
        _sources(found, record.claims),
        days,
    )
    return _in_words(found, claim, names)


def _sources(found: Trial, claims: Iterable[Claim]) -> Mapping[str, Source]:
    every = (*found.created, *found.closed, *found.grown)
    wanted = refs(tuple(reason for one in every for reason in one.reasons), "source")
    return {one.source.key: one.source for one in claims if one.source.key in wanted}


def _in_words(found: Trial, claim: Claim, names: Names) -> Tried:
    return Tried(
        figures=tuple(
            FigureTried(
                way=f"{names.party(one.leg.giver)} → {names.party(one.leg.receiver)}",
                of=f"{labels.WORDS[one.verdict.figure.category]}, "
                f"{labels.WORDS[one.verdict.figure.unit]}",
                before="" if one.spread_before is None else labels.interval(one.spread_before),
                before_grade=_grade(one.before),
                after="" if one.spread is None else labels.interval(one.spread),
                after_grade=_grade(one.after),
                grade=one.after.value if one.after else "",
                changes=one.changes,
            )
            for one in found.figures
        ),
        created=_sentences(found.created, names),
        closed=_sentences(found.closed, names),
        grown=_sentences(found.grown, names),
        same_word=tuple(one.source.outlet or one.source.title for one in found.same_word),
        root_held=names.speaker(claim.speaker.code)
        if found.same_root and not found.same_word
        else "",
        checks=tuple(
            " ".join([str(labels.OUTCOMES[one.outcome]), *map(names.sentence, one.reasons)])
            for one in found.checks
        ),
    )


def _grade(grade: Grade | None) -> str:
    return str(labels.GRADES[grade.value if grade is not None else ""])


def _sentences(found: Iterable[Contradiction], names: Names) -> tuple[Sentenced, ...]:
    return tuple(
        Sentenced(
            str(labels.CONTRADICTIONS[one.kind]), tuple(names.sentence(why) for why in one.reasons)
        )
        for one in found
    )

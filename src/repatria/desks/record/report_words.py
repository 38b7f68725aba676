"""Claims, sides and reasons as the report's plain values, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from repatria.desks.common import wording
from repatria.desks.record import labels, report, report_said
from repatria.desks.record.finding_json import reasons_to_json
from repatria.desks.record.labels import Names
from repatria.desks.record.queries import FoundContradiction
from repatria.statements.claim import Claim, Source, Speaker
from repatria.statements.figures import Root, SideWord, State, Verdict
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason
from repatria.statements.total_check import TotalCheck
from repatria.statements.vocabulary import ClaimKind, Voice

_DIFFERS = gettext_lazy("differs")
NUMBERED = (State.STATED.value, State.NONE.value)


@dataclass(frozen=True, slots=True)
class Words:
    """Puts names and words to engine objects. `claims` are all that the report speaks of."""

    names: Names
    claims: Mapping[str, Claim]
    retired: Mapping[str, str]

    def who(self, speaker: Speaker, source: Source | None = None) -> report_said.Who:
        name = self.names.speaker(speaker.code)
        if speaker.voice is Voice.MEDIA and not speaker.party and source is not None:
            name = source.outlet or source.title
        return report_said.Who(speaker.code, name, speaker.voice.value, speaker.party)

    def speakers(self, codes: Iterable[str]) -> tuple[report_said.Who, ...]:
        held = self.names.speakers
        return tuple(self.who(held[code]) for code in codes if code in held)

    def why(self, reasons: Sequence[Reason]) -> tuple[report_said.Why, ...]:
        data = reasons_to_json(reasons)
        return tuple(
            report_said.Why(code, params, self.names.sentence(item))
            for item, (code, params) in zip(reasons, data, strict=True)
        )

    def statement(self, claim: Claim) -> report_said.Statement:
        interval, covers = claim.interval, claim.covers
        return report_said.Statement(
            id=claim.id,
            kind=claim.kind.value,
            kind_name=str(labels.CLAIM_KINDS[claim.kind]),
            exchange=claim.exchange,
            giver=claim.giver,
            receiver=claim.receiver,
            both=claim.both,
            per=claim.per.value,
            category=claim.category.value,
            unit=claim.unit.value,
            unit_name=str(labels.WORDS[claim.unit]),
            says=labels.quantity(claim.quantity),
            low=None if interval is None else interval.low,
            high=None if interval is None else interval.high,
            words=claim.quantity.words,
            covers="" if covers is None else str(covers),
            period="" if covers is None else self.names.show(covers),
            counting=claim.counting,
            who=self.who(claim.speaker, claim.source),
            where=where(claim.source),
            said_on=claim.said_on.text,
            relay=claim.relay,
            silent=claim.silent,
            identity=self.names.show(claim.identity) if claim.identity else "",
            evidence=_shown(claim),
            paraphrase=claim.paraphrase,
            uncertain=claim.uncertain,
            retired=self.retired.get(claim.id, ""),
        )

    def side(self, word: SideWord) -> report_said.Side:
        claims = [self.claims[one] for one in word.claims]
        equal = {
            claim.speaker.code: self.who(claim.speaker, claim.source)
            for claim in claims
            if claim.kind is not ClaimKind.NON_STATEMENT and claim.interval is None
        }
        silences = tuple(
            report_said.Silence(
                claim.id,
                self.who(claim.speaker, claim.source),
                claim.speaker.party == word.party,
                where(claim.source),
            )
            for claim in claims
            if claim.kind is ClaimKind.NON_STATEMENT
        )
        if word.interval is None:
            says = str(labels.STATES[word.state])
        else:
            says = labels.interval(word.interval)
        return report_said.Side(
            role=word.role.value,
            party=word.party,
            party_name=self.names.party(word.party),
            state=word.state.value,
            says=says,
            low=low(word.interval),
            high=high(word.interval),
            speakers=_speaking(self, claims),
            only_unnamed=word.unnamed,
            equal_claimed_by=tuple(equal.values()),
            silences=silences,
            claims=word.claims,
        )

    def origin(self, root: Root) -> report_said.Origin:
        first = self.claims[root.claims[0]]
        return report_said.Origin(
            self.who(root.speaker, first.source),
            root.role.value,
            labels.interval(root.interval),
            root.interval.low,
            root.interval.high,
            root.claims,
            root.repeats,
        )

    def checked(self, check: TotalCheck | OrdinalCheck) -> report.Checked:
        reasons = self.why(check.reasons)
        if isinstance(check, TotalCheck):
            return report.Checked(
                "total",
                check.outcome.value,
                str(labels.OUTCOMES[check.outcome]),
                check.where,
                low(check.derived),
                high(check.derived),
                reasons,
            )
        outcome = {True: "fits", False: "differs", None: "unchecked"}[check.fits]
        counted = None if check.fits is None else check.counted
        name = str(labels.OUTCOMES.get(outcome, _DIFFERS))
        return report.Checked("ordinal", outcome, name, "", counted, counted, reasons)

    def contradiction(self, found: FoundContradiction) -> report.ContradictionReport:
        item = found.item
        return report.ContradictionReport(
            key=found.key,
            kind=item.kind.value,
            kind_name=str(labels.CONTRADICTIONS[item.kind]),
            date=found.day.isoformat(),
            since=found.since.isoformat(),
            agreement=item.agreement,
            where=item.where,
            legs=tuple(
                report.LegPlace(
                    leg.exchange,
                    self.names.days[leg.exchange].isoformat(),
                    leg.giver,
                    leg.receiver,
                    leg.track.value,
                )
                for leg in item.legs
            ),
            reasons=self.why(item.reasons),
            carried=self.why([carried.reason for carried in found.carried]),
            statements=tuple(self.statement(self.claims[one]) for one in item.claims),
        )


def _speaking(words: Words, claims: Iterable[Claim]) -> tuple[report_said.Who, ...]:
    """Everybody who speaks in some claims, once; an outlet counts by its own name."""
    found = {claim.root: words.who(claim.speaker, claim.source) for claim in claims}
    return tuple(found[root] for root in sorted(found))


def _shown(claim: Claim) -> report_said.Shown | None:
    held = claim.evidence
    if held is None:
        return None
    return report_said.Shown(held.kind, held.shows, held.place, held.place_certainty)


def where(source: Source) -> report_said.Where:
    return report_said.Where(source.key, source.outlet, source.title, source.url)


def low(interval: Interval | None) -> int | None:
    return None if interval is None else interval.low


def high(interval: Interval | None) -> int | None:
    return None if interval is None else interval.high


def figure_text(verdict: Verdict) -> str:
    """The figure in words: one number or range, or for a contested one all that stand against each
    other, never a mean."""
    if verdict.spread is None:
        return str(labels.GRADES[""])
    if verdict.grade != "contested":
        return labels.interval(verdict.spread)
    distinct = dict.fromkeys(labels.interval(root.interval) for root in verdict.roots)
    return " | ".join(distinct)


def day(value: str) -> str:
    return wording.day(value, labels.language())

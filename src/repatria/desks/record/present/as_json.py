"""Pages as data: what they show, with every verdict's reasons as codes and as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from repatria.desks.record.finding_json import leg_to_json, reasons_to_json
from repatria.desks.record.labels import Names
from repatria.desks.record.queries import ExchangeView, FoundContradiction, LegSummary
from repatria.formats.claim_json import claim_to_json
from repatria.formats.frame_json import exchange_to_json, source_to_json, speaker_to_json
from repatria.statements.claim import Claim
from repatria.statements.figures import LegVerdict, Root, SideWord, Verdict
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason
from repatria.statements.record import Leg
from repatria.statements.roots import Utterance
from repatria.statements.total_check import TotalCheck

Json = dict[str, Any]


def interval_json(value: Interval | None) -> Json | None:
    return None if value is None else {"low": value.low, "high": value.high}


def reasons_json(items: Iterable[Reason], names: Names) -> list[Json]:
    """Each reason as data and as a sentence in the reader's language."""
    return [
        {"code": code, "params": params, "sentence": names.sentence(item)}
        for item in items
        for code, params in reasons_to_json((item,))
    ]


def claim_json(claim: Claim, retired: Mapping[str, str]) -> Json:
    """The claim as it is held, with its speaker and source in full."""
    found = claim_to_json(claim)
    found["speaker"] = speaker_to_json(claim.speaker)
    found["source"] = source_to_json(claim.source)
    found["source_text_held"] = False
    if claim.id in retired:
        found["retired"] = retired[claim.id]
    return found


def claims_json(claims: Iterable[Claim], retired: Mapping[str, str]) -> list[Json]:
    return [claim_json(claim, retired) for claim in claims]


def side_json(word: SideWord) -> Json:
    return {
        "party": word.party,
        "state": word.state.value,
        "interval": interval_json(word.interval),
        "speakers": list(word.speakers),
        "claims": list(word.claims),
        "only_unnamed": word.unnamed,
        "parity_claimed": word.parity,
    }


def root_json(root: Root) -> Json:
    return {
        "speaker": root.speaker.code,
        "role": root.role.value,
        "interval": interval_json(root.interval),
        "claims": list(root.claims),
        "repeats": list(root.repeats),
    }


def verdict_json(verdict: Verdict, names: Names) -> Json:
    gap = verdict.gap
    return {
        "category": verdict.figure.category.value,
        "unit": verdict.figure.unit.value,
        "counting": verdict.figure.counting,
        "grade": None if verdict.grade is None else verdict.grade.value,
        "spread": interval_json(verdict.spread),
        "gap_between_sides": None if gap is None else gap[0].gap(gap[1]),
        "giver": side_json(verdict.giver),
        "receiver": side_json(verdict.receiver),
        "roots": [root_json(root) for root in verdict.roots],
        "reasons": reasons_json(verdict.reasons, names),
        "retired": [{"claim": claim, "why": why} for claim, why in verdict.retired],
    }


def leg_place(leg: Leg) -> Json:
    keys = ("exchange", "giver", "receiver", "track")
    return dict(zip(keys, leg_to_json(leg), strict=True))


def leg_json(verdict: LegVerdict, names: Names) -> Json:
    return {
        **leg_place(verdict.leg),
        "figures": [verdict_json(figure, names) for figure in verdict.figures],
    }


def contradiction_json(found: FoundContradiction, names: Names) -> Json:
    item = found.item
    return {
        "key": found.key,
        "kind": item.kind.value,
        "day": found.day.isoformat(),
        "known_since": found.since.isoformat(),
        "claims": list(item.claims),
        "legs": [leg_place(leg) for leg in item.legs],
        "agreement": item.agreement,
        "reasons": reasons_json(item.reasons, names),
        "carried": [
            {
                "giver_total": one.giver,
                "receiver_total": one.receiver,
                "legs": [leg_place(leg) for leg in one.legs],
                "reasons": reasons_json((one.reason,), names),
            }
            for one in found.carried
        ],
    }


def checks_json(
    checks: Mapping[str, Sequence[TotalCheck | OrdinalCheck]], names: Names
) -> dict[str, list[Json]]:
    return {claim: [_check(one, names) for one in found] for claim, found in checks.items()}


def _check(check: TotalCheck | OrdinalCheck, names: Names) -> Json:
    found: Json = {"reasons": reasons_json(check.reasons, names)}
    if isinstance(check, OrdinalCheck):
        return {"ordinal_fits": check.fits, "counted": check.counted, **found}
    return {
        "outcome": check.outcome.value,
        "derived": interval_json(check.derived),
        "residual": None if check.residual is None else list(check.residual),
        "legs": [leg_place(leg) for leg in check.legs],
        "rule": check.rule,
        "direction": check.where,
        **found,
    }


def utterances_json(utterances: Iterable[Utterance]) -> list[Json]:
    return [{"claims": list(one.claims), "judged": one.judged} for one in utterances]


def exchange_json(view: ExchangeView) -> Json:
    """Everything that the page of an exchange shows."""
    return {
        "exchange": exchange_to_json(view.exchange),
        "known_from": view.known_from.isoformat(),
        "legs": [leg_json(verdict, view.names) for verdict in view.legs.values()],
        "claims": claims_json(view.claims, view.retired),
        "utterances": utterances_json(view.utterances),
        "checks": checks_json(view.checks, view.names),
        "contradictions": [contradiction_json(one, view.names) for one in view.contradictions],
    }


def summary_json(summary: LegSummary) -> Json:
    """A leg's headline, as lists hold it."""
    return {
        **leg_place(summary.leg),
        "date": summary.day.isoformat(),
        "category": summary.category,
        "unit": summary.unit,
        "grade": None if summary.grade is None else summary.grade.value,
        "spread": interval_json(summary.spread),
        "giver_state": summary.giver.state.value,
        "receiver_state": summary.receiver.state.value,
    }

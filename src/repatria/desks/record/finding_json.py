"""Reasons, contradictions and checks as JSON, the form in which verdict tables keep them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from repatria.base.dates import PartialDate, Period, partial_date, period
from repatria.statements.contradiction import Carried, Contradiction, ContradictionKind
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Param, Reason, Ref
from repatria.statements.record import Leg
from repatria.statements.total_check import Outcome, TotalCheck
from repatria.statements.vocabulary import Track

Json = dict[str, Any]


def param_to_json(value: Param) -> Any:
    """A tagged value: whole numbers and text as they are, the rest as `[tag, ...]`."""
    if isinstance(value, Interval):
        return ["interval", value.low, value.high]
    if isinstance(value, Ref):
        return ["ref", value.what, value.code]
    if isinstance(value, PartialDate):
        return ["date", value.text]
    if isinstance(value, Period):
        return ["period", str(value)]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, tuple):
        return ["refs", *([item.what, item.code] for item in value)]
    return value


def param_from_json(value: Any) -> Param:
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    tag, *rest = value
    if tag == "interval":
        return Interval(rest[0], rest[1])
    if tag == "ref":
        return Ref(rest[0], rest[1])
    if tag == "date":
        return partial_date(rest[0])
    if tag == "period":
        return period(rest[0])
    return tuple(Ref(what, code) for what, code in rest)


def reasons_to_json(reasons: Iterable[Reason]) -> list[Any]:
    return [
        [item.code, {name: param_to_json(value) for name, value in item.params}] for item in reasons
    ]


def reasons_from_json(value: Iterable[Any]) -> tuple[Reason, ...]:
    return tuple(
        Reason(code, tuple((name, param_from_json(item)) for name, item in params.items()))
        for code, params in value
    )


def leg_to_json(leg: Leg) -> list[str]:
    return [leg.exchange, leg.giver, leg.receiver, leg.track.value]


def leg_from_json(value: list[str]) -> Leg:
    return Leg(value[0], value[1], value[2], Track(value[3]))


def contradiction_to_json(item: Contradiction) -> Json:
    return {
        "kind": item.kind.value,
        "reasons": reasons_to_json(item.reasons),
        "claims": list(item.claims),
        "legs": [leg_to_json(leg) for leg in item.legs],
        "agreement": item.agreement,
        "where": item.where,
    }


def contradiction_from_json(value: Mapping[str, Any]) -> Contradiction:
    return Contradiction(
        ContradictionKind(value["kind"]),
        reasons_from_json(value["reasons"]),
        tuple(value["claims"]),
        tuple(leg_from_json(leg) for leg in value["legs"]),
        value["agreement"],
        value["where"],
    )


def carried_to_json(item: Carried) -> Json:
    return {
        "legs": [leg_to_json(leg) for leg in item.legs],
        "giver": item.giver,
        "receiver": item.receiver,
        "reasons": reasons_to_json((item.reason,)),
        "where": item.where,
    }


def carried_from_json(value: Mapping[str, Any]) -> Carried:
    return Carried(
        tuple(leg_from_json(leg) for leg in value["legs"]),
        value["giver"],
        value["receiver"],
        reasons_from_json(value["reasons"])[0],
        value["where"],
    )


def total_to_json(check: TotalCheck) -> Json:
    derived = None if check.derived is None else [check.derived.low, check.derived.high]
    return {
        "what": "total",
        "outcome": check.outcome.value,
        "derived": derived,
        "reasons": reasons_to_json(check.reasons),
        "residual": None if check.residual is None else list(check.residual),
        "legs": [leg_to_json(leg) for leg in check.legs],
        "rule": check.rule,
        "where": check.where,
    }


def total_from_json(claim: str, value: Mapping[str, Any]) -> TotalCheck:
    residual, derived = value["residual"], value["derived"]
    return TotalCheck(
        claim,
        Outcome(value["outcome"]),
        None if derived is None else Interval(*derived),
        reasons_from_json(value["reasons"]),
        None if residual is None else (residual[0], residual[1]),
        tuple(leg_from_json(leg) for leg in value["legs"]),
        value["rule"],
        value["where"],
    )


def ordinal_to_json(check: OrdinalCheck) -> Json:
    return {
        "what": "ordinal",
        "fits": check.fits,
        "counted": check.counted,
        "reasons": reasons_to_json(check.reasons),
    }


def ordinal_from_json(claim: str, value: Mapping[str, Any]) -> OrdinalCheck:
    return OrdinalCheck(claim, value["fits"], value["counted"], reasons_from_json(value["reasons"]))

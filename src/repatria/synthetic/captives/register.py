"""What a register would know of made-up captives: some of what is true is missing, some wrong."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.planning.facts import Consent, Held, Medical
from repatria.synthetic.captives.rates import CaptiveRates


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything that was drawn of one side's people; lists of equal length. Days are counted back
    from the day of the register."""

    captured: list[int]
    camp: list[int]
    civilian: list[bool]
    woman: list[bool]
    born: list[int]
    rank: list[str]
    unit: list[int]
    medical: list[Medical]
    state: list[Held]
    consents: list[bool]
    agrees: list[bool]
    veto: list[str]
    """On which basis the holder would keep somebody, if it does."""
    known: list[list[float]]
    """Twelve numbers in [0, 1) that decide what the register knows."""
    rates: CaptiveRates


@dataclass(frozen=True, slots=True)
class Told:
    """What the register has; days as in `Drawn`, None where none is known."""

    held: Held
    camp: int
    medical: Medical
    medical_confirmed: bool
    fit: bool
    stretcher: bool
    consent: Consent
    born: int | None
    captured: int | None
    veto: str


def told(drawn: Drawn, at: int) -> Told:
    """The register's facts of one person."""
    rates, u = drawn.rates, drawn.known[at]
    held = _held(drawn.state[at], u[0], u[1], rates)
    sure = held is Held.CONFIRMED
    true = drawn.medical[at]
    if true is not Medical.NONE:
        medical = true if u[2] < rates.recorded else Medical.NONE
    else:
        medical = Medical.SERIOUSLY_WOUNDED if u[2] < rates.claimed else Medical.NONE
    # A commission looks at those who are there to be looked at, and finds what is true.
    decided = sure and medical is not Medical.NONE and medical is true and u[3] < rates.commission
    missing = rates.camp_unknown if sure else min(1.0, 5 * rates.camp_unknown)
    consent = Consent.NOT_ASKED
    if sure and u[4] < rates.asked:
        consent = Consent.GIVEN if drawn.consents[at] else Consent.REFUSED
    captured: int | None = drawn.captured[at]
    if u[5] < rates.capture_unknown:
        captured = None
    elif u[5] < rates.capture_unknown + rates.capture_wrong:
        captured = max(1, drawn.captured[at] - 30 + int(u[6] * 61))
    return Told(
        held=held,
        camp=-1 if u[7] < missing else drawn.camp[at],
        medical=medical,
        medical_confirmed=decided,
        fit=not (medical is not Medical.NONE and u[8] < rates.unfit),
        stretcher=medical is Medical.SERIOUSLY_WOUNDED and u[9] < rates.stretcher,
        consent=consent,
        born=None if u[10] < rates.birth_unknown else drawn.born[at],
        captured=captured,
        veto=drawn.veto[at] if sure and u[11] < rates.veto else "",
    )


def _held(state: Held, news: float, who: float, rates: CaptiveRates) -> Held:
    if state is not Held.CONFIRMED and news < rates.news:
        return state
    if who < rates.confirmed:
        # Of somebody dead or back without news nobody has a confirmation: they are missing.
        return Held.CONFIRMED if state is Held.CONFIRMED else Held.UNKNOWN
    if who < rates.confirmed + rates.witness:
        return Held.WITNESS
    if who < rates.confirmed + rates.witness + rates.denied:
        return Held.DENIED
    return Held.UNKNOWN

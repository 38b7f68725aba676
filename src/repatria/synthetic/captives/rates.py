"""How often things happen among made-up captives: chances with their defaults.

They are invented. Only their shape follows what is said in public: about a third of those who came
back had been registered as missing; one fallen town filled a few camps for years; a late incursion
filled others.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace

from repatria.base.errors import ValueProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptiveRates:
    """Chances, each in [0, 1]. Raises `ValueProblem` for one outside, which it names."""

    civilian: float = 0.06
    """That somebody is a civilian."""
    woman: float = 0.03
    """That a soldier is a woman."""
    civilian_woman: float = 0.3
    """That a civilian is a woman."""
    wounded: float = 0.06
    """That somebody is seriously wounded."""
    ill: float = 0.04
    """That somebody is gravely ill and not wounded; twice that for those held over two years."""
    dead: float = 0.03
    """That somebody is dead by the day."""
    returned: float = 0.02
    """That somebody is back by the day."""
    confirmed: float = 0.62
    """That the holder has confirmed somebody who is held."""
    witness: float = 0.12
    """That only those who came back speak of somebody who is held."""
    denied: float = 0.03
    """That the holder denies somebody who is held. Of the rest nothing is known."""
    news: float = 0.8
    """That the register knows of a death or a return."""
    recorded: float = 0.85
    """That the register knows of a wound or an illness."""
    claimed: float = 0.02
    """That the register has a wound or an illness of somebody who has none."""
    commission: float = 0.6
    """That a commission decided on a wound or an illness that is there and in the register."""
    unfit: float = 0.06
    """That somebody wounded or ill cannot be moved."""
    stretcher: float = 0.25
    """That somebody seriously wounded needs a stretcher."""
    asked: float = 0.1
    """That somebody has been asked whether they want to return."""
    refuses: float = 0.015
    """That somebody does not want to return, asked or not."""
    veto: float = 0.08
    """That the holder keeps somebody whom it has confirmed, on some basis."""
    group: float = 0.03
    """That somebody begins a group of two to four of one camp who go together."""
    camp_unknown: float = 0.08
    """That the camp of somebody whom the holder has confirmed is not known; of others, five times
    that."""
    birth_unknown: float = 0.03
    """That no day of birth is known."""
    capture_unknown: float = 0.03
    """That no day of capture is known."""
    capture_wrong: float = 0.04
    """That the day of capture is off, by up to thirty days."""
    agrees: float = 0.5
    """That the holder would agree to hand somebody over when asked."""

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not 0 <= value <= 1:
                raise ValueProblem(f"the rate {name} is {value:g}; it lies in [0, 1]")
        for names in (("wounded", "ill"), ("dead", "returned"), ("confirmed", "witness", "denied")):
            if sum(getattr(self, name) for name in names) > 1:
                raise ValueProblem(f"the rates {', '.join(names)} sum to more than 1")

    def with_rate(self, name: str, value: float) -> CaptiveRates:
        """With another chance. Raises `ValueProblem` for a name that is none."""
        names = [field.name for field in fields(self)]
        if name not in names:
            raise ValueProblem(f"there is no rate “{name}”; there are {', '.join(names)}")
        return replace(self, **{name: value})


USUAL_RATES = CaptiveRates()

"""How often things happen in a made-up campaign of identification: chances with their defaults."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace

from repatria.base.errors import ValueProblem
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates

STEPWISE = MutationModel(Kind.EXTENDED, Rates(0.0005, 1e-6, 0.1), Rates(0.002, 1e-6, 0.1))
"""The mutation of a campaign where nobody asks for another: extended stepwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRates:
    """Chances, each in [0, 1]. Raises `ValueProblem` for one outside, which it names."""

    male: float = 0.97
    """That a missing person or a stranger is a man."""
    two_missing: float = 0.03
    """That a family whose missing person is a man misses a full brother of his too."""
    non_paternity: float = 0.02
    """That in a family one man who is told as a father is not one."""
    mislabelled: float = 0.01
    """That in a family one relative is told as another than they are, where its shape has such a
    relative. A family with non-paternity has no such mistake besides."""
    missing_sex_label: float = 0.002
    """That a family's table has the wrong sex for its missing person, where nothing else in the
    table would show it: no spouse, no child, no second missing person."""
    belonging: float = 0.7
    """That a person among the remains is some family's missing person. Where there are fewer
    missing persons, the rest are strangers."""
    brothers_together: float = 0.5
    """That of two missing brothers both or neither are among the remains. Else each is drawn on
    their own."""
    other_side: float = 0.5
    """That a stranger is of the other side; else a person of whom no family gave samples."""
    stranger_brothers: float = 0.05
    """That a pair of strangers are brothers: the share of strangers who have a brother."""
    fragmented: float = 0.1
    """That a person is found in several parts, two to four, as likely each."""
    parts_together: float = 0.2
    """That a further part lies in the container of the first; else each comes on its own."""
    shared_container: float = 0.05
    """That a container holds two to four samples of anybody instead of one."""
    partial: float = 0.2
    """That a profile of remains lacks markers, the long ones rather."""
    degraded: float = 0.5
    """That a partial profile has lost single alleles as well."""
    dropout: float = 0.1
    """In a degraded profile, that one copy of an allele is not seen."""
    y_dropout: float = 0.01
    """In a man's profile of any quality, that the Y of amelogenin is not seen."""
    sex_label_none: float = 0.2
    """That nobody says of which sex the remains are."""
    sex_label_wrong: float = 0.01
    """That the sex stated of remains is wrong."""

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not 0 <= value <= 1:
                raise ValueProblem(f"the rate {name} is {value:g}; it lies in [0, 1]")
        if self.non_paternity + self.mislabelled > 1:
            raise ValueProblem("the rates non_paternity and mislabelled sum to more than 1")

    def with_rate(self, name: str, value: float) -> CampaignRates:
        """With another chance. Raises `ValueProblem` for a name that is none."""
        names = [field.name for field in fields(self)]
        if name not in names:
            raise ValueProblem(f"there is no rate “{name}”; there are {', '.join(names)}")
        return replace(self, **{name: value})


USUAL_RATES = CampaignRates()

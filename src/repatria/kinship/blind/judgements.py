"""What people decided about remains: these are one person, those are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.kinship.blind.readings import Readings

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgements:
    """Codes of remains. Each set of `keep_together` is one person, and no two of a set of
    `keep_apart` are."""

    keep_together: tuple[frozenset[str], ...] = ()
    keep_apart: tuple[frozenset[str], ...] = ()

    @classmethod
    def of(
        cls, keep_together: Iterable[Iterable[str]] = (), keep_apart: Iterable[Iterable[str]] = ()
    ) -> Judgements:
        return cls(tuple(map(frozenset, keep_together)), tuple(map(frozenset, keep_apart)))

    def groups(self, readings: Readings) -> tuple[Places, ...]:
        """The remains that are kept together, by place; sets with a member in common are one.

        Raises `ValueProblem` for a code that is not there, and where two remains are judged to be
        one person and two.
        """
        found: list[set[int]] = []
        for codes in self.keep_together:
            group = set(readings.places(codes))
            touching = [each for each in found if each & group]
            found = [each for each in found if not each & group]
            found.append(group.union(*touching))
        for group in found:
            for codes in self.keep_apart:
                both = sorted(group & set(readings.places(codes)))
                if len(both) > 1:
                    one, other = (readings.remains[place] for place in both[:2])
                    raise ValueProblem(
                        f"{one.code} and {other.code} are judged to be one person, and not to be"
                    )
        return tuple(sorted(tuple(sorted(group)) for group in found if len(group) > 1))

    def strangers(self, readings: Readings) -> dict[int, frozenset[int]]:
        """By place, the remains that are kept apart from it."""
        found: dict[int, set[int]] = {}
        for codes in self.keep_apart:
            places = set(readings.places(codes))
            for place in places:
                found.setdefault(place, set()).update(places - {place})
        return {place: frozenset(others) for place, others in found.items()}

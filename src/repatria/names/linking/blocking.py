"""Which pairs are weighed at all: those of which at least one rule holds.

Every rule joins on plain equality, so that a database can hash it, and may ask more of the pairs
that it joins. Names join by their code, which is one for all languages and scripts. The rules
overlap on purpose: a record that lacks one column, or has it wrong, meets its like by another.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _equal(*columns: str) -> str:
    return " and ".join(f"l.{column} = r.{column}" for column in columns)


def _share(column: str) -> str:
    return f"list_has_any(l.{column}, r.{column})"


_INITIALS = f"{_share('surname_initials')} and {_share('given_initials')}"
_LITTLE_TOLD = " or ".join(
    ("l.birth is null", "r.birth is null", "l.given_initial", "r.given_initial")
)
_ALIKE = " or ".join(
    (
        _equal("given"), _equal("surname"), _equal("patronymic"), f"({_INITIALS})",
        "l.given = r.surname", "l.surname = r.given", _equal("birthplace"),
    )
)  # fmt: skip
"""On one day thousands are born; of these, who has anything of the name in common."""
_ONE_GIVEN = _share("given_lemmas")
"""A given name in the surname's place may have another code there; its second reading has its
lemmas."""
RULES: Mapping[str, str] = MappingProxyType(
    {
        "serial number": _equal("serial"),
        "birth": f"{_equal('birth')} and ({_ALIKE})",
        "surname and given name": _equal("surname", "given"),
        "surname and patronymic": _equal("surname", "patronymic"),
        "surname and year": _equal("surname", "birth_year"),
        "given name, patronymic, year": (
            f"{_equal('given', 'patronymic', 'birth_year')} and {_share('surname_initials')}"
        ),
        "surname, little else told": (
            f"{_equal('surname')} and ({_LITTLE_TOLD}) and {_share('given_initials')}"
        ),
        "names changed round in the second": (
            f"l.surname = r.given and {_equal('birth_year')} "
            f"and (l.given = r.surname or {_ONE_GIVEN})"
        ),
        "names changed round in the first": (
            f"l.given = r.surname and {_equal('birth_year')} and {_ONE_GIVEN}"
        ),
    }
)
"""Each rule as SQL over the columns of the two sides."""

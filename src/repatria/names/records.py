"""A row of a list made ready for comparing: each field read once."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.uncertain import UncertainDate, uncertain_date
from repatria.names.attributes import clean_call_sign, clean_serial, read_sex
from repatria.names.model import Name, Sex
from repatria.names.places import Place, place
from repatria.names.ranks import Rank, rank
from repatria.names.units import Unit, unit


@dataclass(frozen=True, slots=True)
class Record:
    """What one row of one list says of a person; what it does not say is `None` or empty."""

    name: Name
    birth: UncertainDate | None = None
    sex: Sex = Sex.UNKNOWN
    birthplace: Place | None = None
    unit: Unit | None = None
    rank: Rank | None = None
    serial: str = ""
    """Cleaned: capitals and digits without signs between."""
    call_sign: str = ""
    """Folded."""
    sex_of_name: bool = False
    """Whether nobody states the sex, and it is that of the name."""


def record(
    name: Name,
    *,
    birth: str | UncertainDate | None = None,
    sex: str | Sex = Sex.UNKNOWN,
    birthplace: str = "",
    unit_text: str = "",
    rank_text: str = "",
    serial: str = "",
    call_sign: str = "",
) -> Record:
    """Read the fields of a row. A rank or call sign that stood inside the name counts where its own
    field is empty, and so does the sex that all readings of the name share.

    Raises `ValueProblem` for a date or a sex that cannot be read.
    """
    said = sex if isinstance(sex, Sex) else read_sex(sex)
    of_name = sex_of(name) if said is Sex.UNKNOWN else Sex.UNKNOWN
    return Record(
        name=name,
        birth=uncertain_date(birth) if isinstance(birth, str) else birth,
        sex=of_name if said is Sex.UNKNOWN else said,
        birthplace=place(birthplace),
        unit=unit(unit_text),
        rank=rank(rank_text or name.rank),
        serial=clean_serial(serial),
        call_sign=clean_call_sign(call_sign or name.call_sign),
        sex_of_name=of_name is not Sex.UNKNOWN,
    )


def sex_of(name: Name) -> Sex:
    """The sex that all readings of a name share; unknown where they differ."""
    sexes = {reading.sex for reading in name.readings}
    return sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN

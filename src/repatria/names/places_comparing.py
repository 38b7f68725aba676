"""Two places of birth in levels.

A village in one list and the town of its region in the other are near: people name either.
"""

from __future__ import annotations

from repatria.base.messages import message
from repatria.names.levels import Level
from repatria.names.model import Verdict
from repatria.names.places import Place
from repatria.names.reasons import reason

SAME = message("Both are “{left}”.")
ONE_PLACE = message("“{left}” and “{right}” are one place in different spelling or language.")
OTHER_REGION = message("“{left}” and “{right}” have the settlement in common, but not the region.")
ONE_REGION = message("“{left}” and “{right}” lie in one region.")
ONE_DISTRICT = message("“{left}” and “{right}” lie in one district.")
DIFFERENT = message("“{left}” and “{right}” are different places.")
NOT_COMPARABLE = message("“{left}” and “{right}” are not of one kind, so they may agree.")
ONE_SILENT = message("Only one side gives a place of birth.")
BOTH_SILENT = message("Neither side gives a place of birth.")


def compare_places(left: Place | None, right: Place | None, field: str = "birthplace") -> Verdict:
    """Same and spelling by the settlement, near by district or region, else contradicted."""
    if left is None or right is None:
        silent = BOTH_SILENT if left is right else ONE_SILENT
        return Verdict(field, Level.ABSENT, reason(silent))
    level, template = _relation(left, right)
    if template == SAME:
        return Verdict(field, level, reason(template, left=left.text))
    return Verdict(field, level, reason(template, left=left.text, right=right.text))


def _relation(left: Place, right: Place) -> tuple[Level, str]:
    if left.text == right.text:
        return Level.SAME, SAME
    region = _agree(left.region, right.region)
    district = _agree(left.district, right.district)
    settlement = _agree(left.settlement, right.settlement)
    if settlement:
        if region is False:
            return Level.NEAR, OTHER_REGION
        return Level.SPELLING, ONE_PLACE
    if district and region is not False:
        return Level.NEAR, ONE_DISTRICT
    if region or _capital(left, right) or _capital(right, left):
        return Level.NEAR, ONE_REGION
    if settlement is None and region is None and district is None:
        return Level.ABSENT, NOT_COMPARABLE
    return Level.CONTRADICTED, DIFFERENT


def _agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool | None:
    """Whether two names share a key; `None` where a side does not say."""
    if not left or not right:
        return None
    return any(key in right for key in left)


def _capital(town: Place, other: Place) -> bool:
    """Whether one names the town after which the region of the other is called."""
    return not town.region and bool(_agree(town.settlement, other.region))

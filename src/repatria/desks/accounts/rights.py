"""The table of rights: role × class of field × action. Everything that shows, searches, exports,
prints or changes something asks here, and nowhere else; what is not in the table is refused.

The handbook prints this table (`rights_text.py`), and a generated test asks about every cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What somebody does here. One person may have several roles; some exclude each other."""

    EXCHANGE_DESK = "exchange_desk"
    RECEPTION_DESK = "reception_desk"
    LABORATORY = "laboratory"
    DECIDING_AUTHORITY = "deciding_authority"
    FAMILY_LIAISON = "family_liaison"
    PRESS = "press"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class FieldClass(StrEnum):
    """What kind of fact a field holds, by the harm that it can do."""

    PUBLISHED = "published"
    """What anybody can read: published claims, agreements, findings."""
    PRESS = "press"
    """Documents, quotations and claims that are not published yet."""
    CAPTIVE_FOOTAGE = "captive_footage"
    """Pictures and footage of captives: never shown publicly (Geneva Convention III, art. 13)."""
    IDENTITY = "identity"
    """Who a person is: names, birth, number, unit."""
    STATUS = "status"
    """What is said to have become of a person."""
    PLACE = "place"
    """Where somebody is held, and where a coming handover is."""
    MEDICAL = "medical"
    FAMILY = "family"
    """Relatives, how they are reached, what they agreed to."""
    PLANNING = "planning"
    """Offers, lists and plans before they are signed: rules, numbers and counts, never who."""
    LISTED = "listed"
    """Who is on a list and who is not, by code, why, and the facts that it was made of."""
    OWN_PLACE = "own_place"
    """One person's reason, place and own line in a round, looked up by their code: for the
    caseworker of their family, and once the round is over."""
    CUSTODY = "custody"
    """Manifests, containers, handovers and who held them."""
    REMAINS = "remains"
    """What the laboratory finds out, without genetic data and names."""
    GENETIC = "genetic"
    ACCESS = "access"
    """Who looked at what."""
    ACCOUNTS = "accounts"
    """Who works here, and with which rights."""


class Action(StrEnum):
    VIEW = "view"
    SEARCH = "search"
    EXPORT = "export"
    PRINT = "print"
    ENTER = "enter"
    """Add, correct and withdraw: nothing is overwritten."""
    TAKE_IN = "take_in"
    """Have a received list say what stands in it, once and unchanged. It opens nothing, and whoever
    may no more than this can neither add to it by hand nor correct it."""
    JUDGE = "judge"
    """Same, different or unsure, on two records."""
    PROPOSE = "propose"
    """The first of two who are needed for what cannot be undone."""
    SECOND = "second"
    """The other of the two; never the same person."""
    SIGN = "sign"
    MANAGE = "manage"


_V, _S, _X, _P = Action.VIEW, Action.SEARCH, Action.EXPORT, Action.PRINT
_E, _J, _1, _2, _SIGN = (
    Action.ENTER, Action.JUDGE, Action.PROPOSE, Action.SECOND, Action.SIGN,
)  # fmt: skip
_READ = (_V, _S)
_TAKE = (_V, _S, _X, _P)

_LISTS = Action.TAKE_IN
WRITES_ONLY = frozenset({Action.TAKE_IN})
"""Actions that put something in and show nothing: no row and no field is opened by one."""

Table = Mapping[Role, Mapping[FieldClass, frozenset[Action]]]


def _table(rows: Mapping[Role, Mapping[FieldClass, Iterable[Action]]]) -> Table:
    everybody = {FieldClass.PUBLISHED: frozenset(_TAKE)}
    return MappingProxyType(
        {
            role: MappingProxyType(
                everybody | {which: frozenset(actions) for which, actions in row.items()}
            )
            for role, row in rows.items()
        }
    )


# Who takes lists in takes in the whole of them: a list names the wounded and their families, and
# what is dropped at the first desk never reaches the one that it is meant for.
TABLE: Table = _table(
    {
        Role.EXCHANGE_DESK: {
            FieldClass.IDENTITY: (*_TAKE, _E, _LISTS, _J, _1, _2),
            FieldClass.STATUS: (*_TAKE, _E, _LISTS, _J),
            FieldClass.PLACE: (*_READ, _E, _LISTS),
            FieldClass.MEDICAL: (_V, _LISTS),
            FieldClass.FAMILY: (_LISTS,),
            FieldClass.PLANNING: (*_TAKE, _E, _1, _2),
            FieldClass.LISTED: (_V,),
            FieldClass.CUSTODY: (*_TAKE, _E, _1),
        },
        Role.RECEPTION_DESK: {
            FieldClass.IDENTITY: (*_READ, _P, _E, _LISTS),
            FieldClass.STATUS: (*_READ, _E, _LISTS),
            FieldClass.PLACE: (_LISTS,),
            FieldClass.MEDICAL: (_V, _E, _LISTS),
            FieldClass.FAMILY: (_LISTS,),
            FieldClass.CUSTODY: (*_TAKE, _E, _1, _2),
            FieldClass.REMAINS: (_V, _E),
        },
        Role.LABORATORY: {
            FieldClass.REMAINS: (*_TAKE, _E, _J, _1),
            FieldClass.GENETIC: (*_READ, _E, _J),
            FieldClass.CUSTODY: (*_READ, _E),
        },
        Role.DECIDING_AUTHORITY: {
            FieldClass.IDENTITY: (*_READ, _P, _2),
            FieldClass.STATUS: (*_READ, _P, _1, _2),
            FieldClass.MEDICAL: (_V,),
            FieldClass.PLANNING: (*_TAKE, _1, _2, _SIGN),
            FieldClass.LISTED: (_V,),
            FieldClass.CUSTODY: (*_TAKE, _1, _2, _SIGN),
            FieldClass.REMAINS: (*_READ, _P, _1, _2),
        },
        Role.FAMILY_LIAISON: {
            FieldClass.IDENTITY: (*_READ, _P, _E, _LISTS),
            FieldClass.STATUS: (*_READ, _E, _LISTS),
            FieldClass.PLACE: (_LISTS,),
            FieldClass.MEDICAL: (_LISTS,),
            FieldClass.FAMILY: (*_READ, _P, _E, _LISTS),
            FieldClass.OWN_PLACE: (_V, _X, _P),
        },
        Role.PRESS: {
            FieldClass.PRESS: (*_TAKE, _E, _J, _1, _2),
            FieldClass.CAPTIVE_FOOTAGE: (_V, _E),
        },
        Role.AUDITOR: {
            FieldClass.PRESS: _READ,
            FieldClass.PLANNING: (*_READ, _X),
            FieldClass.LISTED: (_V, _X),
            FieldClass.CUSTODY: (*_READ, _P),
            FieldClass.ACCESS: _TAKE,
            FieldClass.ACCOUNTS: _READ,
        },
        Role.ADMINISTRATOR: {
            FieldClass.ACCESS: (_V,),
            FieldClass.ACCOUNTS: (*_READ, Action.MANAGE, _1, _2),
        },
    }
)

EXCLUSIVE: tuple[frozenset[Role], ...] = (
    # Who gives rights has no use of them, and who checks does not do what is checked.
    *(frozenset({Role.ADMINISTRATOR, other}) for other in Role if other is not Role.ADMINISTRATOR),
    *(
        frozenset({Role.AUDITOR, other})
        for other in Role
        if other not in (Role.AUDITOR, Role.ADMINISTRATOR)
    ),
    # The laboratory works without names, and does not decide on what it found.
    frozenset({Role.LABORATORY, Role.FAMILY_LIAISON}),
    frozenset({Role.LABORATORY, Role.EXCHANGE_DESK}),
    frozenset({Role.LABORATORY, Role.RECEPTION_DESK}),
    frozenset({Role.LABORATORY, Role.DECIDING_AUTHORITY}),
    # What goes out is not written by who holds what must not.
    frozenset({Role.PRESS, Role.FAMILY_LIAISON}),
    frozenset({Role.PRESS, Role.LABORATORY}),
)
"""Pairs of roles that no person has at once."""

NO_SECOND_FACTOR: frozenset[Role] = frozenset()
"""Roles that may work with a password alone: none."""

# Words for people.
ROLE_WORDS = {
    Role.EXCHANGE_DESK: _("exchange desk"),
    Role.RECEPTION_DESK: _("reception desk"),
    Role.LABORATORY: _("laboratory"),
    Role.DECIDING_AUTHORITY: _("deciding authority"),
    Role.FAMILY_LIAISON: _("family liaison"),
    Role.PRESS: _("press"),
    Role.AUDITOR: _("auditor"),
    Role.ADMINISTRATOR: _("administrator"),
}
FIELD_CLASS_WORDS = {
    FieldClass.PUBLISHED: _("what is published"),
    FieldClass.PRESS: _("press material not yet published"),
    FieldClass.CAPTIVE_FOOTAGE: _("pictures and footage of captives"),
    FieldClass.IDENTITY: _("who a person is"),
    FieldClass.STATUS: _("what became of a person"),
    FieldClass.PLACE: _("places of captivity and coming handovers"),
    FieldClass.MEDICAL: _("medical facts"),
    FieldClass.FAMILY: _("families and how they are reached"),
    FieldClass.PLANNING: _("offers, lists and plans"),
    FieldClass.LISTED: _("who is on a list, and the facts behind it"),
    FieldClass.OWN_PLACE: _("one person's reason and place in a round, for their family"),
    FieldClass.CUSTODY: _("handovers and custody"),
    FieldClass.REMAINS: _("findings on remains"),
    FieldClass.GENETIC: _("genetic data"),
    FieldClass.ACCESS: _("who looked at what"),
    FieldClass.ACCOUNTS: _("people who work here"),
}
ACTION_WORDS = {
    Action.VIEW: _("view"),
    Action.SEARCH: _("search"),
    Action.EXPORT: _("export"),
    Action.PRINT: _("print"),
    Action.ENTER: _("enter and correct"),
    Action.TAKE_IN: _("take in with a list"),
    Action.JUDGE: _("judge two records"),
    Action.PROPOSE: _("propose"),
    Action.SECOND: _("second"),
    Action.SIGN: _("sign"),
    Action.MANAGE: _("manage"),
}


def allowed(roles: Iterable[Role], action: Action, field_class: FieldClass) -> bool:
    """Whether any of these roles may do this. Anybody may view, search, export and print what is
    published."""
    if field_class is FieldClass.PUBLISHED and action in _TAKE:
        return True
    return any(action in TABLE[role].get(field_class, ()) for role in roles)


def classes_for(roles: Iterable[Role], action: Action) -> frozenset[FieldClass]:
    """The classes of field on which any of these roles may do this."""
    held = tuple(roles)
    return frozenset(each for each in FieldClass if allowed(held, action, each))


def clashing(roles: Iterable[Role]) -> frozenset[Role]:
    """The first pair of these roles that no person has at once; empty where there is none."""
    held = frozenset(roles)
    return next((pair for pair in EXCLUSIVE if pair <= held), frozenset())

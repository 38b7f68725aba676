"""The closed vocabulary of what can be stated of a person: field by field, in the order of the
capture card (Geneva Convention III, Annex IV B) and of articles 70, 110 and 122.

Nothing is required of a captive beyond what article 17 names, and nothing at all of a record: every
field is there so far as it is available.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as of_class
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.rights import Action, FieldClass, Role, classes_for

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


class Kind(StrEnum):
    """How the values of a field are read, and when two of them agree."""

    NAME = "name"
    """A part of a name, compared as `names` compares it."""
    WHOLE_NAME = "whole name"
    DATE = "date"
    TEXT = "text"
    """Compared without capitals, accents of writing and signs between words."""
    NUMBER = "number"
    """A serial number: capitals and digits, without signs between."""
    PLACE = "place"
    UNIT = "unit"
    RANK = "rank"
    CHOICE = "choice"
    """One of a closed list (`words`)."""
    STATE = "state"
    """What is said to have become of a person; the time line reads it (`timeline`)."""


class Block(StrEnum):
    """Fields that stand together on the page."""

    WHO = "who"
    SERVICE = "service"
    CAPTIVITY = "captivity"
    PLACES = "places"
    HEALTH = "health"
    CONSENT = "consent"
    FAMILY = "family"


BLOCK_WORDS: Mapping[Block, Words] = MappingProxyType(
    {
        Block.WHO: _("Who the person is"),
        Block.SERVICE: _("Service"),
        Block.CAPTIVITY: _("What became of the person"),
        Block.PLACES: _("Places"),
        Block.HEALTH: _("Health"),
        Block.CONSENT: _("What the person agreed to"),
        Block.FAMILY: _("Whom to inform"),
    }
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it is called, which class opens it, how its values are read.

    `several` says that two different values are no disagreement, each holding in its time or beside
    the other. `article_17` marks the little that a captive is bound to give.
    """

    key: str
    words: Words
    field_class: FieldClass
    block: Block
    kind: Kind = Kind.TEXT
    several: bool = False
    article_17: bool = False
    choices: Mapping[str, Words] = of_class(default_factory=lambda: MappingProxyType({}))


def _choices(**words: Words) -> Mapping[str, Words]:
    return MappingProxyType(words)


SEXES = _choices(male=_("man"), female=_("woman"))
CATEGORIES = _choices(soldier=_("soldier"), civilian=_("civilian"), other=_("neither, as stated"))
STATES = _choices(
    missing=pgettext_lazy("state", "missing"),
    reported_captive=pgettext_lazy("state", "reported captive"),
    captive=pgettext_lazy("state", "captivity confirmed"),
    denied=pgettext_lazy("state", "the named holder says that it does not hold them"),
    transferred=pgettext_lazy("state", "transferred"),
    escaped=pgettext_lazy("state", "escaped"),
    returned=pgettext_lazy("state", "returned"),
    dead=pgettext_lazy("state", "dead"),
    identified=pgettext_lazy("state", "remains identified"),
)
LIFE = _choices(
    seen=_("seen alive"),
    heard=_("heard of as alive"),
    visit=_("visited by a neutral body"),
    letter=_("letter or card"),
    call=_("call"),
    footage=_("picture or footage"),
    list=_("named on a list of the holding side"),
)
MEDICAL_110 = _choices(
    incurable=_("article 110 (1) 1: incurable, gravely diminished"),
    over_a_year=_("article 110 (1) 2: not to recover within a year"),
    diminished=_("article 110 (1) 3: recovered, gravely and permanently diminished"),
    neutral_year=_("article 110 (2) 1: may recover within a year in a neutral country"),
    neutral_mental=_("article 110 (2) 2: health seriously threatened by further captivity"),
    none=_("examined: in none of these classes"),
)
HEALTH = _choices(
    good=_("good health"), not_wounded=_("not wounded"), recovered=_("recovered"),
    convalescent=_("convalescent"), sick=_("sick"), slightly_wounded=_("slightly wounded"),
    seriously_wounded=_("seriously wounded"),
)  # fmt: skip
CONSENT = _choices(
    given=pgettext_lazy("consent", "given"),
    refused=pgettext_lazy("consent", "refused"),
    withdrawn=pgettext_lazy("consent", "withdrawn"),
    not_asked=pgettext_lazy("consent", "not asked"),
)

_ID, _ST, _PL = FieldClass.IDENTITY, FieldClass.STATUS, FieldClass.PLACE
_MED, _FAM = FieldClass.MEDICAL, FieldClass.FAMILY
_W, _S, _C, _P, _H = Block.WHO, Block.SERVICE, Block.CAPTIVITY, Block.PLACES, Block.HEALTH

_ALL = (
    Field("power", _("Power that the person depends on"), _ID, _W),
    Field("name", _("Name as one cell"), _ID, _W, Kind.WHOLE_NAME),
    Field("surname", _("Surname"), _ID, _W, Kind.NAME, article_17=True),
    Field("given", _("First names"), _ID, _W, Kind.NAME, article_17=True),
    Field("patronymic", _("Patronymic"), _ID, _W, Kind.NAME),
    Field("father", _("Father's first name"), _ID, _W, Kind.NAME),
    Field("mother", _("Mother's maiden name"), _ID, _W, Kind.NAME),
    Field("sex", _("Sex"), _ID, _W, Kind.CHOICE, choices=SEXES),
    Field("birth", _("Date of birth"), _ID, _W, Kind.DATE, article_17=True),
    Field("birthplace", _("Place of birth"), _ID, _W, Kind.PLACE),
    Field("category", _("Soldier or civilian, as stated"), _ID, _S, Kind.CHOICE,
          choices=CATEGORIES),
    Field("branch", _("Branch of service"), _ID, _S),
    Field("unit", pgettext_lazy("military", "Unit"), _ID, _S, Kind.UNIT, several=True),
    Field("rank", _("Rank"), _ID, _S, Kind.RANK, article_17=True),
    Field("serial", _("Serial number"), _ID, _S, Kind.NUMBER, article_17=True),
    Field("call_sign", _("Call sign"), _ID, _S, several=True),
    Field("state", _("State"), _ST, _C, Kind.STATE, several=True, choices=STATES),
    Field("captured_on", _("Captured on"), _ST, _C, Kind.DATE),
    Field("held_by", _("Held by"), _ST, _C, several=True),
    Field("prisoner_number", _("Prisoner's number"), _ST, _C, Kind.NUMBER, several=True),
    Field("last_seen_on", _("Last seen on"), _ST, _C, Kind.DATE, several=True),
    Field("life", _("Proof of life"), _ST, _C, Kind.CHOICE, several=True, choices=LIFE),
    Field("captured_place", _("Captured at"), _PL, _P, Kind.PLACE),
    Field("held_at", _("Held at"), _PL, _P, Kind.PLACE, several=True),
    Field("letters_to", _("Address for letters to the captive"), _PL, _P, several=True),
    Field("last_seen_place", _("Last seen at"), _PL, _P, Kind.PLACE, several=True),
    Field("health", _("Health"), _MED, _H, Kind.CHOICE, several=True, choices=HEALTH),
    Field("medical_110", _("Medical category (article 110)"), _MED, _H, Kind.CHOICE,
          several=True, choices=MEDICAL_110),
    Field("wish_return", _("Consent to repatriation"), _ST, Block.CONSENT, Kind.CHOICE,
          several=True, choices=CONSENT),
    Field("wish_tracing", _("Consent to tracing"), _ST, Block.CONSENT, Kind.CHOICE,
          several=True, choices=CONSENT),
    Field("kin", _("Person to be informed"), _FAM, Block.FAMILY, several=True),
    Field("kin_address", _("Address of that person"), _FAM, Block.FAMILY, several=True),
)  # fmt: skip

FIELDS: Mapping[str, Field] = MappingProxyType({each.key: each for each in _ALL})
"""Every field by its key, in the order of the page."""
SEARCHED = frozenset(
    {"name", "surname", "given", "patronymic", "birth", "sex", "serial", "call_sign"}
)
"""Fields that a search finds a person by."""
NAMES = ("surname", "given", "patronymic")
ARTICLE_17 = tuple(each.key for each in _ALL if each.article_17)
ARTICLE_122 = (*ARTICLE_17, "power", "birthplace", "father", "mother", "kin", "kin_address",
               "letters_to")  # fmt: skip
"""What article 122 has the bureau hold, so far as it is available."""
CLASSES = frozenset(each.field_class for each in _ALL)


class UnknownField(KeyError):
    """No field of the vocabulary has this key."""


def field(key: str) -> Field:
    """Raises `UnknownField`."""
    try:
        return FIELDS[key]
    except KeyError:
        raise UnknownField(key) from None


def keys_for(roles: Iterable[Role], action: Action) -> tuple[str, ...]:
    """The keys of the fields on which any of these roles may do this."""
    may = classes_for(roles, action)
    return tuple(each.key for each in _ALL if each.field_class in may)

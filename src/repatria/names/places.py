"""Places of birth: the settlement, the district and the region, across scripts and languages.

Words for what a place is (місто, р-н, обл., village) are taken off, endings of adjectives too, and
what remains is compared by keys. A table holds the cities that were renamed or that two languages
call differently; no list of all settlements is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from repatria.names.cases import folded
from repatria.names.keys import loose_key, main_key

_REGION = (
    r"(?:обл(?:\.|асть|асті|асти|астю)?|край|краю|края|респ(?:\.|убліка|ублика)?|oblast|region)"
)
_DISTRICT = r"(?:р-н(?:\.|у|і|е|а)?|рай(?:\.|он(?:у|і|а|е)?)|р\.|raion|rayon|district)"
_KIND = re.compile(
    r"(?<![\w'])(?:м\.|місто|міста|місті|г\.|гор\.|город|города|городе|с\.|село|села|селі|селе"
    r"|смт\.?|пгт\.?|сел\.|селище|селища|пос\.|поселок|поселка|п\.|д\.|дер\.|деревня|деревни"
    r"|х\.|хут\.|хутір|хутора|хутор|ст\.|ст-ця|станиця|станица|аул|city|of|town|village|urban"
    r"|settlement|нар\.|народився|родился|ур\.|уродженець|уроженец)(?![\w'])",
)
_NAMED = re.compile(
    rf"(?P<adjective>[^\W\d_][\w'-]*)\s+(?:(?P<region>{_REGION})|(?P<district>{_DISTRICT}))(?![\w'])"
)
_SPLIT = re.compile(r"[,;/()]+")
_ADJECTIVE = re.compile(
    r"(?:(?:с|ц|з)?ьк(?:а|ої|ій|у|ою|ий|ого|ому|им)|ск(?:ая|ой|ую|ий|ого|ому|им|ом)"
    r"|цк(?:ая|ой|ую|ий|ого|ому|им|ом)|sk(?:a|aya|aia|oi|oyi|oho|yi|yy|iy|ii|ogo|y|iyi|oji)?)$"
)
_VOWELS = "аеєиіїоуыэюяaeiouy"

RENAMED: tuple[str, ...] = (
    "дніпро днепр дніпропетровськ днепропетровск dnipro dnepr dnipropetrovsk dnepropetrovsk",
    "бахмут артемівськ артемовск bakhmut artemivsk",
    "кропивницький кіровоград кировоград kropyvnytskyi kirovohrad",
    "кам'янське каменское дніпродзержинськ днепродзержинск kamianske",
    "миколаїв николаев mykolaiv nikolaev nikolayev",
    "покровськ красноармійськ красноармейск pokrovsk",
    "мирноград димитров myrnohrad",
    "торецьк дзержинськ дзержинск toretsk",
    "лиман красний-лиман красный-лиман lyman",
    "хрустальний красний-луч красный-луч khrustalnyi",
    "самар новомосковськ новомосковск samar novomoskovsk",
    "шептицький червоноград sheptytskyi chervonohrad",
    "звягель новоград-волинський новоград-волынский zviahel",
    "хмельницький проскурів khmelnytskyi",
    "санкт-петербург петербург ленінград ленинград",
    "волгоград сталінград сталинград",
)
"""Names of one city, past and present, in the spellings that keys do not bring together."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written, and the keys of its parts; an empty tuple where one is not said."""

    text: str
    settlement: tuple[str, ...]
    district: tuple[str, ...]
    region: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def place(text: str) -> Place | None:
    """Read a place of birth; `None` for an empty text or one without letters."""
    rest = folded(" ".join(text.split()))
    region: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    for found in _NAMED.finditer(rest):
        if found["region"]:
            region = region or _keys(found["adjective"])
        else:
            district = district or _keys(found["adjective"])
    settlement = _settlement(_NAMED.sub(",", rest))
    if not (settlement or district or region):
        return None
    return Place(text.strip(), settlement, district, region)


def _settlement(rest: str) -> tuple[str, ...]:
    """The keys of the piece that says that it is a settlement, else of the first."""
    pieces = sorted(_SPLIT.split(rest), key=lambda piece: _KIND.search(piece) is None)
    for piece in pieces:
        keys = _keys("-".join(_KIND.sub(" ", piece).split()))
        if keys:
            return keys
    return ()


def _keys(name: str) -> tuple[str, ...]:
    """The keys of one name: of the word, without its ending, and of the city that it once was."""
    bare = re.sub(r"[^\w'-]", "", name).strip("-'_")
    if not bare or not any(letter.isalpha() for letter in bare):
        return ()
    city = _RENAMED.get(main_key(bare)) or _RENAMED.get(main_key(_stem(bare)))
    stem = city if city is not None else _stem(bare)
    key = main_key(stem)
    return tuple(dict.fromkeys((key, loose_key(key)))) if key else ()


def _stem(word: str) -> str:
    """The word without the ending of an adjective or of a case: Полтавської, Полтаві, Poltava."""
    stem = _ADJECTIVE.sub("", word)
    if len(stem) < 3:
        stem = word
    while len(stem) > 3 and stem[-1] in _VOWELS + "йьъ'":
        stem = stem[:-1]
    return stem


_RENAMED = {
    main_key(form): names.split()[0]
    for names in RENAMED
    for name in names.split()
    for form in (name, _stem(name))
}

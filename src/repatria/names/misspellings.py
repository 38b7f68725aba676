"""Entries of the dictionaries that are misspelt, by rule: one slip away from a name in use.

The dictionaries were gathered from documents, typing errors included: Сегреевич is in them beside
Сергеевич, Тмиофій beside Тимофій. Two entries would pass for two names, so such an entry is taken
for no name at all; comparing then finds the slip. Short names are left alone: among them are too
many that some people do bear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from repatria.names import diminutives, given_names
from repatria.names.keys import main_key, strict_keys
from repatria.names.model import PartKind
from repatria.names.part_levels import slips_between
from repatria.names.patronymics_making import all_made

_LEAST: Mapping[PartKind, int] = {PartKind.GIVEN: 5, PartKind.PATRONYMIC: 8}
"""Letters of the key of an entry that can be a misspelling."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BORNE = _names(
    """
    адгам адхам акрам андранік анзар арлен армен ахтем барат бахар вілен галіб гаміль даріан девід
    джавід джавид джаміль екрем ельбрус ельвін ельдор ельнар ельяр еркін жаміль заір замір захір
    ільгам ільдар ільдус камал камиль каміл каміль карел карім кармен кірім левон лукман манас
    марек мілад міран мілан назір надим надір надім наїм радим радім радіон раміль рамиль расул
    расуль рауф рафат рафіл рафіль рефат рєфат решат рєшат рішат ромен рустан самир самір саміль
    серго серік тадеуш теймур тодей фадіс фаміл фаніл фаріз фарід фаріт фірат хаким хакім халід
    хасан хасян хасьян шаміль шимон шімон штефан ясін
    аделя аделія азіза айгуль аліма аміна арміна афіна біана бейла гаїна даліна далія данієла даяна
    діляра дорина доріна еллада ельбіна ельвіза ельзіра ельміна ельміра ельмира єльміра єльмира
    заліна залина зарема зарєма зарина заріна зарія земфіра камілія камілла каріма кармела кларіса
    клариса кларисса корина коріна лаура лейла лейля лєйля леонора ліана лиана ліліана лоліта
    магда мадіна мадина майра маріам мариам маріола марієтта мелина меліна мілада мілана мілена
    милена наргіза нарина наріна ремма ренада ріана саліна сельвіра соломія соломея суфія сабіна
    таїса фатіна фатіма халіна халіма ціля цецілія
    """
)
"""Names that people do bear, of other peoples for the most part; they only look like slips."""

_NO_TWO = 1 << 10


def is_misspelling(kind: PartKind, name: str) -> bool:
    """Whether a dictionary's entry is no name: of a given name or patronymic, in lower case."""
    if kind is PartKind.SURNAME or "-" in name or name in _BORNE:
        return False
    key = main_key(name)
    least = _LEAST[kind]
    if len(key) < least or key in _in_use(kind):
        return False
    near = _near(kind)
    return any(
        slips_between(key, other, least, _NO_TWO) == 1
        for cut in _cuts(key)
        for other in near.get(cut, ())
    )


@cache
def _in_use(kind: PartKind) -> frozenset[str]:
    """Keys of names in use, short forms among them."""
    if kind is PartKind.PATRONYMIC:
        return frozenset(main_key(name) for name in all_made())
    tables = (diminutives.MEN, diminutives.WOMEN)
    short = (form for table in tables for forms in table.values() for form in forms)
    full = given_names.MEN | given_names.WOMEN
    return frozenset(key for name in (*full, *short) for key in strict_keys(name))


@cache
def _near(kind: PartKind) -> Mapping[str, tuple[str, ...]]:
    """Full names in use by every key that one of their letters is left out of, or none."""
    full = all_made() if kind is PartKind.PATRONYMIC else given_names.MEN | given_names.WOMEN
    found: dict[str, list[str]] = {}
    for key in sorted({main_key(name) for name in full}):
        for cut in _cuts(key):
            found.setdefault(cut, []).append(key)
    return {cut: tuple(keys) for cut, keys in found.items()}


def _cuts(key: str) -> Iterable[str]:
    """The key, and the keys with one letter left out: what two keys one slip apart share."""
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}

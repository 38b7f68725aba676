"""Small words in names that are no part of them alone: for nothing known, and particles."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABSENT = _words(
    """
    - -- --- ? ?? ??? н/д нд н.д. н/в невідомо невідомий невідома невідоме невід невст невстановлено
    невстановлений невстановлена неизвестно неизвестный неизвестная неизвестное неизв немає відсутнє
    отсутствует неустановлен неустановленный unknown unk n/a none null nil б/п б/о бп б/отч б/имени
    """
)
"""What sources write where they do not know a part."""

NOTHING_IN_A_COLUMN = ABSENT | _words(". 0 na nan x xx xxx х хх ххх нет ні нема") | {""}
"""What stands for nothing where it is all that a column holds."""

BEFORE = _words(
    """
    von van der den de di da du del della la le ibn bin abu
    фон ван дер ден де ді ди да дю дель ля ібн ибн бін бин абу
    """
)
"""Particles that belong to the word after them."""

AFTER = _words(
    """
    огли оглы оглу углы кизи кызы кизы кзи гизи гызы заде улы ули
    ogly oglu oghlu ohly kyzy kizi qizi gyzy zade uly
    """
)
"""Particles that belong to the word before them, and make it a patronymic."""

DAUGHTERS = ("ки", "кы", "кз", "ги", "гы", "ky", "ki", "qi", "gy")
"""How those of `AFTER` begin that mean a daughter."""

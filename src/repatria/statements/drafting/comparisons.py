"""Numbers that compare, share out or describe, and so count nobody by themselves."""

from __future__ import annotations

import re

# “Three more than announced”, “five higher”, “two short of the list”: how far two counts differ.
_MORE = re.compile(
    r"\s+(?:[\w'-]+\s+){0,2}?(?:(?:more|fewer|less)\s+than\s+(?!\d|a\s|half)|"
    r"(?:higher|lower|too\s+many|too\s+few|short)(?:\s+(?:than|of))?(?=\s|[.,;:)]))"
)
# «На троих меньше», «на десяток більше».
_LESS = re.compile(r"\s+(?:[\w'-]+\s+){0,2}?(?:больше|меньше|більше|менше|вище|выше)(?!\w)")
_ON = re.compile(r"(?<!\w)на\s+$")
# «В два раза», «раза в два», “two times”.
_TIMES_BEFORE = re.compile(r"(?<!\w)раз(?:а|и|ів|ов)?\s+(?:в|у)\s+$")
_TIMES_AFTER = re.compile(r"\s+раз(?:а|и|ів)?(?:\s|[.,;:!?»])")
# «1 з 3», “2 of 5”: a share of a few, in figures.
_OF_FEW = re.compile(r"\s+(?:з|из|із|of|out of)\s+\d(?![\d.,]*\d)(?!\s*[^\W\d])")
_FEW_OF = re.compile(r"(?<![\d.,])\d\s+(?:з|из|із|of|out of)\s+$")
# “One in five prisoners”.
_ONE_IN = re.compile(r"(?<!\w)(?:one|two|three|every|1|2)\s+(?:in|out\s+of)\s+(?:every\s+)?$")
# “Has two sons”: of whom it is told, and whose life.
_HAS = re.compile(
    r"(?<!\w)(?:has|have|had|raises|raised|raising|має|мав|мала|мають|виховує|виховував|виховувала|"
    r"имеет|имел|имела|воспитывает|воспитывал|воспитывала|у\s+(?:неї|нього|нее|неё|него))\s+"
    r"(?:(?:є|есть|also|ще|ещё)\s+)?$"
)
_KIN = re.compile(
    r"\s+(?:[\w'-]+\s+)?(?:sons?|daughters?|children|kids|brothers?|sisters?|grandchildren|"
    r"син(?:и|ів|ам)|доньк\w+|доньок|дочк\w+|дочок|дітей|діток|брат\w*|сест\w+|онук\w*|"
    r"сын\w*|доч\w+|детей|братьев|внук\w*)(?!\w)"
)
# “Blamed the difference on two sailors”: whom somebody takes for the cause of it.
_CAUSE = re.compile(
    r"(?<!\w)(?:blam|explain|attribut|ascrib|put|traced)\w*\s+(?:down\s+)?(?:the|this|that|its)\s+"
    r"(?:[\w'-]+\s+)?(?:difference|discrepancy|gap|mismatch)\s+(?:down\s+)?(?:on|to|by|with)\s+"
    r"(?:the\s+)?$"
)
# “A year with three dry months”, «за три літні місяці»: an adjective, and a length of time.
_LENGTH = re.compile(
    r"\s+[\w'-]+\s+(?:months?|weeks?|days?|years?|nights?|hours?|місяц\w+|тижн\w+|дн(?:і|ів|ями)|"
    r"рок(?:и|ів|ами)|ноч\w+|годин\w*|месяц\w+|недел\w+|дн(?:я|ей|ями)|год(?:а|ов)|лет|час(?:а|ов))"
    r"(?!\w)"
)
_TIME_BEFORE = re.compile(
    r"(?<!\w)(?:in|over|for|after|during|within|past|last|за|через|протягом|впродовж|після|після|"
    r"в\s+течение|спустя|после|останні|последние|перші|первые)\s+(?:the\s+)?(?:past\s+|last\s+)?$"
)


def compares(low: str, start: int, end: int) -> bool:
    """Whether the number at `start:end` only says by how much, in what share, or for how long."""
    head = low[max(0, start - 70) : start]
    return bool(
        _MORE.match(low, end)
        or (_ON.search(head) and _LESS.match(low, end))
        or _TIMES_BEFORE.search(head)
        or _TIMES_AFTER.match(low, end)
        or _OF_FEW.match(low, end)
        or _FEW_OF.search(head)
        or _ONE_IN.search(head)
        or _CAUSE.search(head)
        or (_HAS.search(head) and _KIN.match(low, end))
        or (_TIME_BEFORE.search(head) and _LENGTH.match(low, end))
    )

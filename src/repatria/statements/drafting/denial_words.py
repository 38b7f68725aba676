"""Words that deny, beyond the tables of a language: false, invented, no exchange at all."""

from __future__ import annotations

import re

DENIES = re.compile(
    r"(?<![\w'])(?:"
    r"(?:is|are|was|were|isn't|not|as|simply|entirely|plainly)\s+(?:incorrect|inaccurate|bogus|"
    r"fabricated|false|"
    r"concocted|a\s+hoax|a\s+myth|disinformation|propaganda|made\s+up|invented|pure\s+fantasy|"
    r"unfounded)|"
    r"(?:is|are|was|were)\s+(?:not|never)\s+(?:accurate|correct|so|the\s+case)|"
    r"doesn't\s+(?:match|correspond)|does\s+not\s+(?:match|correspond)|"
    r"не\s*верн(?:о|а|ы|ая|ое|ые)(?!\w)|неправдив\w+|ложн(?:ый|ая|ое|ые|о|а|ы)|невірн\w+|хибн\w+|"
    r"не\s+відповіда\w+\s+дійсності|не\s+відповіда\w+\s+правді|спекуляці\w+|спекуляци\w+|"
    r"вигад(?:ка|ки|кою|ав|али)|домысл\w*|домисл\w*|брехн\w+|наклеп\w*|маніпуляці\w+|манипуляци\w+|"
    r"провокаці\w+|провокаци\w+|высосан\w+|взят\w+\s+с\s+потолка|взят\w+\s+зі\s+стелі|"
    r"дезінформаці\w+|не\s+мал[аоие]\s+місця|не\s+имел[аои]?\s+места"
    r")(?![\w'])"
)
# “There was no exchange”, «жодного обміну не було».
_NONE_OF = r"(?<![\w'])(?:no|жодн\w+|ніяк\w+|никак\w+|ни\s+одн\w+)\s+(?:[^\W\d][\w'-]*\s+){0,1}?"


def no_exchange(nouns: str) -> re.Pattern[str]:
    """“No swap”, «никакого обмена»: that what others tell of took place at all."""
    return re.compile(
        rf"{_NONE_OF}(?:{nouns})(?=[^.;!?]{{0,60}}(?<![\w'])(?:не\s+(?:було|было|відбу|состоя|"
        rf"прово|планир|готу|"
        rf"готов)|нет|немає|took|happen|was\s+held|has\s+been))"
        rf"|(?<![\w'])(?:there\s+(?:was|were|has\s+been|"
        rf"is)\s+no)\s+(?:such\s+)?(?:\w+\s+)?(?:{nouns})"
    )

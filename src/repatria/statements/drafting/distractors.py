"""Numbers that by their own shape or surroundings count nobody: dates, times, ages, telephones."""

from __future__ import annotations

import re

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule

_YEAR = r"(?:19|20)\d\d"
# The shape of a number, and the code of `sentences.LEFT` that says what it is. All languages.
SHAPES: tuple[tuple[str, str], ...] = (
    (
        rf"(?<!\d){_YEAR}-\d\d-\d\d(?!\d)|(?<!\d)\d{{1,2}}[./]\d\d[./](?:{_YEAR}|\d\d)(?!\d)",
        "left_date",
    ),
    (rf"(?<!\d)\d{{1,2}}\.\d\d\.?(?!\d)(?=\s*(?:р|г|року|года|{_YEAR}))", "left_date"),
    (r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?!\d)", "left_time"),
    (
        r"(?<![\d.])\d{1,2}[.:]\d\d\s*(?:a\.?m|p\.?m)\b|\b\d{1,2}\s?(?:a\.?m\b|p\.?m\b|am\b|pm\b)",
        "left_time",
    ),
    (
        r"\+\d[\d\s()-]{6,}\d"
        r"|(?<!\d)0[\s-]?800[\d\s-]{4,}\d"
        r"|(?<![\d,])\d{2,4}(?:-\d{2,4}){2,}(?!\d)"
        r"|(?<!\d)0\d{2}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}",
        "left_phone",
    ),
    (
        r"(?<![\d.,])\d[\d.,]{0,12}(?:\s{0,2}[-–—]\s{0,2}\d[\d.,]{0,12})?\s{0,2}(?:%|per\s?cent|pct|відсот\w*|процент\w*)",
        "left_percent",
    ),
    (r"[$€₴₽£]\s?\d[\d.,]*(?:\s?(?:million|billion|thousand|млн|млрд|тис|тыс))?", "left_money"),
    (r"(?<!\w)\d{1,2}\s?[-–—]\s?\d{1,2}[\s-]+(?:years?|year-olds?|рок\w*|лет)(?!\w)", "left_age"),
    (r"(?<!\w)\d{1,3}[\s-]+years?[\s-]+old\w*|(?<!\w)\d{1,3}-year\w*(?:-old\w*)?", "left_age"),
    (
        r"(?<!\w)\d{1,3}(?:-ти|-и)?-?\s?(?:річн\w+|летн\w+)|(?<!\w)\d{1,3}-(?:річ|лет)\w+",
        "left_age",
    ),
    (
        r"(?<!\w)на\s+(\d[\d\s]*\d|\d+)\s+(?:[\w'-]+\s+){0,2}(?:больше|меньше|більше|менше)(?!\w)",
        "left_not_done",
    ),
    (
        r"(?<![\d,.])(\d[\d,]*)\s+(?:[\w'-]+\s+){0,1}(?:more|fewer|less)\s+than\s+(?:in|on|it|they|the|last)",
        "left_not_done",
    ),
    (r"(?<!\w)(?:18|19|20|21)\s*(?:[-–—]|to|до)\s*(?:2[1-9]|30)(?!\d)", "left_age"),
    (
        r"\bunder[\s-](?:the\s+age\s+of\s+)?\d\ds?\b(?!\s+(?:bod|sol|pris|peo|ser|civ|rem|per))",
        "left_age",
    ),
    (
        r"\b(?:under|over|below|above)[\s-](?:twenty|thirty|forty|fifty|sixty)(?:-\w+)?(?=\s*[,.;])",
        "left_age",
    ),
    (
        r"(?<!\w)(?:eldest|oldest|youngest)\s+(?:(?:of\s+\w+|among\s+\w+)\s+)?(?:is|was|being|of)?\s*(\d{2})(?!\d)"
        r"(?!\s+(?:bod|sol|pris|peo|ser))",
        "left_age",
    ),
    (
        r"(?<!\w)(?:найстарш|наймолодш|наймолод|найстар|сам\w+ (?:млад|стар)ш|младш|старш)\w*"
        r"\s*[—–-]?\s*"
        r"(?:з них |из них |було |было )?(\d{2})(?!\d)",
        "left_age",
    ),
    (
        r"(?<!\d)\d{1,2}\s*(?:,|and|or|і|та|й|и|чи|или)\s*\d{1,2}\s+(?:рок\w*|лет|years?)(?!\w)",
        "left_age",
    ),
    (
        r"(?<!\w)(?:eldest|oldest|youngest)(?!\w)[^.;:\n]{0,60}?\s(?:is|was|aged)\s+(\d{2})(?=\s*(?:[.,;)]|and\s))",
        "left_age",
    ),
    (r"\baged?\s+\d{1,2}(?:\s*(?:,|and|or|to|-|–)\s*\d{1,2})*", "left_age"),
    (rf"(?<![\d,.]){_YEAR}(?:\s?[-–—]\s?{_YEAR})?(?=\s*(?:рок|р\.|рр|год|г\.|гг))", "left_year"),
    (
        r"(?:\b(?:since|in|until|till|from|of|by|before|after|early|late|mid|spring|summer|autumn"
        r"|winter|з|із|від|у|в|до|з початку|с|со|от|после|після|на початку|в начале|наприкінці"
        r"|летом|весной|осенью|зимой|навесні|влітку|восени|взимку)[\s-])"
        rf"({_YEAR})(?!\d)(?![,\s]+(?:bod|sol|pris|peo|ser|civ|rem|тіл|тел|ос[іо]б|чел|війсь|воен|полон"
        r"|плен|заг|пог|ост))",
        "left_year",
    ),
    (r"(?<!\w)(?:[a-zа-яіїєґ]{1,3}-\d+\w*|\d+-?(?:mm|мм)|м-\d+)(?!\w)", "left_unit"),
    (
        r"(?<!\w)\d+(?:st|nd|rd|th)"
        r"(?=\s+(?:\w+\s+){0,4}(?:brigade|regiment|battalion|division|corps|army|marine))",
        "left_unit",
    ),
    (
        r"(?<!\w)\d+-?(?:ї|а|ша|та|га|я|й|го|му|ій|ої|ой|ую|у)\s+(?:\w+\s+){0,4}"
        r"(?:бригад|полк(?!овник)|батальйон|батальон|дивізі|дивизи|корпус)\w*"
        r"|(?<!\w)\d+\s+(?:окрем(?!о\b)\w+\s+|отдельн(?!о\b)\w+\s+)?"
        r"(?:бригад|полк(?!овник)|батальйон|батальон|дивізі|дивизи|корпус)\w*",
        "left_unit",
    ),
)
# What stands between the numbers of “307 for 307”, «175 на 175», “146 Russians for 146 …”.
FORMULA = re.compile(
    r"[»”\"']?[\s\u00a0—–-]{1,3}(?:(?:[\w'-]+\s)?(?:for|на|за)|плюс|plus|against|"
    r"in (?:exchange|return) for)"
    r"[\s\u00a0-]{1,3}[«“\"']?"
)
_COMPILED = tuple((re.compile(shape), code) for shape, code in SHAPES)


def shaped(low: str, lexicon: Lexicon) -> tuple[tuple[Span, str], ...]:
    """Every place whose shape says that it counts nobody, with the code that says why."""
    found = [
        (Span(*(match.span(1) if match.re.groups else match.span())), code)
        for shape, code in _COMPILED
        for match in shape.finditer(low)
    ]
    found.extend((span, "left_date") for span in _dates(low, lexicon))
    return tuple(sorted(found))


def _dates(low: str, lexicon: Lexicon) -> list[Span]:
    months = "|".join(rule(*words).pattern for words in lexicon.months.values())
    day = r"(?<![\d.,])\d{1,2}(?:st|nd|rd|th|-?(?:го|е|ого|й))?"
    several = rf"{day}(?:\s*(?:,|and|to|[-–—]|та|і|й|и|до|по)\s*\d{{1,2}})*"
    year = rf"(?:,?\s+(?:of\s+)?{_YEAR}(?!\d))?"
    shapes = (
        rf"{several}\s+(?:of\s+)?(?:{months}){year}",
        rf"(?:{months})\s+{several}(?!\d)(?!,\d\d\d){year}",
        rf"(?:{months}),?\s+(?:of\s+)?{_YEAR}(?!\d)",
    )
    return [Span(*match.span()) for shape in shapes for match in re.finditer(shape, low)]


def before_number(low: str, at: int, lexicon: Lexicon) -> str:
    """The code of what a word just before a number makes of it, or nothing."""
    head = low[max(0, at - 30) : at]
    for code, words in lexicon.before.items():
        if re.search(rf"(?:{rule(*words).pattern})[\s-]*$", head):
            return f"left_{code}"
    return ""

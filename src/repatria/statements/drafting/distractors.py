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
        r"(?<![\d.,])\d[\d.,]{0,12}(?:\s{0,2}[-–—]\s{0,2}\d[\d.,]{0,12})?\s{0,2}(?:%|per\s?cent|"
        r"pct|відсот\w*|процент\w*)",
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
        r"(?<![\d,.])(\d[\d,]*)\s+(?:[\w'-]+\s+){0,1}(?:more|fewer|less)\s+than\s+(?:in|on|it|"
        r"they|the|last)",
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
        r"(?<!\d)\d{1,2}\s*(?:,|and|or|і|та|й|и|чи|или)\s*\d{1,2}\s+(?:рок\w*|лет|years?)(?!\w)",
        "left_age",
    ),
    (
        r"(?<!\w)(?:вул|вулиц|улиц|ул|просп|проспект|площ|провул|переул|бульвар|бульв|наб|"
        r"набережн)\w*\.?"
        r"\s+[^.;:\n\d]{2,30}?,?\s+(\d{1,3})(?!\d)|"
        r"(?<!\w)(\d{1,4})\s+(?:[\w']+\s+){1,2}(?:street|avenue|road|boulevard|lane)(?!\w)",
        "left_unit",
    ),
    (r"\baged?\s+\d{1,2}(?:\s*(?:,|and|or|to|-|–)\s*\d{1,2})*", "left_age"),
    (rf"(?<![\d,.]){_YEAR}(?:\s?[-–—]\s?{_YEAR})?(?=\s*(?:рок|р\.|рр|год|г\.|гг))", "left_year"),
    (
        r"(?:\b(?:since|in|until|till|from|of|by|before|after|early|late|mid|spring|summer|autumn"
        r"|winter|з|із|від|у|в|до|з початку|с|со|от|после|після|на початку|в начале|наприкінці"
        r"|летом|весной|осенью|зимой|навесні|влітку|восени|взимку)[\s-])"
        rf"({_YEAR})(?!\d)(?![,\s]+(?:bod|sol|pris|peo|ser|civ|rem|тіл|тел|ос[іо]б|чел|війсь|"
        rf"воен|полон"
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
# “The 66th”, «66-й»: what follows the digits of an ordinal.
ORDINAL = re.compile(
    r"(?:st|nd|rd|th)(?!\w)|-?(?:й|ий|ій|го|ого|му|ому|м|им|ым|а|я|е|є|ї|ої|у|ю|ую|та|ша|га|тя|"
    r"х|их|ых)(?!\w)"
)
_COMPILED = tuple((re.compile(shape), code) for shape, code in SHAPES)


def shaped(low: str, lexicon: Lexicon) -> tuple[tuple[Span, str], ...]:
    """Every place whose shape says that it counts nobody, with the code that says why."""
    found = [
        (Span(*match.span(match.lastindex or 0)), code)
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
        rf"(?:{months})\s+(?=(?:[12]?\d|3[01]|0\d)(?!\d)){several}(?!\d)(?!,\d\d\d){year}",
        rf"(?:{months}),?\s+(?:of\s+)?{_YEAR}(?!\d)",
    )
    return [Span(*match.span()) for shape in shapes for match in re.finditer(shape, low)]


# “A difference of ten”, «расхождение в три»: how far two counts are apart.
_APART = re.compile(
    r"(?<!\w)(?:розбіжн\w+|різниц\w+|расхожд\w+|разниц\w+|discrepanc\w+|difference|gap|disagree\w*|"
    r"differ\w*|short\s+by|off\s+by|apart\s+by|отлича\w+|відрізня\w+|расход\w+|розход\w+|"
    r"разош\w+|розійш\w+)"
    r"\s+(?:[\w'-]+\s+){0,3}?(?:в|у|на|of|by|is|was|становить|составля\w+|[—–-])\s+"
    r"(?:(?:лише|тільки|лишь|только|just|only)\s+)?$"
)
# “157 plus 8” is a sum, and no degrees of frost.
_SUM = re.compile(r"[\d»”)]\s+(?:плюс|plus|minus|минус|мінус)\s+$")
# Whose age a number without a noun is: “the oldest of them turned 61”, «наймолодшому 22».
_ELDEST = re.compile(
    r"(?<!\w)(?:eldest|oldest|youngest|average\s+age|age\s+is|turn(?:ed|s|ing)(?!\s+(?:over|out|back|in|away|up)(?!\w))|"
    r"найстар\w+|наймолод\w+|найстарш\w+|сам\w+\s+(?:стар|млад|молод|пожил|юн)\w+|"
    r"(?:млад|стар|молод)ш(?:ему|ей|ий|ая|ого|ому|ої)|середній\s+вік|средний\s+возраст|"
    r"виповнил\w+|исполнил\w+|найтяжч\w+)(?!\w)[^.;:!?\n]{0,60}$"
)


# “Serhii Lavrinenko, 24, stepped off the bus”, “(24)”.
_NAMED = re.compile(r"[^\W\d_a-zа-яёіїєґ][\w'’-]+\s+[^\W\d_a-zа-яёіїєґ][\w'’-]+(?:,\s|\s?\()$")


# Who did something, and whom something befell: “carried by 200 soldiers”, “killed 12 civilians”.
_BY = re.compile(
    r"(?<!\w)(?<!followed\s)(?<!as\s)by\s+(?:(?:some|about|around|nearly|over|the|just|only)\s+)?$"
)
_BEFELL = re.compile(
    r"(?<![\w'])(?:(?:kill|wound|injur|maim|captur|arrest|detain|destroy|eliminat|neutrali[sz]|"
    r"execut|"
    r"tortur|bomb|shell|hospitali[sz]|evacuat|conscript|mobili[sz]|recruit|hir|employ)(?:ed|es|"
    r"s|ing)|"
    r"lost|losing|cost(?:s|ing)?|claim(?:s|ed|ing)\s+the\s+lives\s+of|took\s+prisoner|shot|buried|mourned|lives\s+of|leaving|deaths?\s+of|wounding|"
    r"(?:поховав|ховав|поранив|захопив|затримав|арештував|знищив|втратив|евакуював|"
    r"відспівав|похоронив)|відспівал\w*|отпел\w*|отпевал\w*|"
    r"вби(?:в|ла|ло|ли)|поранил\w*|поранено|вбито|загинул\w+|постраждал\w+|захопил\w*|затримал\w*|"
    r"арештувал\w*|знищил\w*|втратил\w*|ховал\w*|поховал\w*|евакуюва\w+|травмовано|убито|життя|"
    r"смерт\w+|"
    r"убил\w*|погибл\w+|погиб|ранил\w*|ранено|убито|пострадал\w+|захватил\w*|задержал\w*|"
    r"арестовал\w*|"
    r"уничтожил\w*|потерял\w*|хоронил\w*|похоронил\w*|эвакуир\w+|жизн\w+|смерт\w+|ликвидир\w+)"
    r"\s+(?:[\w'-]+\s+){0,2}$"
)
# “A village of 900 people”: how large a place, a crowd or a unit is.
_SIZE = re.compile(
    r"(?<!\w)(?:village|town|city|population|crowd|audience|hamlet|settlement|community|"
    r"garrison|camp|prison|"
    r"jail|colony|hospital|home\s+to|staff|rally|congregation)s?\s+(?:of|to|for|"
    r"with)\s+(?:\w+\s+)?$|"
    r"(?<!\w)(?:сел[аоеу]|деревн\w+|посёл\w+|посел\w+|город\w*|населени\w+|толп\w+|гарнизон\w*|"
    r"колони\w+|"
    r"сел[аоіу]|міст\w+|селищ\w+|населенн\w+|натовп\w*|гарнізон\w*)\s+(?:в|на|із|из|з|с|"
    r"у)\s+(?:\w+\s+)?$"
)


_ONE_IN = re.compile(
    r"(?<!\w)(?:(?:один|одна|одне|одном\w?|одній|одного|одной)\s+(?:з|із|из)|one\s+in|"
    r"кажд\w+\s+из)\s+$"
)


def one_in(low: str, start: int, value: float | None) -> bool:
    """“In one of ten lie the remains of two”: a share, and no count."""
    return (
        value is not None
        and value <= 20
        and _ONE_IN.search(low[max(0, start - 20) : start]) is not None
    )


# “All but two”, «усі, крім трьох»: those to whom it did not happen.
_SAVE = re.compile(
    r"(?<!\w)(?:all\s+but|(?:all|everyone|nobody|none|усі|всі|все|всех|усіх|никто|ніхто)(?!\w)[^.;:]{0,25}"
    r"(?:except(?:\s+for)?|but|apart\s+from|save\s+for|крім|окрім|кроме|за\s+винятком|"
    r"за\s+исключением))\s+$"
)
# “In eight bags there were …”: where something lay.
_INSIDE = re.compile(
    r"(?:^|[.;:!?—–]\s*|[.;:!?,]\s+(?:and|but|і|й|а|и|але|но)\s+)(?:in|у|в|во)\s+$"
)


def no_object(low: str, start: int, *, named: bool) -> str:
    """The code of people counted by name who did or suffered something else, or nothing."""
    head = low[max(0, start - 60) : start]
    if _INSIDE.search(head) or _SAVE.search(head):
        return "left_not_done"
    if _SIZE.search(head) is not None:
        return "left_place"
    if _APART.search(low[max(0, start - 70) : start]) is not None:
        return "left_not_done"
    by = named and _BY.search(head) is not None
    return "left_not_done" if by or _BEFELL.search(head) else ""


def of_a_name(text: str, start: int, end: int, value: float | None) -> bool:
    """Whether a number stands after somebody's name and surname, as ages do."""
    if value is None or not 0 < value < 111 or text[end : end + 1] not in (",", ")"):
        return False
    return _NAMED.search(text[max(0, start - 60) : start]) is not None


# «Двом за сорок», «одному 24».
_TO_ONE = re.compile(
    r"(?<!\w)(?:одному|одній|одной|другому|іншому|двом|двоим|трьом|троим)\s+"
    r"(?:(?:далеко\s+за|за|под|під)\s+)?$"
)


def aged(low: str, start: int, end: int, value: float | None) -> bool:
    """Whether a number without a noun is an age by the words before it, or by “years” after it."""
    if value is None or not 0 < value < 111:
        return False
    if re.match(r"\s*(?:years|рок|лет|год)", low[end : end + 8]) is not None:
        return False
    if 15 < value < 100 and _TO_ONE.search(low[max(0, start - 40) : start]) is not None:
        return True
    return _ELDEST.search(low[max(0, start - 90) : start]) is not None


def before_number(low: str, at: int, lexicon: Lexicon) -> str:
    """The code of what a word just before a number makes of it, or nothing."""
    head = low[max(0, at - 30) : at]
    if _APART.search(low[max(0, at - 70) : at]) is not None:
        return "left_not_done"
    for code, words in lexicon.before.items():
        if re.search(rf"(?:{rule(*words).pattern})[\s-]*$", head):
            if code == "distance" and _SUM.search(head):
                continue
            return f"left_{code}"
    return ""

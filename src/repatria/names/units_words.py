"""The words and short forms of military units in Ukrainian, Russian and English. Tables only."""

from __future__ import annotations

import re

KINDS: tuple[tuple[str, str], ...] = (
    ("platoon", r"взвод\w*|platoon"),
    ("company", r"рот[аиіуыою]\w*|company|coy"),
    ("battalion", r"батальй?он\w*|бат|б-н\w*|battalion|bn"),
    ("artillery battalion", r"дивізіон\w*|дивизион\w*"),
    ("regiment", r"полк(?:у|а|ом|ові)?|regiment|regt|rgt"),
    ("brigade", r"бригад\w*|бр|бриг|brigade|bde"),
    ("division", r"дивізі[яїюєй]\w*|дивизи[яиюей]\w*|division"),
    ("corps", r"корпус\w*|corps"),
    ("army", r"арм[іи][яїиюєей]\w*|army"),
)
"""Kinds of units, the small before the large, and the words for them."""

BRANCHES: tuple[tuple[str, str], ...] = (
    ("marine", r"морськ\w+ піхот\w*|морск\w+ пехот\w*|мп|marines?|naval infantry"),
    ("mechanized", r"механіз\w*|механиз\w*|мех|mechani[sz]ed|mech"),
    ("motor rifle", r"мотостріл\w*|мотострел\w*|motor(?:ized)? rifle"),
    ("motorized", r"мотопіх\w*|мотопех\w*|motori[sz]ed"),
    ("tank", r"танков\w*|tank|armou?red"),
    ("air assault", r"десантно-штурмов\w*|дшв|air assault"),
    ("assault", r"штурмов\w*|assault"),
    ("airborne", r"парашутно-десантн\w*|парашютно-десантн\w*|повітряно-десантн\w*|airborne"),
    ("mountain", r"гірськ\w*|горн\w*|mountain"),
    ("jager", r"єгерськ\w*|jager|jaeger"),
    ("territorial", r"територіальн\w+|территориальн\w+|тро|territorial"),
    ("artillery", r"артилер\w*|артиллер\w*|artillery"),
    ("special", r"спеціальн\w*|специальн\w*|спецназ\w*|special"),
    ("guard", r"національн\w+ гварді\w*|нгу|national guard"),
)  # fmt: skip
"""Branches and the words for them; the first that fits in the text is taken."""

KINDS_SHORT = {"бр": "brigade", "п": "regiment", "б": "battalion", "б-н": "battalion",
                "р": "company", "в": "platoon", "д": "division"}  # fmt: skip
BRANCHES_SHORT = {"мп": "marine", "м": "mechanized", "мех": "mechanized", "мс": "motor rifle",
                   "т": "tank", "ш": "assault", "дш": "air assault",
                   "дес": "airborne", "пд": "airborne", "гш": "mountain", "е": "jager",
                   "а": "artillery", "тро": "territorial", "мпіх": "motorized"}  # fmt: skip

ABBREVIATED = re.compile(
    r"(?P<own>о)?(?:(?P<before>гш|дш|дес|пд|мех|мпіх|мс|мп|м|т|ш|е|а)?"
    r"(?P<kind>бр|б-н|б|п|р|д)(?P<after>мп|тро)?)"
)
"""ОБрМП, ОМБр, одшбр, обТрО, мсп: own, branch, kind, branch."""

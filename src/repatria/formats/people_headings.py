"""How the columns of lists are headed, in Ukrainian, Russian and English, for each field of the
register; and how a heading is compared with that table.

The fields are those of the Third Geneva Convention, articles 17, 70 and 122 with Annex IV, and what
lists of the missing and of captives hold besides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from repatria.formats.people_headings_beside import BESIDE
from repatria.formats.people_headings_fate import FATE
from repatria.formats.people_headings_who import WHO

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType({**WHO, **FATE, **BESIDE})
"""The headings of each field, in small letters."""

NAMES = frozenset({"name", "surname", "given", "patronymic", "other_names", "father",
                   "mother"})  # fmt: skip
DATES = frozenset(field for field in HEADINGS if field.endswith(("_on", "_until"))) | {
    "birth",
    "held_since",
}
OF_ONE = NAMES | {"id", "row_number", "birth", "serial", "call_sign", "prisoner_number"}
"""What belongs to one person, and is not taken over from a row above by a merged cell."""
SEVERAL = frozenset({"note", "circumstances", "marks", "kin_contact", "kin_address", "address",
                     "health"})  # fmt: skip
"""Fields that more than one column may fill; their texts are joined."""
VAGUE = frozenset({"код", "code", "держава", "государство", "power", "category", "категорія",
                   "категория", "частина", "часть", "service", "confirmed", "captured",
                   "відмова", "отказ", "post", "установа", "учреждение", "жетон", "text",
                   "contact", "цивільний", "гражданское лицо",
                   "номер", "number", "стан", "состояние", "state", "condition", "outcome",
                   "доля", "судьба", "fate", "whereabouts", "item", "reference", "person",
                   "names", "ранг", "grade", "служба", "force", "corps", "duty", "job",
                   "приналежність", "принадлежность", "рота", "company", "батько", "отец",
                   "father", "мати", "мать", "матір", "mother", "лет", "років", "зник", "зникла",
                   "пропал", "пропала", "missing", "загинув", "загинула", "помер", "померла",
                   "погиб", "погибла", "умер", "умерла", "dead", "died", "deceased", "death",
                   "killed", "kia", "killed in action", "повернувся", "повернулася",
                   "повернулась", "повернуто", "повернутий", "повернений", "звільнений",
                   "звільнена", "звільнено", "обміняний", "обміняна", "обмін",
                   "репатрійований", "вернулся", "вернулась", "возвращен", "возвращён",
                   "возвращена", "освобожден", "освобождён", "освобождена", "обменян",
                   "обменен", "обмен", "репатриирован", "returned", "returned home",
                   "released", "exchanged", "repatriated", "freed", "liberated", "alive",
                   "prison", "relation", "family", "місто", "область", "город", "city",
                   "інше", "прочее", "другое", "other", "info", "інформація", "информация",
                   "doctor", "refusal", "відкликано", "отозвано",
                   "оглянуто", "оглянув", "осмотрен", "осмотрел", "чин", "контакт",
                   "національність", "национальность", "civilian", "зовнішність",
                   "внешность", "особливості", "appearance", "станом на", "as of",
                   "по состоянию на"})  # fmt: skip
"""Headings that may also mean something else: a person is asked with more care."""
COMPOUND: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "дата та місце народження": ("birth", "birthplace"),
        "дата і місце народження": ("birth", "birthplace"),
        "дата и место рождения": ("birth", "birthplace"),
        "date and place of birth": ("birth", "birthplace"),
        "дата та місце зникнення": ("missing_on", "missing_place"),
        "дата і місце зникнення": ("missing_on", "missing_place"),
        "дата и место исчезновения": ("missing_on", "missing_place"),
        "дата та місце полону": ("captured_on", "captured_place"),
        "дата и место пленения": ("captured_on", "captured_place"),
        "date and place of capture": ("captured_on", "captured_place"),
    }
)
"""Headings over two things in one cell, which are never parted by guessing."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´‘′", "'"))
_TWINS = str.maketrans("aceiopxyё", "асеіорхуе")
_CYRILLIC = re.compile("[а-яёєіїґ]")
_EDGES = " \t\n.,:;*!?-–—_/"


def fold_heading(text: str) -> str:
    """A heading as it is compared: small letters, one kind of apostrophe, no signs at its ends, no
    Latin letter among Cyrillic ones that looks like one of them."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    plain = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", plain)
    words = " ".join(plain.replace("_", " ").split()).split(" ")
    words = [word.translate(_TWINS) if _CYRILLIC.search(word) else word for word in words]
    folded = " ".join(words)
    return folded.strip(_EDGES) or folded


KNOWN: Mapping[str, str] = MappingProxyType(
    {fold_heading(alias): field for field, aliases in HEADINGS.items() for alias in aliases}
)
"""The field of each heading, folded."""
KNOWN_COMPOUND = MappingProxyType({fold_heading(key): value for key, value in COMPOUND.items()})
KNOWN_VAGUE = frozenset(map(fold_heading, VAGUE))

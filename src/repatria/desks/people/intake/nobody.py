"""Rows of a list that are of nobody, whatever stands in their cells: sums, titles, and who drew the
list up. Pure.

A serial number, a call sign or a prisoner's number makes anything a row of somebody; a birth does
not, since a signature has a day as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_WHOLE = ("name", "surname", "given", "patronymic")
_NUMBERED = ("serial", "call_sign", "prisoner_number")
_END = r"(?![^\W\d_])"
_NOBODY = re.compile(
    # Sums.
    r"(?:всього|усього|разом|загалом|підсумок|итого|всего|total|subtotal|grand total)" + _END +
    r"|(?:загальна кількість|кількість|общее количество|количество|в сумі|сума|сумма|sum|count|"
    r"number of)\s*(?:осіб|людей|лиц|человек|persons?|people)?\s*[:=\-–—\d]"
    # Titles.
    r"|(?:список|списки|перелік|перечень|додаток|приложение|таблиця|таблица|розділ|раздел|"
    r"продовження|продолжение|annex|appendix|list of|continued)" + _END +
    r"|(?:сторінка|страница|аркуш|лист|page|sheet|стор\.|стр\.|с\.)\s*№?\s*\d"
    # Whoever drew it up, checked it and signed it.
    r"|(?:склав|склала|склали|уклав|уклала|підготував|підготувала|перевірив|перевірила|затвердив|"
    r"затверджую|погоджено|виконавець|відповідальний|підпис|составил|составила|составили|"
    r"подготовил|подготовила|проверил|проверила|утвердил|утверждаю|согласовано|исполнитель|"
    r"ответственный|подпись|prepared by|compiled by|drawn up by|checked by|approved by|signed by|"
    r"signed|signature)" + _END +
    r"|(?:командир|начальник|командувач|командующий|commander|head)\s+(?:в/ч|військ|войск|частин|"
    r"част|штаб|відділ|отдел|управлін|управлен|груп|роти|бригад|of )"
    # Where a seal goes; before a name these are somebody's initials.
    r"|(?:м\.\s?п\.?|мп|місце печатки|место печати|l\.\s?s\.?)\W*$",
    re.IGNORECASE,
)  # fmt: skip
_EDGES = " \t\n«»\"'*•·-–—."
_LETTER = re.compile(r"[^\W\d_]")


def is_nobody(fields: Mapping[str, str]) -> bool:
    """Whether something stands where a name should, and it is none."""
    if any(fields.get(key) for key in _NUMBERED):
        return False
    text = " ".join(filter(None, map(fields.get, _WHOLE)))
    if not text:
        return False
    if not _LETTER.search(text):
        # A dash where no name is known, beside a birth, is somebody.
        return not fields.get("birth")
    return _NOBODY.match(text.strip(_EDGES)) is not None

"""Numbers that count nobody handed over: each is left, with the reason that fits it."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.statements.drafting import draft, english
from statements.drafting.scoring import PARTIES

LEFT = [
    ("The youngest of those Russia freed is 22 years old.", "22", "left_age"),
    ("Ukraine received a 25-year-old soldier.", "25", "left_age"),
    ("The bodies arrived in twenty refrigerated trucks.", "twenty", "left_vehicle"),
    ("The convoy handed over by Russia drove 300 km.", "300", "left_distance"),
    ("Ukraine received the bodies at 10:30 on 14 June 2025.", "10", "left_time"),
    ("Ukraine received the bodies on 14 June 2025.", "14", "left_date"),
    ("Only 15 percent of the bodies Russia handed over are known.", "15", "left_percent"),
    ("Relatives can call +380 44 390 43 90.", "380", "left_phone"),
    ("Soldiers of the 36th Marine Brigade were returned to Ukraine.", "36", "left_unit"),
    ("Some 70,000 people are missing in Ukraine.", "70,000", "left_not_done"),
    ("Russia holds 8,000 Ukrainian prisoners.", "8,000", "left_not_done"),
    ("The headquarters received 200 requests.", "200", "left_kin"),
    ("Ukraine and Russia have held three rounds of talks.", "three", "left_event"),
    ("Families in Ukraine paid $500 to swindlers.", "500", "left_money"),
    ("Some 40 soldiers stood at the border of Ukraine.", "40", "left_not_done"),
    ("Наймолодшому зі звільнених Росією 22 роки.", "22", "left_duration"),
    ("Україна отримала тіла 14 червня 2025 року.", "14", "left_date"),
    ("Більше не тримають: у полоні залишаються 8 тисяч українців.", "8 тисяч", "left_not_done"),
    ("Двадцять рефрижераторів доставили тіла в Україну.", "Двадцять", "left_vehicle"),
    ("Гаряча лінія: 0 800 300 529.", "0 800 300 529", "left_phone"),
    ("Украина получила тела в 12:30.", "12", "left_time"),
    ("С территории России вернулись военные 36-й бригады.", "36", "left_unit"),
    ("Пропавшими без вести числятся 70 тысяч человек.", "70 тысяч", "left_not_done"),
    ("Опознано 15 процентов тел, переданных Украине.", "15", "left_percent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "code"), LEFT, ids=lambda value: str(value)[:40])
def test_a_number_that_counts_nobody_is_left_with_its_reason(
    text: str, number: str, code: str
) -> None:
    read = draft(text, published=date(2025, 6, 14), parties=PARTIES)
    assert read.drafts == ()
    found = {one.span.of(text): one.why.code for one in read.unread}
    assert found.get(number) == code, found
    assert all(english(one.why).endswith(".") for one in read.unread)

"""Made-up records in which slips, absent fields and near values are frequent."""

from __future__ import annotations

from hypothesis import strategies as st

from repatria.names.attributes import clean_call_sign, clean_serial
from repatria.names.model import Name, Order, Part, PartKind, Reading, Script, Sex
from repatria.names.records import record

WORD = st.text("ab", min_size=4, max_size=10)
"""Of two letters, so that slips are frequent."""
DOUBLE = st.builds("{}-{}".format, WORD, WORD)
KEYS = st.lists(WORD | DOUBLE, max_size=2)


@st.composite
def made_parts(draw: st.DrawFn, kind: PartKind) -> Part:
    initials = tuple(draw(st.lists(st.sampled_from("abc"), max_size=2)))
    if draw(st.integers(0, 9)) == 0:
        return Part(kind, "a", (), (), (), initials, initial=True)
    texts, strict, loose = (tuple(draw(KEYS)) for _ in range(3))
    lemmas = tuple(draw(st.just([]) | KEYS))
    keys = (*strict, *(key.upper() for key in loose))
    forms = tuple(draw(st.lists(WORD, min_size=1, max_size=3))) if keys else ()
    return Part(kind, "a", texts[:1], lemmas, keys, initials, forms=forms)


def made_names() -> st.SearchStrategy[Name]:
    part = {kind: st.none() | made_parts(kind) for kind in PartKind}
    reading = st.builds(Reading, *(part[kind] for kind in PartKind))
    return st.builds(
        lambda reading: Name("a", Script.LATIN, Order.SURNAME_FIRST, (reading,)), reading
    )


DAYS = st.builds(
    "{}-{}-{}{}".format,
    st.sampled_from(["1978", "1979", "1987", "1988", "1897"]),
    st.sampled_from(["01", "02", "11", "12"]),
    st.sampled_from(["01", "02", "10", "11", "12", "21", "29"]),
    st.sampled_from(["", "", "", "?"]),
).filter(lambda text: "-02-29" not in text)
LESS_THAN_DAYS = st.sampled_from(["1987", "1987?", "1988~", "198X", "1985/1987", "1987-11", ""])
UNITS = (
    "36 бригада", "36 обрмп", "36 окрема бригада морської піхоти", "37 бригада", "63 бригада",
    "36 полк", "363 полк", "1 батальйон", "11 батальйон", "12 батальйон", "2 рота", "щось",
    "в/ч А0001", "в/ч А0010", "в/ч А1234", "«Азов»", "«Azov»", "«Айдар»", "«7»", "«8»",
)  # fmt: skip
PLACES = (
    "м. Полтава", "Полтава", "Полтавська обл.", "Полтавська обл., Лубенський р-н, с. Лука",
    "Київська обл., с. Лука", "Лубенский район", "село Лука", "Дніпропетровськ", "Дніпро", "",
)  # fmt: skip
RANKS = ("солдат", "рядовой", "матрос", "старший солдат", "сержант", "полковник", "щось", "")
SHORT = st.text("12A", max_size=4)
RECORDS = st.builds(
    record,
    made_names(),
    birth=DAYS | LESS_THAN_DAYS,
    sex=st.sampled_from(Sex),
    birthplace=st.sampled_from(PLACES),
    unit_text=st.lists(st.sampled_from(UNITS), max_size=4).map(" ".join),
    rank_text=st.sampled_from(RANKS),
    serial=SHORT.map(clean_serial),
    call_sign=st.sampled_from(["Вовк", "Волк", "Vovk", "7", "13", "«Вовк»", ""]).map(
        clean_call_sign
    ),
)

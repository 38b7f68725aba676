"""What numbers count, what is left, silence, denials and ordinals, one construction a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.statements.drafting import draft
from repatria.statements.vocabulary import ClaimKind
from statements.drafting.scoring import PARTIES


def quantities(text: str) -> list[str]:
    read = draft(text, published=date(2025, 6, 14), parties=PARTIES)
    return [str(one.quantity) for one in read.drafts]


def kinds(text: str) -> list[ClaimKind]:
    read = draft(text, published=date(2025, 6, 14), parties=PARTIES)
    return [one.kind for one in read.drafts]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # Numbers in words, and around them.
        ("Росія передала тисячу й три тіла.", ["1,003"]),
        ("Киев получил две с половиной тысячи тел.", ["2,500"]),
        ("Россия передала дюжину тел.", ["about 12"]),
        ("Україна повернула пів сотні полонених.", ["50"]),
        ("Россия отдала тысяч пять тел.", ["about 5,000"]),
        ("Ukraine got back two and a half thousand prisoners.", ["2,500"]),
        ("Russia released forty-odd prisoners.", ["about 40"]),
        ("Russia released several dozen prisoners.", ["at least 12"]),
        ("МЗС Росії наполягає на тисячі тіл, переданих Україні.", ["1,000"]),
        # Whom only people's numbers count; a party's word in place of a noun; a trade.
        ("Україна відпустила п'ятьох рибалок.", ["5"]),
        ("Россия отпустила пятерых сторожей.", ["5"]),
        ("Russia freed 12 ferrymen.", ["12"]),
        ("Обміняли полонених. Останню тисячу Росія віддала в липні.", ["1,000"]),
        ("Двенадцать\n\nТысячу двенадцать тел принял Киев.", ["1,012"]),
        # The noun before the number, and after “these are”.
        ("Росія передала останки. Тіл було 31.", ["31"]),
        ("Россия передала мешки. Двадцать шесть — это мешки.", ["26"]),
        # Shares of those who came back.
        (
            "Ukraine got back 186 soldiers. Forty-one of them are wounded, and 19 were under 25.",
            ["186", "41", "19"],
        ),
        (
            "Україна повернула 205 військових. Серед звільнених 139 утримували з 2022 року.",
            ["205", "139"],
        ),
        ("Россия получила 98 тел. Из них 17 опознаны.", ["98", "17"]),
        # A clause about those counted, and a list with one verb.
        ("Троє опинилися серед 180 бійців, яких Росія віддала у вівторок.", ["180"]),
        ("Ukraine got back 100 soldiers on Monday, 120 on Tuesday and 80 on Friday.",
         ["100", "120", "80"]),
        # Answers, and short sentences that go on.
        ("Q: How many bodies did Ukraine get?\nA: Forty. Moscow got 12.", ["40", "12"]),
        ("In May Russia returned 757 bodies and took 45. In June it was 909 and 41.",
         ["757", "45", "909", "41"]),
        # None, and not none.
        ("Nobody came back from Russian captivity that day.", ["none"]),
        ("Russia and Ukraine swapped prisoners. “Not one more,” said Lubinets.", []),
    ],
)  # fmt: skip
def test_a_number_is_read(text: str, read: list[str]) -> None:
    found = quantities(text)
    assert [one for one in read if one not in found] == [], found
    assert bool(read) or "none" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Russia freed 40 men. A drone strike killed 12 civilians and wounded 30.",
        "Russia gave 40 bodies. The coffins were carried by 200 soldiers.",
        "Russia gave 40 bodies. In the village of 900 people a band played.",
        "Russia gave 40 bodies. There are 300 people in the square outside.",
        "Russia gave 40 bodies. The oldest of them turned 61 in captivity.",
        "Россия передала 40 тел. В российском плену не менее 8000 украинцев.",
        "Росія передала 40 тіл. У Полтаві поховали 12 воїнів.",
        "Россия передала 40 тел. Потери за сутки составили 1200 человек.",
        "Россия передала 40 тел. Останки 12 солдат передали родным.",
        "Росія передала 40 тіл. Різниця в три тіла лишилася без пояснень.",
        "Росія передала 40 тіл. Усі, крім трьох, потрапили в полон торік.",
        "Росія передала 40 тіл. Музей на вулиці Шопена, 22, зачинено.",
        "Росія передала 40 тіл. Репатріацій було чотирнадцять.",
        "Russia gave 40 bodies. In one bag in ten lay parts of two.",
    ],
)
def test_what_hands_nobody_over_is_left(text: str) -> None:
    assert quantities(text) == ["40"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia gave 40 bodies. Its ministry has not commented.",
        "Russia gave 40 bodies. Of the Russian dead Medinsky said nothing.",
        "Russia gave 40 bodies. Neither government has published anything about it.",
        "Росія передала 40 тіл. Про те, що віддала сама, Україна змовчала.",
        "Росія передала 40 тіл. Своїх підсумків Київ не оприлюднює.",
        "Росія передала 40 тіл. «Числа полонених я вам не дам», — сказав Лубінець.",
        "Россия передала 40 тел. О российских погибших Лубинец не упомянул.",
        "Россия передала 40 тел. Число принятых тел Москва держит в секрете.",
        "Россия передала 40 тел. От комментариев о пленных Киев воздержался.",
    ],
)
def test_silence_is_heard_however_it_is_said(text: str) -> None:
    assert kinds(text) == [ClaimKind.COUNT, ClaimKind.NON_STATEMENT]


@pytest.mark.parametrize(
    "text",
    [
        "Жодного обміну 12 жовтня не було, наголосили в Координаційному штабі.",
        "Киев назвал слова Мединского о 500 телах спекуляцией.",
        "«Двохсот не було», — сказав Лубінець про заяву Росії щодо полонених.",
        "Троих опровергает Лубинец: пленных не было.",
        "“There was no such refusal, and no trucks with 1,000 bodies,” the headquarters said.",
    ],
)
def test_a_denial_gives_no_number(text: str) -> None:
    read = draft(text, published=date(2025, 6, 14), parties=PARTIES)
    assert [one.kind for one in read.drafts] == [ClaimKind.DENIAL]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kyiv calls Friday's swap the fifty-fifth. Moscow says it was the forty-ninth.",
         ["55", "49"]),
        ("Обмін став п'ятдесят п'ятим. За підрахунками Москви — сорок дев'ятим.", ["55", "49"]),
        ("Пятничный обмен — 66-й с начала войны, а для Москвы 62-й.", ["66", "62"]),
        ("Попередня, тридцять шоста, передача відбулася в липні.", ["36"]),
        ("The second stage of the exchange will take place on Monday.", []),
        ("У Москві рахують обміни інакше: сорок дев'ятий, а не п'ятдесят п'ятий.", ["49"]),
    ],
)  # fmt: skip
def test_ordinals_of_exchanges_go_on_from_one_another(text: str, read: list[str]) -> None:
    found = draft(text, published=date(2025, 6, 14), parties=PARTIES).drafts
    told = [str(one.quantity.number) for one in found if one.kind is ClaimKind.ORDINAL]
    assert told == read

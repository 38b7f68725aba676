"""What holds of every reading: places, quoting, that nothing raises, that languages agree."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.statements.drafting import Draft, PartyWords, draft, english, words_of
from repatria.statements.drafting.article import LEXICONS
from repatria.statements.quantity import Kind
from repatria.statements.vocabulary import ClaimKind
from statements.drafting.scoring import PARTIES

DAY = date(2025, 6, 14)
SIDES = {code: words for code, words in PARTIES.items() if not words.intermediary}
PIECES = [
    "Russia", "Ukraine", "Kyiv said", "the Kremlin", "handed over", "received", "1,200", "none",
    "27", "bodies", "prisoners", "did not say how many", "in return", "each", "a source", "“",
    "”", "«", "»", ".", ",", ";", ":", "\n\n", "більше", "тіл", "отримала", "Україна", "жодного",
    "не уточнила", "скільки", "двісті", "сорок", "Россия", "передала", "тел", "взамен",
    "стороны", "обменялись", "по", "since 2022", "14 June", "1000 на 1000", "%",
    "fourth exchange", "№", "—", "і", "и", "что", "заперечила", "denied", "of the", "including",
    "0", "999999999999999", "half a dozen", "\u2028", "İ",
]  # fmt: skip
NEWS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def shape(one: Draft) -> tuple[object, ...]:
    q = one.quantity
    way, who = (one.giver, one.receiver, one.both), (one.said.voice, one.said.party)
    return one.kind, q.kind, q.low, q.high, one.unit, one.category, way, who


def check(text: str) -> None:
    read = draft(text, published=DAY, parties=PARTIES)
    for one in read.drafts:
        assert 0 <= one.figure.start < one.figure.end <= len(text)
        assert one.sentence.holds(one.figure)
        if one.quantity.words:
            assert one.quantity.words in " ".join(one.figure.of(text).split())
        if one.said.words:
            assert one.said.words in text
        assert one.reasons
        assert all(english(reason) for reason in (*one.reasons, *one.doubts))
        assert bool(one.giver) == bool(one.receiver)
        assert not one.giver or one.giver != one.receiver
        assert {one.giver, one.receiver} <= {"", *SIDES}
    for left in read.unread:
        assert left.span.of(text)
        assert english(left.why)
        counts = [one for one in read.drafts if one.kind is not ClaimKind.NON_STATEMENT]
        assert not any(
            left.span.meets(one.figure) for one in counts if one.quantity.low is not None
        )


@settings(deadline=None, max_examples=150)
@given(NEWS)
def test_places_lie_in_the_text_and_quote_it_exactly(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=60)
@given(NEWS, st.sampled_from(["en", "uk", "ru", "de", None]), st.none() | st.dates())
def test_no_language_and_no_dateline_raises(
    text: str, language: str | None, published: date | None
) -> None:
    draft(text, language=language, published=published, parties={})
    draft(text, language=language, published=published, outlet="Russia", parties=SIDES)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=12), max_size=5), st.sampled_from(["en", "uk", "ru"]))
def test_any_words_can_name_a_party(words: list[str], language: str) -> None:
    parties = {"A": words_of(words, language), "B": PartyWords()}
    draft("Russia gave 5 bodies to Ukraine. " + " ".join(words), published=DAY, parties=parties)


WORDS_WITHOUT_NUMBERS = [
    "Russia and Ukraine met in Istanbul.",
    "The exchange took place at the border, Kyiv said.",
    "Bodies were handed over to Ukraine.",
    "Сторони провели обмін, повідомив Координаційний штаб.",
    "Тела погибших вернули на Украину.",
    "Зеленский поблагодарил посредников.",
]


@given(st.lists(st.sampled_from(WORDS_WITHOUT_NUMBERS)))
def test_an_article_without_numbers_gives_none(lines: list[str]) -> None:
    read = draft("\n".join(lines), published=DAY, parties=PARTIES)
    assert (read.drafts, read.unread) == ((), ())


TRANSLATIONS = [
    (
        "Russia handed over 1,200 bodies to Ukraine, the Kremlin said.",
        "Росія передала Україні 1200 тіл, повідомив Кремль.",
        "Россия передала Украине 1200 тел, сообщил Кремль.",
    ),
    (
        "Ukraine received twenty-seven bodies, Zelensky said.",
        "Україна отримала двадцять сім тіл, сказав Зеленський.",
        "Украина получила двадцать семь тел, сказал Зеленский.",
    ),
    (
        "Russia and Ukraine exchanged 84 prisoners each.",
        "Росія та Україна обмінялися по 84 полонених.",
        "Россия и Украина обменялись по 84 пленных.",
    ),
    (
        "Not a single Russian body was received, a source in the Russian delegation said.",
        "Жодного російського тіла не отримано, сказало джерело в російській делегації.",
        "Ни одного российского тела не получено, сказал источник в российской делегации.",
    ),
    (
        "Russia is ready to hand over about 3,000 bodies to Ukraine, Medinsky said.",
        "Росія готова передати Україні близько 3000 тіл, заявив Мединський.",
        "Россия готова передать Украине около 3000 тел, заявил Мединский.",
    ),
    (
        "Neither side said how many prisoners were exchanged.",
        "Жодна зі сторін не сказала, скільки полонених обміняли.",
        "Ни одна из сторон не сказала, сколько пленных обменяли.",
    ),
    (
        "More than 5,700 Ukrainians have returned from captivity since March 2022, Lubinets said.",
        "З березня 2022 року з полону повернулися понад 5700 українців, сказав Лубінець.",
        "С марта 2022 года из плена вернулись более 5700 украинцев, сказал Лубинец.",
    ),
    (
        "It was the fourth exchange in a week, Zelensky said.",
        "Це був четвертий обмін за тиждень, сказав Зеленський.",
        "Это был четвертый обмен за неделю, сказал Зеленский.",
    ),
    (
        "307 Russian servicemen were returned from Ukrainian captivity, the Kremlin said.",
        "З українського полону повернуто 307 російських військовослужбовців, повідомив Кремль.",
        "Из украинского плена возвращены 307 российских военнослужащих, сообщил Кремль.",
    ),
    (
        "Ukraine received 1,000 bodies and gave back 19, the Kremlin said.",
        "Україна отримала 1000 тіл і віддала 19, сказали в Кремлі.",
        "Украина получила 1000 тел и отдала 19, сказали в Кремле.",
    ),
]  # fmt: skip


@pytest.mark.parametrize("texts", TRANSLATIONS, ids=lambda texts: texts[0][:40])
def test_one_sentence_in_three_languages_is_one_draft(texts: tuple[str, str, str]) -> None:
    shapes = [
        [shape(one) for one in draft(text, language=lang, published=DAY, parties=PARTIES).drafts]
        for lang, text in zip(LEXICONS, texts, strict=True)
    ]
    assert shapes[0]
    assert shapes[0] == shapes[1] == shapes[2]


def test_none_not_stated_and_nothing_stay_three() -> None:
    def kinds(text: str) -> list[Kind]:
        return [one.quantity.kind for one in draft(text, published=DAY, parties=PARTIES).drafts]

    assert kinds("Ukraine received no bodies.") == [Kind.NONE]
    assert kinds("Ukraine did not say how many bodies it received.") == [Kind.NOT_STATED]
    assert kinds("Ukraine received bodies.") == []

"""Words for a party from a plain list: where each goes, and that a text is read with them."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.statements.drafting import Forms, draft, words_of
from repatria.statements.drafting.party_words import PartyWords
from repatria.statements.vocabulary import Voice

NORTH = {
    "en": ["Northland", "Northern", "Norgrad"],
    "uk": ["Північ", "Півночі", "північної", "північна"],
    "ru": ["Северия", "Северии", "Северию", "северный", "северной", "северян"],
}
SOUTH = {
    "en": ["Southland", "Southern"],
    "uk": ["Південь", "Півдня", "Півдню", "південна", "південних"],
    "ru": ["Югория", "Югории", "Югорию", "югорских", "югорская"],
}
TEXTS = {
    "en": [
        "Northland handed over 40 bodies to Southland, Northern Deputy Minister Anna Kell said.",
        "Kell added that Norgrad had received none.",
    ],
    "uk": [
        "Північ передала Півдню 40 тіл, повідомив речник північної делегації.",
        "Південна сторона заявила, що не передала жодного тіла.",
    ],
    "ru": [
        "Северия передала Югории 40 тел, сообщил представитель министерства обороны Северии.",
        "Югорская сторона заявила, что не передала ни одного тела.",
    ],
}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_two_made_up_parties_are_told_apart(language: str) -> None:
    parties = {
        "N": words_of(NORTH[language], language),
        "S": words_of(SOUTH[language], language),
    }
    text = " ".join(TEXTS[language])
    first, second = draft(
        text, language=language, published=date(2025, 6, 14), parties=parties
    ).drafts
    assert (first.giver, first.receiver, first.quantity.number) == ("N", "S", 40)
    assert (second.giver, second.receiver, second.quantity.number) == ("S", "N", 0)
    assert first.said.voice is Voice.PARTY
    assert first.said.party == "N"


def test_forms_go_where_their_endings_say() -> None:
    forms = words_of(SOUTH["ru"], "ru").of("ru")
    assert forms.subject == ("югория",)
    assert set(forms.of) == {"югории"}
    assert forms.object == ("югорию",)
    assert set(forms.adjective) == {"югорских", "югорская"}
    assert words_of(NORTH["ru"], "ru").of("ru").people == ("северян",)


def test_what_is_known_already_stays_and_is_not_guessed_again() -> None:
    known = PartyWords({"en": Forms(subject=("northland",))}, intermediary=True)
    both = words_of(["Northland", "Northern"], "en", known)
    assert both.of("en") == Forms(subject=("northland",), adjective=("northern",))
    assert both.intermediary

"""Who speaks: many ways in which the press of three languages names a speaker, one at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from repatria.statements.drafting import PartyWords, Said, draft, words_of
from repatria.statements.vocabulary import Voice
from statements.drafting.scoring import PARTIES

ROWS: dict[str, dict[str, list[Any]]] = yaml.safe_load(
    (Path(__file__).parent / "speakers.yaml").read_text("utf-8")
)
LANGUAGES = sorted(ROWS)
# fmt: off
WORDS = {
    "en": {"NO": ["Northland"], "SO": ["Southmark"]},
    "ru": {
        "NO": ["Северия", "Северии", "Северию", "северийский", "северийского", "северийском",
               "северийскому"],
        "SO": ["Южная Марка", "Южной Марки", "Южной Марке", "Южную Марку", "южномаркского",
               "южномаркские", "южномаркских"],
    },
    "uk": {
        "NO": ["Північчя", "північанський", "північанському", "північанського"],
        "SO": ["Південна Марка", "Південної Марки", "Південній Марці", "Південну Марку",
               "південномаркської", "південномаркські", "південномаркських"],
    },
}
# An office in its cases, and what it says.
OFFICES = {
    "en": {"S": "the Northland general staff"},
    "ru": {"S": "северийский генштаб", "G": "северийского генштаба", "P": "северийском генштабе",
           "D": "северийскому генштабу"},
    "uk": {"S": "північанський генштаб", "G": "північанського генштабу",
           "P": "північанському генштабі", "D": "північанському генштабу"},
}
TOLD = {
    "en": "40 bodies were given to Southmark",
    "ru": "Южной Марке отдано 40 тел",
    "uk": "Південній Марці віддано 40 тіл",
}
OF_NORTH = {"en": "Northland's {} said that N.", "ru": "{} Северии сообщило, что N.",
            "uk": "{} Північчя повідомило, що N."}
NAMELESS = {
    "en": ("{} said that N.", "N, {} said.", "According to {}, N.", "N, said {}."),
    "ru": ("{} сообщил, что N.", "N, сообщил {}.", "N, сказали «Маяку» {}."),
    "uk": ("{} повідомив, що N.", "N, повідомив {}.", "N, сказали «Маяку» {}."),
}
# fmt: on


def _parties(language: str) -> dict[str, PartyWords]:
    own = {code: words_of(words, language) for code, words in WORDS[language].items()}
    return {**{code: row for code, row in PARTIES.items() if row.intermediary}, **own}


def _said(text: str, language: str, parties: dict[str, PartyWords], place: int) -> Said | None:
    read = draft(text, language=language, published=date(2025, 6, 16), outlet="The Wire",
                 parties=parties)  # fmt: skip
    near = [one for one in read.drafts if one.figure.start <= place < one.figure.end]
    return near[0].said if near else None


def _known(said: Said | None, want: str) -> bool:
    if said is None:
        return False
    if want.startswith("="):
        return want[1:].lower() in said.words.lower()
    codes = {
        Voice.PARTY: said.party, Voice.INTERMEDIARY: f"@{said.code}", Voice.UNNAMED: "?",
        Voice.MEDIA: "media" if said.words == "The Wire" else said.words,
    }  # fmt: skip
    return codes.get(said.voice, "") == want


def _wrong(texts: list[str], language: str, want: str) -> list[str]:
    parties = _parties(language)
    whole = [text[0].upper() + text[1:].replace("N", TOLD[language], 1) if text[0] != "N"
             else TOLD[language] + text[1:] for text in texts]  # fmt: skip
    return [
        text for text in whole if not _known(_said(text, language, parties, text.index("40")), want)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_office_speaks_in_every_frame(language: str) -> None:
    texts: list[str] = []
    for frame in ROWS[language]["frames"]:
        head, tail = str(frame).split("N", 1)
        filled = [part.format(**OFFICES[language]) for part in (head, tail)]
        texts.append("\0".join(filled))
    parties = _parties(language)
    wrong: list[str] = []
    for text in texts:
        whole = text.replace("\0", TOLD[language])
        whole = whole[0].upper() + whole[1:]
        if not _known(_said(whole, language, parties, whole.index("40")), "NO"):
            wrong.append(whole)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_office_beside_a_party_speaks_for_it(language: str) -> None:
    texts = [OF_NORTH[language].replace("{}", str(one)) for one in ROWS[language]["offices"]]
    parties = _parties(language)
    wrong: list[str] = []
    for text in texts:
        whole = TOLD[language].join(text.rsplit("N", 1))
        if not _known(_said(whole, language, parties, whole.index("40")), "NO"):
            wrong.append(whole)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_without_a_name_is_an_unnamed_one(language: str) -> None:
    texts = [frame.format(one) for one in ROWS[language]["unnamed"] for frame in NAMELESS[language]]
    assert _wrong(texts, language, "?") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_speakers_of_passages_are_found(language: str) -> None:
    wrong: list[str] = []
    for row in ROWS[language]["passages"]:
        text, want = str(row["text"]).replace(" / ", "\n\n"), str(row["said"])
        place = text[: text.index("{")].replace("{", "")
        invented = want in ("NO", "SO") or any(
            str(word) in text for words in WORDS[language].values() for word in words
        )
        parties = _parties(language) if invented else PARTIES
        plain = text.replace("{", "").replace("}", "")
        if not _known(_said(plain, language, parties, len(place)), want):
            wrong.append(f"{want}: {plain}")
    assert wrong == []

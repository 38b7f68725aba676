"""How drafts are held against what a person read out of the same article.

A figure is *found* when a draft stands at its quotation with the right quantity, direction and
speaker. A draft is *invented* when it agrees with no expected figure and its own figure lies in no
expected quotation. What agrees in quantity, unit and direction with an expected figure and only
stands elsewhere (a headline, a summary) is a repetition, and neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from repatria.formats.party_words import read_party_words
from repatria.statements.drafting import Draft, PartyWords, Said, Span, draft, words_of
from repatria.statements.drafting.prose import fold, rule
from repatria.statements.quantity import Kind, Quantity
from repatria.statements.vocabulary import ClaimKind, Voice
from repatria.statements.words import read_quantity

ROOT = Path(__file__).parents[3]
WORDS = ROOT / "src/repatria/desks/record/demo/party-words-2025.yaml"
PARTIES: dict[str, PartyWords] = read_party_words(WORDS)


@dataclass(frozen=True)
class Expected:
    """One figure as a person read it; `ways` and `quantities` hold every reading that passes."""

    kinds: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    ways: tuple[tuple[str, str, bool], ...]
    speakers: tuple[str, ...]
    unnamed: tuple[bool, ...]
    place: Span
    optional: bool


@dataclass(frozen=True)
class Score:
    """One article: what was found of what was expected, and what was made up."""

    name: str
    expected: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def found(self) -> int:
        return self.expected - len(self.missed)


class Article:
    """An article with what a person read in it, and what the rules read in it."""

    def __init__(self, path: Path) -> None:
        row: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        self.name = path.stem
        self.text = str(row["text"])
        self.outlet = str(row.get("outlet") or "")
        language = str(row["language"])
        published = row.get("published")
        if published is not None and not isinstance(published, date):
            published = date.fromisoformat(str(published))
        self.parties = _parties(row.get("parties") or {}, language)
        self.expected = [self._expected(one) for one in row.get("expected") or ()]
        self.read = draft(
            self.text,
            language=language,
            published=published,
            outlet=self.outlet,
            parties=self.parties,
        )

    def _expected(self, row: dict[str, Any]) -> Expected:
        quote = str(row["quote"]).strip()
        start = -1
        for _ in range(int(row.get("index", 0)) + 1):
            start = self.text.find(quote, start + 1)
        assert start >= 0, f"the quotation does not stand in the text: {quote!r}"
        other = row.get("accept") or {}

        def every(key: str) -> list[Any]:
            return [row.get(key), *other.get(key, ())]

        kinds = tuple(str(kind) for kind in every("kind"))
        return Expected(
            kinds=kinds,
            quantities=tuple(read_quantity(str(one).strip()) for one in every("quantity")),
            ways=tuple(
                (str(giver or ""), str(receiver or ""), bool(both))
                for giver in every("giver")
                for receiver in every("receiver")
                for both in every("both")
            ),
            speakers=tuple(str(one or "") for one in every("speaker")),
            unnamed=tuple(bool(one) for one in every("unnamed")),
            place=Span(start, start + len(quote)),
            optional=bool(row.get("optional")),
        )

    def speaks(self, one: Draft, row: Expected) -> bool:
        return any(
            self._is(one.said, name, unnamed) for name in row.speakers for unnamed in row.unnamed
        )

    def _is(self, said: Said, name: str, unnamed: bool) -> bool:
        if unnamed or said.voice is Voice.UNNAMED:
            return unnamed and said.voice is Voice.UNNAMED
        who = self._who(name)
        if said.voice is Voice.MEDIA:
            mine = fold(said.words)
            named = bool(mine) and (mine in fold(name) or fold(name) in mine)
            return named or (who == "media" and said.words in ("", self.outlet))
        if who in self.parties and not self.parties[who].intermediary:
            return said.voice is Voice.PARTY and said.party == who
        if who in self.parties:
            return said.voice is Voice.INTERMEDIARY and said.code == who
        return bool(_stems(said.words) & _stems(name))

    def _who(self, name: str) -> str:
        """Whose voice a name is: a party's code, `media`, or the name itself.

        A name that holds no word of a party is sought in the text, where the rules may have met it
        beside its party.
        """
        if name in self.parties:
            return name
        if not name or name in ("media", "press") or name in self.outlet:
            return "media"
        low = fold(name)
        for code, words in self.parties.items():
            for forms in words.forms.values():
                rows = (forms.speakers, forms.subject, forms.of, forms.to, forms.object, forms.by)
                every = [word for row in (*rows, forms.at, forms.adjective) for word in row]
                if rule(*every).search(low):
                    return code
        return name


def _stems(name: str) -> set[str]:
    """The beginnings of a name's words: one office or person, whatever the case or the article."""
    return {word[:5] for word in fold(name).replace("'", " ").split() if len(word) > 3}


def _parties(rows: dict[str, list[str]], language: str) -> dict[str, PartyWords]:
    """The shipped words, with those that the article itself lists for its parties."""
    own = {code: words_of(words, language, PARTIES.get(code)) for code, words in rows.items()}
    between = {code: words for code, words in PARTIES.items() if words.intermediary}
    return {**between, **own} if own else PARTIES


def articles(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def score(path: Path) -> Score:
    article = Article(path)
    drafts, text = article.read.drafts, article.text
    missed = [
        repr(row.place.of(text))
        for row in article.expected
        if not row.optional
        and not any(
            _at(one, row) and _agrees(one, row) and article.speaks(one, row) for one in drafts
        )
    ]
    invented = [
        f"{one.figure.of(text)!r} in {one.sentence.of(text)!r}"
        for one in drafts
        if not any(_at(one, row) or _agrees(one, row) for row in article.expected)
    ]
    wanted = sum(not row.optional for row in article.expected)
    return Score(article.name, wanted, tuple(missed), tuple(invented))


def _at(one: Draft, row: Expected) -> bool:
    return one.figure.meets(row.place)


def _agrees(one: Draft, row: Expected) -> bool:
    """Quantity and direction. An ordinal and equal numbers speak of both directions by nature."""
    mine = one.quantity
    alike = [
        q for q in row.quantities if (q.kind, q.low, q.high) == (mine.kind, mine.low, mine.high)
    ]
    if not alike:
        return False
    ordinal = ClaimKind.ORDINAL in row.kinds
    if ordinal or alike[0].kind is Kind.PARITY:
        return (one.kind == ClaimKind.ORDINAL) == ordinal
    return any(
        one.both if both else not one.both and (one.giver, one.receiver) == (giver, receiver)
        for giver, receiver, both in row.ways
    )


def figures(scores: list[Score]) -> str:
    """Both figures in words: how many were found, how many invented."""
    expected = sum(one.expected for one in scores)
    found = sum(one.found for one in scores)
    invented = sum(len(one.invented) for one in scores)
    share = found / expected if expected else 0.0
    return (
        f"{len(scores)} articles: {found} of {expected} figures found with direction and speaker "
        f"({share:.3f}), {invented} invented"
    )

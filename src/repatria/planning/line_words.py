"""A line of an agreement as words, read one after the other; a refusal names the word.

A word ends at a space, a parenthesis or a quotation mark. What stands in quotation marks is one
word, and never a word of the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence, sentence

LARGEST = 1_000_000_000
"""No number of people, days or rounds is larger."""

_WORD = re.compile(r'"([^"]*)"|([()])|([^\s()"]+)|(")')
_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)")
_BARE = re.compile(r'[^\s()"#=,]+')

LANGUAGE = frozenset(
    {"any", "seriously_wounded", "gravely_ill", "civilian", "soldier", "woman", "man"}
    | {"age", "held", "at", "least", "most", "days", "captured", "before", "rank", "unit"}
    | {"and", "or", "not", "of", "counts", "duty", "each", "all", "for", "every"}
)
"""Words that mean something of their own: as a value they stand in quotation marks."""


class WordProblem(ValueProblem):
    """A line that cannot be read. `word` is where reading stopped; empty at the line's end."""

    def __init__(self, word: str, reason: Sentence) -> None:
        self.word, self.reason = word, reason
        told = (
            sentence("at “{word}”: {reason}", word=word, reason=reason)
            if word
            else sentence("at the end: {reason}", reason=reason)
        )
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    quoted: bool = False


class Words:
    """The words of a line and how far they were read."""

    def __init__(self, text: str) -> None:
        self._words: list[Word] = []
        self._at = 0
        for quoted, bracket, bare, stray in (found.groups() for found in _WORD.finditer(text)):
            if stray is not None:
                raise WordProblem('"', sentence("the quotation mark is not closed"))
            if quoted is not None:
                self._words.append(Word(quoted, quoted=True))
            else:
                self._words.append(Word(bracket or bare))

    def peek(self) -> str:
        """The next word of the language; empty at the end and at what is quoted."""
        if self._at == len(self._words) or self._words[self._at].quoted:
            return ""
        return self._words[self._at].text

    def here(self) -> str:
        """The next word as it stands, for a refusal."""
        return self._words[self._at].text if self._at < len(self._words) else ""

    def has(self, *texts: str) -> bool:
        """Takes these words if they are the next ones, and says whether they were."""
        ahead = self._words[self._at : self._at + len(texts)]
        if [word.text for word in ahead] != list(texts) or any(word.quoted for word in ahead):
            return False
        self._at += len(texts)
        return True

    def expect(self, *texts: str) -> None:
        for text in texts:
            if not self.has(text):
                raise WordProblem(self.here(), sentence("“{text}” should stand here", text=text))

    def take(self, what: Sentence) -> Word:
        """The next word, whatever it is; `what` says in a refusal what is missing."""
        if self._at == len(self._words):
            raise WordProblem("", sentence("{what} is missing", what=what))
        self._at += 1
        return self._words[self._at - 1]

    def value(self, what: Sentence) -> str:
        """A name or code: a word that is not of the language, or anything in quotation marks."""
        word = self.take(what)
        if not word.quoted and (word.text in LANGUAGE or not _BARE.fullmatch(word.text)):
            raise WordProblem(
                word.text,
                sentence(
                    "{what} is missing; if this is it, put it into quotation marks", what=what
                ),
            )
        if not word.text.strip():
            raise WordProblem(word.text, sentence("{what} is empty", what=what))
        return word.text

    def number(self, what: Sentence) -> int:
        """A whole number; thousands may have commas. Its sign is left to the check."""
        word = self.take(what)
        if word.quoted:
            raise WordProblem(
                word.text, sentence("{what} is a whole number, not a word", what=what)
            )
        return whole(word.text, what)

    def end(self) -> None:
        if self._at < len(self._words):
            raise WordProblem(self.here(), sentence("the line should end here"))


def whole(text: str, what: Sentence) -> int:
    """A whole number of a word."""
    if not _NUMBER.fullmatch(text):
        raise WordProblem(text, sentence("{what} is a whole number", what=what))
    if len(text) > 15 or abs(number := int(text.replace(",", ""))) > LARGEST:
        raise WordProblem(
            text[:15], sentence("{what} is larger than {most:,}", what=what, most=LARGEST)
        )
    return number


def value_text(value: str) -> str:
    """A name or code as it is written: bare where it can be, otherwise in quotation marks.

    Raises `ValueProblem` where no line can hold it.
    """
    if _BARE.fullmatch(value) and value not in LANGUAGE:
        return value
    spoiled = '"' in value or not value.isprintable() or re.search(r"(?:^|\s)#", value)
    if spoiled or not value.strip():
        raise ValueProblem(f"“{value}” cannot be written in an agreement")
    return f'"{value}"'

"""Which names are one in Ukrainian and in Russian, after the dictionaries of names-translator.

The key of a name (`key_forms`) leads to its *lemmas*: the keys of its Russian forms. Микола leads
to `nikolai` and `mikola`, Николай to `nikolai`, and so do their spellings in Latin letters. A name
is *known* if it has lemmas at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from threading import RLock

from names_translator.dicts import NameDicts

from repatria.names.cognates import cognate_pairs
from repatria.names.equivalents import equivalent_pairs
from repatria.names.key_forms import sure_form
from repatria.names.keys import main_key, strict_keys
from repatria.names.misspellings import is_misspelling
from repatria.names.model import PartKind

Pair = tuple[str, tuple[str, ...]]
"""A Ukrainian name and its Russian forms, in lower case."""

Table = Mapping[str, tuple[str, ...]]

_POOLS = {
    PartKind.GIVEN: "first",
    PartKind.PATRONYMIC: "patronymic",
    PartKind.SURNAME: "last",
}


_MAKING = RLock()
"""Held while a table is made: who asks for it meanwhile waits for it, and makes no other."""


@dataclass(frozen=True)
class Lexicon:
    """Lemmas by key for each kind of part.

    The tables are made when a kind is first asked for; that of surnames takes a second and a half
    (`warming` makes them all beforehand).
    """

    pairs: Callable[[PartKind], Iterable[Pair]]
    _lemmas: dict[PartKind, Table] = field(default_factory=dict, init=False, repr=False)
    _keys: dict[PartKind, Table] = field(default_factory=dict, init=False, repr=False)
    _whole: dict[PartKind, Table] = field(default_factory=dict, init=False, repr=False)

    def lemmas(self, kind: PartKind, keys: Iterable[str]) -> tuple[str, ...]:
        """All lemmas to which the keys lead, in the order of the keys; none of an unknown name."""
        table = self._lemmas.get(kind)
        if table is None:
            table = _made(self._lemmas, kind, lambda: _table(kind, self.pairs(kind)))
        return tuple(dict.fromkeys(lemma for key in keys for lemma in table.get(key, ())))

    def keys(self, kind: PartKind, lemmas: Iterable[str]) -> tuple[str, ...]:
        """All keys that lead to one of the lemmas: how the name is spelt in either language."""
        table = self._keys.get(kind)
        if table is None:
            self.lemmas(kind, ())
            table = _made(self._keys, kind, lambda: _turned(self._lemmas[kind]))
        return tuple(dict.fromkeys(key for lemma in lemmas for key in table.get(lemma, ())))

    def counterparts(self, kind: PartKind, keys: Iterable[str]) -> tuple[str, ...]:
        """The whole keys, endings kept, of the forms in the other language of words with these."""
        table = self._whole.get(kind)
        if table is None:
            table = _made(self._whole, kind, lambda: _whole_table(self.pairs(kind)))
        return tuple(dict.fromkeys(other for key in keys for other in table.get(key, ())))


def _made(tables: dict[PartKind, Table], kind: PartKind, make: Callable[[], Table]) -> Table:
    with _MAKING:
        if kind not in tables:
            tables[kind] = make()
        return tables[kind]


@cache
def whole_lexicon() -> Lexicon:
    """The lexicon of all that the dictionaries hold but misspellings, of traditional names, and of
    surnames that are one word in both languages."""
    return Lexicon(_well_spelt_pairs)


def _well_spelt_pairs(kind: PartKind) -> Iterator[Pair]:
    yield from (pair for pair in dictionary_pairs(kind) if not is_misspelling(kind, pair[0]))
    if kind is PartKind.GIVEN:
        yield from equivalent_pairs()
    if kind is PartKind.SURNAME:
        yield from cognate_pairs()


def dictionary_pairs(kind: PartKind) -> Iterator[Pair]:
    """The whole dictionary of a kind, the likeliest Russian form of a name first."""
    for ukrainian, russian in NameDicts().as_dict(_POOLS[kind]).items():
        yield ukrainian, tuple(form.lower() for form in russian)


def _table(kind: PartKind, pairs: Iterable[Pair]) -> Table:
    table: dict[str, tuple[str, ...]] = {}
    for ukrainian, russian in pairs:
        if "-" in ukrainian and kind is not PartKind.PATRONYMIC:
            continue  # a double name is put together from its halves
        keys = _sure_keys(kind, ukrainian)
        lemmas: list[str] = []
        for form in russian:
            forms = keys if form == ukrainian else _sure_keys(kind, form)
            lemmas += forms[:1]
            for key in forms:
                _add(table, key, forms[:1])
        for key in keys:
            _add(table, key, tuple(lemmas))
    return table


def _whole_table(pairs: Iterable[Pair]) -> Table:
    table: dict[str, tuple[str, ...]] = {}
    for ukrainian, russian in pairs:
        key = main_key(ukrainian)
        for form in russian:
            other = main_key(form)
            if other != key:
                _add(table, key, (other,))
                _add(table, other, (key,))
    return table


def _turned(table: Table) -> Table:
    turned: dict[str, list[str]] = {}
    for key, lemmas in table.items():
        for lemma in lemmas:
            turned.setdefault(lemma, []).append(key)
    return {lemma: tuple(keys) for lemma, keys in turned.items()}


def _sure_keys(kind: PartKind, name: str) -> tuple[str, ...]:
    return tuple(sure_form(kind, key) for key in strict_keys(name))


def _add(table: dict[str, tuple[str, ...]], key: str, lemmas: tuple[str, ...]) -> None:
    held = table.get(key)
    if held is None:
        table[key] = lemmas
    elif held != lemmas:
        table[key] = tuple(dict.fromkeys(held + lemmas))

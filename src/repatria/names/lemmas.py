"""The codes under which one name is the same in every language, script and form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from repatria.names import diminutives
from repatria.names.keys import main_key, strict_keys
from repatria.names.lexicon import Lexicon, whole_lexicon
from repatria.names.model import Part, PartKind, Sex


def lemmas(
    kind: PartKind, keys: Iterable[str], lexicon: Lexicon, sex: Sex = Sex.UNKNOWN
) -> tuple[str, ...]:
    """The lemmas of a part with these strict keys; none if the name is not known.

    A short given name has those of every full name that it stands for, of the sex if it is known.
    """
    keys = tuple(keys)
    found = lexicon.lemmas(kind, keys)
    if kind is not PartKind.GIVEN:
        return found
    full = [main_key(name) for key in keys for name in full_names(key, sex)]
    return tuple(dict.fromkeys([*lexicon.lemmas(kind, full), *found])) if full else found


def settled(part: Part) -> Iterator[str]:
    """Of a part's lemmas those that lead only to themselves, as Russian forms do: by these a name
    is the same in every language, whichever of its lemmas another spelling has."""
    lexicon = whole_lexicon()
    for lemma in part.lemmas:
        if lexicon.lemmas(part.kind, (lemma,)) == (lemma,):
            yield lemma


def full_names(key: str, sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
    """The full given names, in Ukrainian, for which a name with this strict key can be short."""
    men, women = _full_names()
    return (men.get(key, ()) if sex is not Sex.FEMALE else ()) + (
        women.get(key, ()) if sex is not Sex.MALE else ()
    )


@lru_cache(maxsize=1)
def _full_names() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    return _turned(diminutives.MEN), _turned(diminutives.WOMEN)


def _turned(table: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    turned: dict[str, tuple[str, ...]] = {}
    for name, forms in table.items():
        for key in dict.fromkeys(key for form in forms for key in strict_keys(form)[:2]):
            turned[key] = (*turned.get(key, ()), name)
    return turned

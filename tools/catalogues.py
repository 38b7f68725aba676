"""The translation catalogues: what the source says, against what the `.po` and `.mo` files hold.

Inside `.venv`: `python -m tools.catalogues check`, or `update` to take in new messages (keeping
translations), drop those that are gone, and compile the `.mo` files, which are committed so that a
fresh machine needs no gettext.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "repatria"
LANGUAGES = ("uk", "ru")
# `message` and `sentence` are the engines' markers: the desks translate later.
KEYWORDS = {
    **dict.fromkeys(("_", "message", "sentence", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sd]|\{\w*(?:\.\w+)*(?:![rsa])?(?::[^{}]*)?\}")


def files(source: Path, language: str) -> tuple[Path, Path]:
    """The `.po` and the `.mo` of a language."""
    folder = source / "desks" / "locale" / language / "LC_MESSAGES"
    return folder / "django.po", folder / "django.mo"


def template(source: Path) -> Catalog:
    """Every message that Python files and page templates under `source` mark."""
    catalog = Catalog(project="Repatria", charset="utf-8")
    for file in sorted(source.rglob("*")):
        if file.suffix == ".py":
            text = file.read_text("utf-8")
        elif file.suffix in {".html", ".txt"} and "templates" in file.parts:
            text = templatize(file.read_text("utf-8"))
        else:
            continue
        where = file.relative_to(source).as_posix()
        code = io.BytesIO(text.encode())
        for line, found, comments, context in extract(
            "python", code, KEYWORDS, ("Translators:",), {"encoding": "utf-8"}
        ):
            catalog.add(found, None, [(where, line)], auto_comments=comments, context=context)
    return catalog


def placeholders(text: str) -> list[str]:
    """What a sentence fills in, sorted: a translation must fill in the same."""
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def entry_problems(wanted: Message, entry: Message | None, plurals: int) -> Iterator[str]:
    """What is wrong with the translation of one message."""
    if entry is None:
        yield "not in the catalogue"
        return
    if entry.fuzzy:
        yield "fuzzy"
    ids = _forms(wanted.id)
    strings = _forms(entry.string)
    if len(strings) != (plurals if len(ids) > 1 else 1) or not all(strings):
        yield "not translated" if not any(strings) else "a plural form is missing"
        return
    # The last id is the plural. The first form of Ukrainian and Russian also says 21 and 101, so
    # no form may leave the number out.
    if any(placeholders(string) != placeholders(ids[-1]) for string in strings):
        yield f"placeholders differ: {' '.join(placeholders(ids[-1])) or 'none'} expected"


def read(po: bytes, language: str) -> Catalog:
    """The catalogue that a `.po` holds, without what is commented out. Raises PoFileError."""
    return read_po(io.BytesIO(po), locale=language, ignore_obsolete=True, abort_invalid=True)


def compiled(po: bytes, language: str) -> bytes:
    """The `.mo` for a `.po`. A fuzzy or incomplete entry is left out: the page shows English."""
    catalog = read(po, language)
    for entry in catalog:
        if entry.id and not all(_forms(entry.string)):
            entry.string = ""
    mo = io.BytesIO()
    write_mo(mo, catalog)
    return mo.getvalue()


def problems(wanted: Catalog, po: bytes, mo: bytes, language: str) -> list[str]:
    """Everything that keeps a language from being complete."""
    catalog = read(po, language)
    found = []
    for message in wanted:
        if message.id:
            entry = catalog.get(_forms(message.id)[0], message.context)
            lines = entry_problems(message, entry, catalog.num_plurals)
            found += [f"{_forms(message.id)[0]!r}: {line}" for line in lines]
    for message in catalog:
        if message.id and wanted.get(_forms(message.id)[0], message.context) is None:
            found.append(f"{_forms(message.id)[0]!r}: no longer in the source")
    if mo != compiled(po, language):
        found.append("the .mo is not made from the .po")
    return [f"{language}: {line}" for line in found]


def check(source: Path = SOURCE) -> list[str]:
    """All problems of all languages."""
    wanted = template(source)
    found = []
    for language in LANGUAGES:
        po, mo = files(source, language)
        if not (po.exists() and mo.exists()):
            found.append(f"{language}: no catalogue")
            continue
        try:
            found += problems(wanted, po.read_bytes(), mo.read_bytes(), language)
        except PoFileError as error:
            found.append(f"{language}: {po.name} cannot be read: {error} ({error.line!r})")
    return found


def update(source: Path = SOURCE) -> None:
    """Bring every `.po` in step with the source, and every `.mo` in step with its `.po`."""
    wanted = template(source)
    for language in LANGUAGES:
        po, mo = files(source, language)
        po.parent.mkdir(parents=True, exist_ok=True)
        catalog = read(po.read_bytes(), language) if po.exists() else _empty(language)
        # No fuzzy guesses: a near match that nobody read is worse than a gap that the check names.
        catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        text = io.BytesIO()
        write_po(text, catalog, width=100, ignore_obsolete=True, include_lineno=False)
        po.write_bytes(text.getvalue().rstrip(b"\n") + b"\n")
        mo.write_bytes(compiled(po.read_bytes(), language))
        missing = sum(1 for entry in catalog if entry.id and not all(_forms(entry.string)))
        print(f"{language}: {len(catalog)} messages, {missing} to translate")


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        header_comment=f"# Repatria in {Locale.parse(language).english_name}.",
        project="Repatria",
        version="1",
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        charset="utf-8",
        fuzzy=False,
    )


def _forms(text: object) -> tuple[str, ...]:
    """A message's id or string as its forms: one, or one a plural."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def main(argv: Sequence[str]) -> int:
    """Carry out `check` or `update`."""
    if argv == ["update"]:
        update()
        return 0
    found = check()
    if found:
        print(
            *found, "To take in what is new: .venv/bin/python -m tools.catalogues update", sep="\n"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

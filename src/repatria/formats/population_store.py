"""Where populations are kept: those that ship with Repatria, and those of an installation, a file
each in its folder. Every file is in Repatria's own format."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from repatria.base.errors import RepatriaError, ValueProblem
from repatria.base.messages import sentence
from repatria.formats.frequencies import read_frequencies
from repatria.formats.frequencies_native import native_text
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read
from repatria.kinship.population import Population

SUFFIX = ".csv"
_SHIPPED = files("repatria.kinship") / "data" / "frequencies"
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


class PopulationError(RepatriaError):
    """A population that is not there, or that cannot be kept under its name."""


@dataclass(frozen=True, slots=True)
class Held:
    """A population that can be loaded by name."""

    name: str
    shipped: bool


def held(folder: Path) -> tuple[Held, ...]:
    """Every population by name, the shipped ones first. A folder that is not there holds none."""
    shipped = sorted(each.name for each in _SHIPPED.iterdir() if each.name.endswith(SUFFIX))
    own = sorted(each.name for each in folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    names = {name.removesuffix(SUFFIX): True for name in shipped}
    for name in own:
        names.setdefault(name.removesuffix(SUFFIX), False)
    return tuple(Held(name, ships) for name, ships in names.items() if _SLUG.fullmatch(name))


def load(name: str, folder: Path) -> Read[Population]:
    """The population of this name, with the notes on its file.

    Raises `PopulationError` where there is none, and `InputError` where its file is broken.
    """
    names = [each.name for each in held(folder)]
    if name not in names:
        near = Problems("").nearest(name, names)
        told = f"there is no population “{shown(name)}”{near or ';'} there are: {', '.join(names)}"
        raise PopulationError(told)
    with _file(name, folder) as path:
        return read_frequencies(path, name=name)


@contextlib.contextmanager
def _file(name: str, folder: Path) -> Iterator[Path]:
    shipped = _SHIPPED / f"{name}{SUFFIX}"
    if not shipped.is_file():
        yield folder / f"{name}{SUFFIX}"
        return
    with as_file(shipped) as path:
        yield path


def save(population: Population, folder: Path, *, replace: bool = False) -> Path:
    """Keep a population under its name, in a file that its owner alone can read.

    The file is there whole or not at all. Raises `PopulationError` where the name is no name of a
    file (`slug`), is that of a shipped population, or is taken and `replace` is false;
    `ValueProblem` where the population cannot be written without loss.
    """
    name = population.name
    if not _SLUG.fullmatch(name):
        raise PopulationError(
            f"“{shown(name)}” cannot be the name of a population: small letters, digits and "
            "hyphens, at most 60"
        )
    if (_SHIPPED / f"{name}{SUFFIX}").is_file():
        raise PopulationError(f"“{name}” is a population that ships with Repatria")
    text = native_text(population)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{name}{SUFFIX}"
    draft = folder / f".{name}.{secrets.token_hex(4)}"
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        if replace:
            draft.replace(file)
        else:
            os.link(draft, file)
    except FileExistsError:
        raise PopulationError(
            f"a population is called “{name}” already; it was left as it is"
        ) from None
    finally:
        draft.unlink(missing_ok=True)
    return file


def slug(text: str) -> str:
    """A name for a population from a text such as “Entire Database”: `entire-database`.

    Raises `ValueProblem` where no Latin letter or digit is in it.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    if not found:
        raise ValueProblem(
            sentence("no name can be made from “{text}”; give one", text=shown(text))
        )
    return found

"""The population of a computation: kept under a name, or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from repatria.base.errors import ValueProblem

if TYPE_CHECKING:
    from repatria.formats.reading import Read
    from repatria.kinship.population import Population

DEFAULT_POPULATION = "nist1036-caucasian"


def named_population(name: str) -> Population | None:
    """The population that was asked for by name or as a file, if one was."""
    return named_frequencies(name).value if name else None


def frequencies_in_force(name: str) -> Read[Population]:
    """The population of a name or a file, the default without one, with the notes on its file."""
    return named_frequencies(name or DEFAULT_POPULATION)


def named_frequencies(name: str) -> Read[Population]:
    """A population that is kept under this name, else that of a file: any table that `frequencies
    import` reads. A column of STRidER's table is named after a #.

    Raises `PopulationError` for what is neither, and `InputError` for a file that cannot be read.
    """
    from repatria.cli.kinship_frequencies import folder
    from repatria.formats.frequencies import read_frequencies
    from repatria.formats.population_store import PopulationError, load

    file, column = frequency_file(name)
    if file is not None:
        return read_frequencies(file, population=column)
    try:
        return load(name, folder())
    except PopulationError as problem:
        raise PopulationError(f"{problem}; nor is there a file of this name") from None


def frequency_file(name: str) -> tuple[Path | None, str]:
    """The file that is meant by the name of a population, and the column after its #; None where
    a population is kept under this name, or there is no such file."""
    from repatria.cli.kinship_frequencies import folder
    from repatria.formats.population_store import held

    if name and name not in {each.name for each in held(folder())}:
        file, _, column = name.rpartition("#")
        if Path(name).exists():
            return Path(name), ""
        if file and Path(file).exists():
            return Path(file), column
    return None, ""


def frequencies_told(name: str) -> str:
    """The population that was asked for as a report tells it; of a file the name alone, since the
    same file may lie elsewhere. Its digest stands with the inputs."""
    file, column = frequency_file(name)
    if file is None:
        return name or DEFAULT_POPULATION
    return f"{file.name}#{column}" if column else file.name


def population_in_force(
    named: Population | None, own: Population | None, theta: float | None
) -> Population:
    """What was asked for, else the file's own, else the default, under the theta asked for."""
    found = named or own or named_population(DEFAULT_POPULATION)
    assert found is not None
    try:
        return found.with_settings(theta=theta)
    except ValueProblem as problem:
        raise typer.BadParameter(str(problem)) from None

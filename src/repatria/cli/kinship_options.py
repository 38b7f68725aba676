"""The options that name the models of a computation, and what they make."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.base.errors import ValueProblem
from repatria.cli.kinship_population import DEFAULT_POPULATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from repatria.kinship.genetic_map import GeneticMap
    from repatria.kinship.mutation import MutationModel
    from repatria.kinship.settings import Settings

MUTATIONS = {
    "none": "none",
    "equal": "equal",
    "proportional": "proportional",
    "one-step": "one-step",
    "stepwise": "stepwise",
    "extended": "extended stepwise",
    "reversible": "reversible stepwise",
}
STATIONARY = {
    "as-is": "AS_IS",
    "metropolis": "METROPOLIS",
    "metropolis-scaled": "METROPOLIS_SCALED",
    "barker": "BARKER",
    "mean": "PRESERVED_RATE",
    "diagonal": "PRESERVED_DIAGONAL",
}
CONVENTIONS = {"kept": "KEPT", "pruned": "PRUNED"}
LINKAGES = {"joint": "TWO_LOCUS", "flag": "FLAG"}

PopulationName = Annotated[
    str,
    typer.Option(
        "--population",
        help="The reference population: a name, or a file of allele frequencies; without it, the "
        f"file's own where it has one, else {DEFAULT_POPULATION}.",
        metavar="NAME|FILE",
        show_default=False,
    ),
]
RemainsFile = Annotated[
    Path,
    typer.Option(
        "--remains",
        metavar="FILE",
        help="Remains: a genotype table, a CODIS file (.xml), or a .fam file.",
        show_default=False,
    ),
]
FamiliesFile = Annotated[
    Path,
    typer.Option(
        "--families",
        metavar="FILE",
        help="Families: a table of relationships and alleles, or a .fam file of Familias.",
        show_default=False,
    ),
]
Frequencies = Annotated[
    str,
    typer.Option(
        "--frequencies",
        metavar="NAME|FILE",
        help="The reference population: a name, or a file of allele frequencies; without it, "
        f"{DEFAULT_POPULATION}.",
        show_default=False,
    ),
]
Theta = Annotated[
    float | None,
    typer.Option(
        help="The coancestry coefficient; without it, the population's own.",
        metavar="THETA",
        show_default=False,
    ),
]
Mutation = Annotated[
    str,
    typer.Option(
        help="The mutation model: none, equal, proportional, one-step, stepwise, extended, or "
        "reversible; without it, the file's own where it has them, else extended.",
        metavar="MODEL",
        show_default=False,
    ),
]
Rate = Annotated[
    str,
    typer.Option(
        help="The mutation rate a meiosis: one number, or mothers' and fathers' as 0.0005/0.002.",
        metavar="RATE",
    ),
]
Rate2 = Annotated[
    float,
    typer.Option(
        help="In the extended model, the rate of changes to another microvariant.", metavar="RATE"
    ),
]
Range = Annotated[
    float,
    typer.Option(
        "--range",
        help="In the stepwise models, how much rarer each further step is.",
        metavar="FACTOR",
    ),
]
StationaryBy = Annotated[
    str,
    typer.Option(
        "--stationary",
        help="How the model is made stationary: as-is, metropolis, metropolis-scaled, barker, "
        "mean, or diagonal.",
        metavar="METHOD",
    ),
]
SilentAllele = Annotated[
    float, typer.Option("--silent", help="The frequency of a silent allele.", metavar="FREQUENCY")
]
Dropout = Annotated[
    float,
    typer.Option(
        help="The chance a copy that a single allele of remains has lost the other.",
        metavar="CHANCE",
    ),
]
DropIn = Annotated[float, typer.Option(help="The chance of one allele too many.", metavar="CHANCE")]
Miscall = Annotated[
    float, typer.Option(help="The chance a copy to be read as another allele.", metavar="CHANCE")
]
ConventionName = Annotated[
    str,
    typer.Option(
        "--convention",
        help="What becomes of untyped founders with one child: kept or pruned.",
        metavar="WORD",
    ),
]
LinkageName = Annotated[
    str,
    typer.Option(
        "--linkage",
        help="Linked markers: joint likelihood, or flag and multiply as if independent.",
        metavar="WORD",
    ),
]
MapFile = Annotated[
    Path | None,
    typer.Option(
        "--map",
        help="A genetic map to use beside the shipped one: a CSV of marker, chromosome, position "
        "in centimorgans.",
        metavar="FILE",
        dir_okay=False,
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Models:
    """The models as they were asked for on the command line."""

    mutation: str
    rate: str
    rate2: float
    range: float
    stationary: str
    silent: float
    dropout: float
    drop_in: float
    miscall: float
    convention: str
    linkage: str

    def options(self, *but: str) -> dict[str, str]:
        """What was asked for, as options of a command line, `but` those that it lacks."""
        return {
            f"--{field.name.replace('_', '-')}": str(getattr(self, field.name))
            for field in fields(self)
            if field.name not in but
        }

    def settings(self, own: Mapping[str, MutationModel] | None = None) -> Settings:
        """The settings, with a file's own mutation models where none is asked for.

        What cannot be is told beside its option, with exit code 2.
        """
        from repatria.kinship.mutation import MutationModel
        from repatria.kinship.mutation_matrices import Kind, Rates
        from repatria.kinship.settings import Convention, Linkage, Settings
        from repatria.kinship.stationary import Stationary

        asked = self.mutation or "extended"
        kind = Kind(_chosen("mutation", asked, MUTATIONS))
        how = Stationary[_chosen("stationary", self.stationary, STATIONARY)]
        mothers, fathers = _rates(self.rate)
        rate2 = self.rate2 if kind is Kind.EXTENDED else 0.0
        if kind is Kind.NONE:
            mothers = fathers = 0.0
        try:
            return Settings(
                MutationModel(
                    kind,
                    Rates(mothers, rate2, self.range),
                    Rates(fathers, rate2, self.range),
                    how,
                ),
                Convention[_chosen("convention", self.convention, CONVENTIONS)],
                Linkage[_chosen("linkage", self.linkage, LINKAGES)],
                self.silent,
                self.dropout,
                self.miscall,
                self.drop_in,
                {} if self.mutation else dict(own or {}),
            )
        except ValueProblem as problem:
            raise typer.BadParameter(str(problem)) from None


def map_of(file: Path | None) -> GeneticMap:
    """The shipped genetic map, with the positions of a file over it."""
    from repatria.formats.genetic_map_csv import read_genetic_map
    from repatria.kinship.genetic_map import USUAL_KITS

    return USUAL_KITS if file is None else read_genetic_map(file, USUAL_KITS)


def _chosen(option: str, word: str, words: dict[str, str]) -> str:
    if word not in words:
        raise typer.BadParameter(f"--{option} is one of {', '.join(words)}; not “{word}”")
    return words[word]


def _rates(text: str) -> tuple[float, float]:
    parts = text.split("/")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if len(numbers) not in (1, 2):
        raise typer.BadParameter(f"--rate is a number, or two as 0.0005/0.002; not “{text}”")
    return numbers[0], numbers[-1]

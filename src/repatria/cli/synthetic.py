"""`repatria synthetic …`: made-up material with known truth, for trials and benches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.synthetic_captives import captives

if TYPE_CHECKING:
    from repatria.synthetic.campaign.rates import CampaignRates

app = typer.Typer(no_args_is_help=True, help="Made-up material with known truth.")
app.command()(captives)


@app.command()
def campaign(
    remains: Annotated[
        int, typer.Option(min=1, metavar="N", help="Samples of remains.", show_default=False)
    ],
    families: Annotated[
        int,
        typer.Option(
            min=1, metavar="M", help="Families that look for somebody.", show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="The folder to write; it is empty or not there yet.",
            show_default=False,
        ),
    ],
    seed: Annotated[int, typer.Option(min=0, help="What the draws begin from.")] = 1,
    frequencies: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="The population that the alleles are drawn from; “repatria kinship frequencies "
            "list” names them.",
        ),
    ] = "nist1036-caucasian",
    rate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RATE=CHANCE",
            help="Another chance than the usual one, as partial=0.3; may be given several times. "
            "docs/formats/campaign.md lists them.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make up a campaign of identification: remains, families, and the truth in files apart.

    Families of mixed shapes, whole, partial and degraded profiles, fragments, brothers, strangers,
    and mistakes in what families tell. The same arguments give the same bytes. Everything is
    synthetic, and its codes begin with SYN.
    """
    from repatria.cli import progress
    from repatria.cli.kinship_frequencies import folder
    from repatria.formats.population_store import load
    from repatria.synthetic.campaign.folder import write_campaign
    from repatria.synthetic.campaign.make import make_campaign
    from repatria.synthetic.folders import check_folder

    rates = _rates(rate or [])
    check_folder(out)
    population = load(frequencies, folder()).value
    with progress.shown() as told:
        made = make_campaign(
            remains, families, seed, population=population, rates=rates, progress=told
        )
        arguments: dict[str, str | int] = {
            "remains": remains,
            "families": families,
            "seed": seed,
            "frequencies": frequencies,
        }
        write_campaign(made, out, arguments=arguments, progress=told)
    typer.echo(f"{made}: {out}")


@app.command()
def lists(
    people: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="People of the population.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="The folder to write; it is empty or not there yet.",
            show_default=False,
        ),
    ],
    seed: Annotated[int, typer.Option(min=0, help="What the draws begin from.")] = 1,
) -> None:
    """Make up lists of overlapping people by several senders, and the truth in files apart.

    Names in Ukrainian, Russian and Latin script, brothers, fathers and sons, namesakes, and every
    kind of noise that such lists have. The same arguments give the same bytes. Everything is
    synthetic, and its ids begin with SYN.
    """
    from repatria.cli import progress
    from repatria.synthetic.folders import check_folder
    from repatria.synthetic.lists.folder import write_lists
    from repatria.synthetic.lists.make import make_lists

    check_folder(out)
    with progress.shown() as told:
        made = make_lists(people, seed, progress=told)
        write_lists(made, out, progress=told)
    typer.echo(f"{made}: {out}")


def _rates(changes: list[str]) -> CampaignRates:
    from repatria.base.errors import ValueProblem
    from repatria.synthetic.campaign.rates import USUAL_RATES

    rates = USUAL_RATES
    for text in changes:
        name, _, value = text.partition("=")
        try:
            rates = rates.with_rate(name.strip().replace("-", "_"), float(value))
        except ValueProblem as problem:
            raise typer.BadParameter(str(problem)) from None
        except ValueError:
            raise typer.BadParameter(f"“{text}” is no rate; write partial=0.3") from None
    return rates

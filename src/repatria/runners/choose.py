"""A runner by its name, as people write it on a command line or in a setting."""

from __future__ import annotations

from repatria.base.errors import ValueProblem
from repatria.runners.cores import Cores, available
from repatria.runners.dask import Dask
from repatria.runners.runner import Runner
from repatria.runners.serial import Serial

NAMES = ("serial", "cores", "dask")


def runner(name: str, scheduler: str = "", workers: int | None = None) -> Runner:
    """The runner called `name`, one of `NAMES`.

    `scheduler` is the address of an existing Dask scheduler, `workers` a number of processes on
    this machine (its cores, when it is `None`). Raises `ValueProblem` for a name that is none, and
    for an argument that is missing or belongs to another runner.
    """
    if name not in NAMES:
        raise ValueProblem(f"there is no runner “{name}”; there are: {', '.join(NAMES)}")
    if scheduler and name != "dask":
        raise ValueProblem(f"the runner “{name}” takes no scheduler; “dask” does")
    if workers is not None and name != "cores":
        raise ValueProblem(f"the runner “{name}” takes no number of workers; “cores” does")
    if name == "dask":
        return Dask(scheduler)
    if name == "cores":
        return Cores(available() if workers is None else workers)
    return Serial()

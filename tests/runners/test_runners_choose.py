"""A runner by its name, and the arguments that belong to it."""

from __future__ import annotations

import pytest

from repatria.base.errors import ValueProblem
from repatria.runners.choose import NAMES, runner
from repatria.runners.cores import Cores
from repatria.runners.dask import Dask
from repatria.runners.serial import Serial


def test_by_name():
    assert runner("serial") == Serial()
    assert runner("cores") == Cores()
    assert runner("cores", workers=3) == Cores(3)
    assert runner("dask", "tcp://127.0.0.1:8786") == Dask("tcp://127.0.0.1:8786")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("parallel",), "no runner “parallel”; there are: serial, cores, dask"),
        (("dask",), "needs the address of a scheduler"),
        (("serial", "tcp://x:1"), "“serial” takes no scheduler"),
        (("cores", "tcp://x:1"), "“cores” takes no scheduler"),
        (("serial", "", 2), "“serial” takes no number of workers"),
        (("dask", "tcp://x:1", 2), "“dask” takes no number of workers"),
        (("cores", "", 0), "1 or more"),
    ],
)
def test_refused(arguments, words):
    with pytest.raises(ValueProblem, match=words):
        runner(*arguments)


def test_every_name_has_its_runner():
    assert {type(runner(name, "tcp://x:1" if name == "dask" else "")) for name in NAMES} == {
        Serial,
        Cores,
        Dask,
    }

"""A function in a child process: what it gives back, and what it cannot do."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from repatria.base.errors import FileRefused
from repatria.runners.confined import Confines, Overrun, confined

SMALL = Confines(seconds=2, memory=512 << 20, output=1 << 20)


def _child(tmp_path: Path, body: str) -> dict[str, str]:
    path = tmp_path / "work.py"
    path.write_text(body)
    return {"path_name": str(path)}


def test_what_the_function_returns_comes_back() -> None:
    assert confined("json:loads", {"s": '{"a": [1, "й"]}'}, SMALL) == {"a": [1, "й"]}


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("while True: pass", "time"),
        ("import time\ntime.sleep(60)", "time"),
        ("held = bytearray(4 << 30)", "memory"),
        ("held = []\nwhile True: held.append(bytes(1 << 20))", "memory"),
        ("def again(): again()\nagain()", "depth"),
        ("raise KeyError('no sentence')", "fault"),
        ("import os\nos.abort()", "fault"),
        ("open('{out}', 'wb').write(bytes(8 << 20))", "fault"),
    ],
)
def test_a_child_that_takes_too_much_is_ended_with_its_reason(
    body: str, what: str, tmp_path: Path
) -> None:
    given = _child(tmp_path, body.replace("{out}", str(tmp_path / "out")))
    begun = time.monotonic()
    with pytest.raises(Overrun) as refused:
        confined("runpy:run_path", given, Confines(seconds=1, memory=512 << 20, output=1 << 20))
    assert refused.value.what == what
    assert time.monotonic() - begun < 15


def test_a_refusal_crosses_over_with_its_parameters(tmp_path: Path) -> None:
    body = (
        "from repatria.base.errors import FileRefused\n"
        "raise FileRefused('{count} is too many', count=3)"
    )
    with pytest.raises(FileRefused, match="3 is too many") as refused:
        confined("runpy:run_path", _child(tmp_path, body), SMALL)
    assert refused.value.params == {"count": 3}


def test_a_child_inherits_neither_secrets_nor_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPATRIA_DATABASE", "postgresql://somebody:secret@host/name")
    held = (tmp_path / "held").open("w")
    body = "import os\nseen = [sorted(os.environ), sorted(os.listdir('/proc/self/fd'))]"
    if not Path("/proc/self/fd").exists():
        body = "import os\nseen = [sorted(os.environ), ['0', '1', '2', '3']]"
    script = _child(tmp_path, f"{body}\nraise __import__('repatria.base.errors').base.errors"
                              ".FileRefused('{seen}', seen=str(seen))")  # fmt: skip
    with pytest.raises(FileRefused) as told:
        confined("runpy:run_path", script, SMALL)
    assert "REPATRIA_DATABASE" not in str(told.value)
    assert f"'{held.fileno()}'" not in str(told.value) or held.fileno() < 4
    assert os.environ["REPATRIA_DATABASE"]
    held.close()

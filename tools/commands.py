"""The commands of dev.py. Standard library only: what needs packages is run inside `.venv`."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tools import browser, checks
from tools.environment import ROOT, Place, set_up
from tools.failures import SetUpError, explain
from tools.lanes import Lane, Run, end

# The parts of the suite whose outcome can depend on the database.
STORE_TESTS = ("tests/desks", "tests/stories", "tests/cli")
# Engines that know no store; their tests run in the lane of PostgreSQL, which is the shorter.
LATER_TESTS = ("tests/kinship", "tests/names", "tests/planning")
# Whoever runs the tests may have a register in use: no test may get its address.
CALLERS_STORES = (
    "REPATRIA_DATABASE",
    "REPATRIA_VAULT_DATABASE",
    "REPATRIA_PUBLIC_DATABASE",
    "REPATRIA_TEST_DATABASE",
)
NO_TESTS = 5  # pytest's code where nothing was selected


def demo(place: Place, rest: Sequence[str]) -> int:
    """Load the demonstration and serve it on http://127.0.0.1:8000."""
    code = call([script(place, "repatria"), "demo", *rest])
    # Ctrl-C is how one ends a server: no failure.
    return 0 if code in {-signal.SIGINT, 128 + signal.SIGINT} else code


def test(place: Place, rest: Sequence[str]) -> int:
    """Run every test: all on SQLite and in a Chromium, and beside it those that touch a store on
    PostgreSQL, which some of the engines follow.

    What follows goes to pytest, and the two runs follow each other.
    """
    start = time.monotonic()
    for name in CALLERS_STORES:
        os.environ.pop(name, None)
    env = {browser.VARIABLE: browser.find(place.python)}
    pytest = script(place, "pytest")
    lanes: list[dict[str, Run]] = [{"SQLite": ([pytest, *rest], env)}]
    if (stores := store_arguments(rest, ROOT)) is not None:
        postgres = {**env, "REPATRIA_TEST_DATABASE": "postgres"}
        lanes.append({"PostgreSQL": ([pytest, *stores], postgres)})
    if rest:
        # A selection is read as it goes.
        codes = one_by_one(lanes)
    else:
        # Both lanes take about as long, each as long as one core has.
        later = [each for each in LATER_TESTS if (ROOT / each).exists()]
        ignored = [f"--ignore={each}" for each in later]
        lanes[0]["SQLite"] = ([pytest, *ignored], env)
        if later:
            lanes[-1]["Engines"] = ([pytest, *later], env)
        codes = side_by_side(lanes)
    told = ", ".join(f"{name} {verdict(code)}" for name, code in codes.items())
    print(f"test: {told}; {time.monotonic() - start:.0f} s, browser {env[browser.VARIABLE]}")
    return outcome(list(codes.values()), bool(rest))


def one_by_one(lanes: Sequence[Mapping[str, Run]]) -> dict[str, int]:
    """The exit code of each, run after the one before."""
    codes = {}
    for name, (command, env) in (run for lane in lanes for run in lane.items()):
        print(f"-- {name}", flush=True)
        codes[name] = call(command, env)
    return codes


def side_by_side(lanes: Sequence[Mapping[str, Run]]) -> dict[str, int]:
    """The exit code of each. The lanes go at once, in a lane one run follows the other: the first
    lane on screen, the others shown when it has ended.

    They end with us, however we end.
    """
    front, *behind = lanes
    beside = "".join(f", beside it {' and '.join(lane)}" for lane in behind)
    with ExitStack() as stack:
        others = []
        for lane in behind:
            said = stack.enter_context(tempfile.TemporaryFile("w+", errors="replace"))
            others.append(other := Lane(lane, said))
            stack.callback(other.end)
            other.start()
        print(f"-- {' and '.join(front)}{beside}", flush=True)
        codes = {name: call(*run) for name, run in front.items()}
        for other in others:
            other.join()
            codes |= other.codes
            other.said.seek(0)
            print(other.said.read(), flush=True)
    return codes


def store_arguments(rest: Sequence[str], root: Path) -> list[str] | None:
    """What the PostgreSQL run passes to pytest; None where the paths named touch no store."""
    paths = [each for each in rest if (root / each.split("::")[0]).exists()]
    if not paths:
        stores = [each for each in STORE_TESTS if (root / each).exists()]
        return [*rest, *stores] if stores else None
    kept = [each for each in paths if each.startswith(STORE_TESTS)]
    return [each for each in rest if each not in paths or each in kept] if kept else None


def verdict(code: int) -> str:
    """A pytest exit code in words."""
    return {0: "passed", NO_TESTS: "had no such test"}.get(code, "FAILED")


def outcome(codes: Sequence[int], selected: bool) -> int:
    """The exit code of all runs. A selection may leave one run empty, but not all of them."""
    if selected and 0 in codes:
        codes = [code for code in codes if code != NO_TESTS]
    return max(codes)


def check(place: Place, rest: Sequence[str]) -> int:
    """Lint, types, layers, translations, migrations and locks; `--pages` adds axe on every page
    in every language, light and dark, on a phone and a desktop."""
    if rest not in ([], ["--pages"]):
        raise SetUpError(f"check takes --pages and nothing else, not {' '.join(rest)}")
    if rest:
        env = {browser.VARIABLE: browser.find(place.python)}
        return checks.run([*checks.CHECKS, checks.PAGES], place.scripts, ROOT, env)
    return checks.run(checks.CHECKS, place.scripts, ROOT, {})


def bench(place: Place, rest: Sequence[str]) -> int:
    """Run bench/NAME.py with what follows, or without a NAME each of them."""
    known = {file.stem: file for file in sorted((ROOT / "bench").glob("[!_]*.py"))}
    if rest and not rest[0].startswith("-"):
        if rest[0] not in known:
            raise SetUpError(f"no bench {rest[0]}; there is: {', '.join(known) or 'none'}")
        known, rest = {rest[0]: known[rest[0]]}, rest[1:]
    return max([call([place.python, file, *rest]) for file in known.values()], default=0)


def lock(place: Place, rest: Sequence[str]) -> int:
    """Write both locks anew from pyproject.toml; `--upgrade` takes newer versions too."""
    # uv is found as the script of .venv, so that everybody's locks come from one version of it.
    path = os.pathsep.join([str(place.scripts), os.environ.get("PATH", "")])
    return call([place.python, "-m", "tools.locks", "lock", *rest], {"PATH": path})


COMMANDS: dict[str, Callable[[Place, Sequence[str]], int]] = {
    each.__name__: each for each in (demo, test, check, bench, lock)
}


def script(place: Place, name: str) -> Path:
    """A console script of the environment."""
    found = [place.scripts / f"{name}{end}" for end in ("", ".exe", ".cmd")]
    return next((path for path in found if path.exists()), found[0])


def call(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Run in the foreground and return the exit code; Ctrl-C and a kill end it with us."""
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(env or {})})
    try:
        return child.wait()
    except KeyboardInterrupt:
        # The terminal gave Ctrl-C to the child as well: let it end in its own way.
        return child.wait()
    finally:
        end(child)


def main(argv: Sequence[str]) -> int:
    """Carry out one command line; what goes wrong in set-up is one line on stderr."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up and run Repatria.")
    names = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        words = " ".join((command.__doc__ or "").split())
        sub = names.add_parser(name, help=words, description=words, allow_abbrev=False)
        sub.add_argument(
            "--wheels",
            type=Path,
            metavar="FOLDER",
            help="install from this folder, without network",
        )
    told, rest = parser.parse_known_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        place = set_up("runtime" if told.command == "demo" else "dev", told.wheels)
        return COMMANDS[told.command](place, rest)
    except SetUpError as failure:
        print(f"dev.py: {failure}", file=sys.stderr)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EACCES}:
            raise
        print(f"dev.py: {explain(str(error))}", file=sys.stderr)
    except KeyboardInterrupt:
        print("dev.py: stopped", file=sys.stderr)
        return 128 + signal.SIGINT
    return 1

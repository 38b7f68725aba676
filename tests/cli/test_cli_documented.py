"""The handbook's pages on the command line tell every command and option, in the words of
`--help`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from repatria.cli.main import app

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook"
PAGES = "\n".join(
    (HANDBOOK / name).read_text("utf-8") for name in ("command-line.md", "kinship.md", "ledger.md")
)


def plain(text):
    return " ".join(text.replace("`", "").split())


def commands(command, name="repatria") -> Iterator[tuple[str, object]]:
    yield name, command
    for one, sub in getattr(command, "commands", {}).items():
        yield from commands(sub, f"{name} {one}")


COMMANDS = dict(commands(typer.main.get_command(app)))


def sections():
    """By heading, the text under it."""
    parts = re.split(r"^#+ (.*)$", PAGES, flags=re.MULTILINE)
    return {plain(title): plain(text) for title, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_that_begins_with_its_help(name):
    assert sections()[name].startswith(plain(COMMANDS[name].help))


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(name, parameter) for name, one in COMMANDS.items() for parameter in one.params],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_every_option_stands_in_its_section_with_its_help(name, parameter):
    section = sections()[name]
    named = (parameter.metavar or "FILE").strip("[]")
    option = parameter.opts[0] if parameter.opts[0].startswith("-") else named
    assert option in section
    assert plain(parameter.help) in section


def test_the_page_tells_of_no_command_that_is_not_there():
    told = {title for title in sections() if title.startswith("repatria")}
    assert told == set(COMMANDS)


def test_the_page_tells_of_no_option_that_is_not_there():
    told = set(re.findall(r"^- `(--[a-z-]+)", PAGES, flags=re.MULTILINE))
    there = {option for one in COMMANDS.values() for p in one.params for option in p.opts}
    assert told <= there | {"--help"}

"""What a person sees when a command fails: one clear line (or one a problem), never a traceback."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from repatria.base.errors import InputError, RepatriaError


class Commands(TyperGroup):
    """A group of commands whose failures are told in words: exit code 1, for Ctrl-C 130."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("Stopped.")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # Whoever read the output has seen enough: `repatria … | head`.
            sys.stdout = None
            raise typer.Exit(0) from None
        except Exception as error:
            lines = explained(error, ctx.invoked_subcommand or "")
            if not lines:
                raise
            for line in lines:
                say(line)
            raise typer.Exit(1) from None


def say(line: str) -> None:
    """A line for the person, apart from the output proper."""
    typer.echo(line, err=True)


def explained(error: Exception, group: str = "") -> list[str]:
    """The lines that explain an error of a group of commands; none for a fault of the program
    itself."""
    if isinstance(error, InputError):
        kept = "Nothing was taken in"
        kept += "; the record is as it was." if group == "record" else ", and nothing computed."
        return [kept, *(str(problem) for problem in error.problems)]
    if isinstance(error, RepatriaError):
        return [str(error)]
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return [f"{where}{error.strerror or error}"]
    if _is_from_django(error, "django.core.exceptions", "ImproperlyConfigured"):
        return [str(error)]
    if _is_from_django(error, "django.db.utils", "Error"):
        first = str(error).strip().partition("\n")[0]
        return [f"The store cannot be used: {first}"]
    return []


def _is_from_django(error: Exception, module: str, name: str) -> bool:
    """Whether it is such an error, without importing Django only to ask."""
    loaded = sys.modules.get(module)
    kind = None if loaded is None else getattr(loaded, name, None)
    return kind is not None and isinstance(error, kind)

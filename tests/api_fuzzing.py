"""What tests need that ask the interface at random: its document, questions, and the class of every
value of an answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from repatria.desks.common.api.shapes import CLASS
from repatria.desks.wsgi import application

POSTGRES = os.environ.get("REPATRIA_TEST_DATABASE") == "postgres"
CHECKS = (
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
)
Judge = Callable[[Any, Any], None]


def schema() -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@contextmanager
def connections_kept() -> Iterator[None]:
    """A request leaves the connections open, as with Django's own client: they hold what the test
    has not committed."""
    around = (signals.request_started, signals.request_finished)
    for signal in around:
        signal.disconnect(close_old_connections)
    yield
    for signal in around:
        signal.connect(close_old_connections)


def ask_all(
    operation: Any, known: Sequence[dict[str, Any]], examples: int, ask: Callable[[Any], None]
) -> None:
    """Good and bad questions, the same in every run, some of them about things that there are."""
    strategies = [
        operation.as_strategy(generation_mode=mode)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    ]

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(strategies), st.sampled_from([None, *known]))
    def asked(case: Any, held: dict[str, Any] | None) -> None:
        if held is not None:
            case.path_parameters = held
        ask(case)

    asked()


def call(case: Any, key: str, judge: Judge) -> None:
    headers = {"Accept-Encoding": "identity", "Authorization": f"Bearer {key}" if key else ""}
    judge(case, case.call(headers=headers))


def walked(value: Any, schema: Any, document: Any, which: str, path: str = "") -> Iterator[Any]:
    """Every single value of an answer with its class, as the document of the interface names it."""
    which = schema.get(CLASS, which)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from walked(value, document["components"]["schemas"][name], document, which, path)
    elif "anyOf" in schema:
        kind = next(
            one for one in schema["anyOf"] if (one.get("type") == "null") == (value is None)
        )
        yield from walked(value, kind, document, which, path)
    elif isinstance(value, dict) and "properties" in schema:
        for name, each in value.items():
            below = schema["properties"][name]
            yield from walked(each, below, document, which, f"{path}.{name}")
    elif isinstance(value, list) and schema.get("items"):
        for each in value:
            yield from walked(each, schema["items"], document, which, f"{path}[]")
    else:
        yield path, which

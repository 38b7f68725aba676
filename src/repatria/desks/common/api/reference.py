"""The page that tells how programs read the record: made from the document of the interface, in
the look and the languages of this site, without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from repatria.desks.common.api.root import api

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, what it takes and what it gives."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    sent: tuple[tuple[str, str], ...]
    """Names of what is sent with it, each with its type."""
    fields: tuple[tuple[str, str], ...]
    """Names of the answer, each with its type."""
    needs_token: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of answers that has a name: its fields, or the words that it can be."""

    name: str
    fields: tuple[tuple[str, str], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    operations: tuple[Operation, ...]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and the shape of its answer."""
    address = request.build_absolute_uri(reverse("api:openapi-json"))
    base = request.build_absolute_uri(reverse("api:api-root"))
    shapes, groups = _document()
    context = {"groups": groups, "shapes": shapes, "openapi": address, "base": base}
    return render(request, "common/api.html", context)


@cache
def _document() -> tuple[tuple[Shape, ...], tuple[Group, ...]]:
    document = api.get_openapi_schema()
    schemas = document["components"]["schemas"]
    groups: dict[str, list[Operation]] = {}
    named: list[str] = []
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            operation = _operation(method.upper(), path, one, schemas)
            groups.setdefault(one["tags"][0], []).append(operation)
            named += _names([_answer(one), _sent(one), one["parameters"]], schemas)
    shapes = tuple(
        Shape(name, _fields(schemas[name]), " | ".join(map(str, schemas[name].get("enum", ()))))
        for name in sorted(set(named))
    )
    return shapes, tuple(Group(name, tuple(found)) for name, found in groups.items())


def _operation(method: str, path: str, one: Json, schemas: Json) -> Operation:
    return Operation(
        one["operationId"],
        method,
        path,
        one["summary"],
        one.get("description", ""),
        tuple(
            Parameter(each["name"], _type(each["schema"]), each["required"])
            for each in one["parameters"]
        ),
        _whole(_sent(one), schemas),
        _whole(_answer(one), schemas),
        bool(one.get("security")),
    )


def _answer(one: Json) -> Json:
    answers = one["responses"]
    good = answers[200] if 200 in answers else answers[201]
    found: Json = good["content"]["application/json"]["schema"]
    return found


def _sent(one: Json) -> Json:
    """What is sent with it, as JSON or as a form; nothing for most."""
    kinds = one.get("requestBody", {}).get("content", {})
    found: Json = next((each["schema"] for each in kinds.values()), {})
    return found


def _whole(schema: Json, schemas: Json) -> tuple[tuple[str, str], ...]:
    return _fields(schemas[_ref(schema)] if "$ref" in schema else schema)


def _fields(schema: Json) -> tuple[tuple[str, str], ...]:
    needed = schema.get("required", ())
    return tuple(
        (name if name in needed else f"{name}?", _type(each))
        for name, each in schema.get("properties", {}).items()
    )


def _type(schema: Json) -> str:
    """`integer`, `date`, `list of Claim`, `a | b`: as a person reads it."""
    if "$ref" in schema:
        return _ref(schema)
    if "anyOf" in schema:
        return " | ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"text → {_type(schema['additionalProperties'])}"
    kind = schema.get("format") or schema.get("type") or "any"
    return {"string": "text", "null": "nothing", "object": "object"}.get(kind, kind)


def _ref(schema: Json) -> str:
    name: str = schema["$ref"].rpartition("/")[2]
    return name


def _names(schema: Any, schemas: Json, met: frozenset[str] = frozenset()) -> Iterator[str]:
    """The shapes that an answer is made of."""
    if isinstance(schema, list):
        for each in schema:
            yield from _names(each, schemas, met)
        return
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        name = _ref(schema)
        if name not in met:
            yield name
            yield from _names(schemas[name], schemas, met | {name})
        return
    for each in schema.values():
        yield from _names(each, schemas, met)

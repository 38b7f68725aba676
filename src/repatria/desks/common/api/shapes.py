"""Shapes of answers: dictionaries of known names, and of which class of field each is."""

from typing import Any

from pydantic import ConfigDict, Field
from pydantic.fields import FieldInfo

CLASS = "x-field-class"
"""In the document of the interface: the class of field (`accounts/rights.py`) of a property and of
all below it. A test holds every answer against it."""
OWN = "own"
"""What somebody may know of themselves, whatever their roles."""
CLOSED = ConfigDict(extra="forbid")
"""Of a shape: it has no further names."""


def of_class(field_class: str) -> FieldInfo:
    """For `Annotated`: what stands here is of this class."""
    extra: dict[str, Any] = {CLASS: str(field_class)}
    found: FieldInfo = Field(json_schema_extra=extra)
    return found

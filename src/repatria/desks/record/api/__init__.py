"""The record in the interface: read by anybody, the same as in the pages' JSON files."""

from repatria.desks.record.api.one import router as one
from repatria.desks.record.api.several import router as several

routers = (several, one)
__all__ = ["routers"]

"""Which programs a result was computed with."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

# Those that could change a digit of a result.
PACKAGES = ("repatria", "numpy", "numba")


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that compute, by name; "" where one is missing."""
    found = {name: _version(name) for name in PACKAGES}
    return {**found, "python": ".".join(platform.python_version_tuple()[:2])}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

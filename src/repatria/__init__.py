"""Repatria: the return of people after capture and death in war, from who said what."""

from __future__ import annotations

__version__ = "0.1.0"

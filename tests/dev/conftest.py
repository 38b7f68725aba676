from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # dev.py and tools/ are no part of the package


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def broken() -> Path:
    """Fixtures named after what is wrong with them."""
    return Path(__file__).parent / "broken"

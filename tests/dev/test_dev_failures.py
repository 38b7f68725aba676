"""What pip and uv print when set-up fails, as the one line that a person gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.failures import FULL, LITTLE, RULES, explain

WORDS = {
    "full_disk": "the disk is full",
    "wrong_hash": "not the one in the lock",
    "no_network": "no network",
    "no_wheel": "no ready-made package annotated-doc",
}


@pytest.mark.parametrize("tool", ["pip", "uv"])
@pytest.mark.parametrize("defect", WORDS)
def test_captured_output(broken: Path, defect: str, tool: str) -> None:
    line = explain((broken / "installer" / f"{defect}_{tool}.txt").read_text("utf-8"))
    assert WORDS[defect] in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device: '.venv/lib/x'", "the disk is full"),
        ("[WinError 112] There is not enough space on the disk", "the disk is full"),
        ("ERROR: Could not install: [Errno 13] Permission denied: '.venv'", "no right to write"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "does not trust"),
        ("ReadTimeoutError(\"HTTPSConnectionPool(host='index.example')\")", "no network"),
        ("one\ntwo: the last line is what is left\n\n", "two: the last line is what is left"),
        ("", "it said nothing"),
    ],
)
def test_further_causes(output: str, words: str) -> None:
    assert words in explain(output)


def test_a_wrong_hash_is_told_even_where_the_network_faltered() -> None:
    faltered = "Retrying after connection broken by 'ReadTimeoutError'\n"
    assert "lock" in explain(faltered + "THESE PACKAGES DO NOT MATCH THE HASHES")


def test_a_tool_that_hides_a_full_disk() -> None:
    hidden = "Error: Command '['ensurepip']' returned non-zero exit status 1."
    assert explain(hidden, LITTLE - 1) == FULL
    assert "ensurepip" in explain(hidden, LITTLE)


def test_every_rule_is_one_line() -> None:
    assert all("\n" not in words for _, words in RULES)

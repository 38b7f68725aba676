"""One clear line for what goes wrong while setting up, read from what pip or uv printed."""

from __future__ import annotations

import re


class SetUpError(Exception):
    """Set-up cannot go on; the message is one line for the person at the terminal."""


FULL = "the disk is full: make room, then run the same command again"
# The first pattern that is found wins: a full disk or a wrong hash may follow on network warnings,
# and a lost network makes pip add "No matching distribution".
RULES: tuple[tuple[str, str], ...] = (
    (
        r"No space left on device|not enough space on the disk|Disk quota exceeded|os error 28\b",
        FULL,
    ),
    (
        r"DO NOT MATCH THE HASHES|Hash mismatch",
        "a downloaded file is not the one in the lock, so nothing of it was installed: "
        "check the package index in use, then run the same command again",
    ),
    (
        r"Permission denied|os error 13\b",
        "no right to write here: use a folder of your own",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate",
        "the package index shows a certificate that this machine does not trust: "
        "set SSL_CERT_FILE to the certificates of your network",
    ),
    (
        r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|ConnectionResetError|"
        r"RemoteDisconnected|connection broken|Temporary failure in name resolution|"
        r"nodename nor servname|dns error|error sending request|tcp connect error|timed out",
        "no network: connect, or bring the packages along and say --wheels FOLDER",
    ),
    (
        r"No matching distribution found for ([^\s;]+)|Because (\S+) was not found in the|"
        r"Because (?:only )?(\S+) has no wheels",
        "no ready-made package {what} for this Python and system",
    ),
)
LITTLE = 64 * 2**20


def explain(output: str, free: int | None = None) -> str:
    """The line for `output`, what pip or uv printed; its own last line where no rule fits.

    `free` is the space left on the disk, in bytes: not every tool passes on why it failed.
    """
    for pattern, words in RULES:
        if found := re.search(pattern, output, re.IGNORECASE):
            return words.format(what=next(filter(None, found.groups()), ""))
    if free is not None and free < LITTLE:
        return FULL
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return "the installer failed: " + (lines[-1] if lines else "it said nothing")

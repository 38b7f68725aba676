"""The folder of scans: bytes under their digest, each once, for the owner of the store alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from repatria.desks.handovers.refusals import HandoverError

MOST = 20 * 10**6
"""Bytes of a scan at most."""
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "tif": "image/tiff"}


def folder() -> Path:
    return Path(settings.HOME) / "scans"


def keep(chunks: Iterable[bytes]) -> tuple[str, str, int]:
    """Keep a scan; its SHA-256, its ending by what its bytes say, and its size. It is there whole
    or not at all, and flushed to the disk. Raises `HandoverError`."""
    data = _whole(chunks)
    ending = next((end for start, end in _BEGINNINGS if data.startswith(start)), "")
    if not ending:
        raise HandoverError(_("A scan is a PDF, JPEG, PNG or TIFF; this file is none of these."))
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(digest, ending)
    for place in (folder(), target.parent):
        place.mkdir(mode=0o700, exist_ok=True)
    if not target.exists():
        _write(target, data)
    return digest, ending, len(data)


def held(digest: str, ending: str) -> bytes:
    """The bytes of a scan, made sure of. Raises `HandoverError` where they are not what they
    were."""
    try:
        data = path_of(digest, ending).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != digest:
        raise HandoverError(
            _("The scan is not what it was when it was attached; restore it from a copy.")
        )
    return data


def path_of(digest: str, ending: str) -> Path:
    return folder() / digest[:2] / f"{digest}.{ending}"


def _whole(chunks: Iterable[bytes]) -> bytes:
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST:
            raise HandoverError(
                _("The file is larger than %(most)s MB, the most that is taken here.")
                % {"most": MOST // 10**6}
            )
        parts.append(chunk)
    if not size:
        raise HandoverError(_("The file is empty."))
    if size > shutil.disk_usage(settings.HOME).free - int(settings.REPATRIA_KEPT_FREE) * 10**6:
        raise HandoverError(_("There is not enough room on the disk for this file."))
    return b"".join(parts)


def _write(target: Path, data: bytes) -> None:
    handle, made = tempfile.mkstemp(dir=target.parent, prefix="arriving-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(target)
        place = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
    finally:
        Path(made).unlink(missing_ok=True)

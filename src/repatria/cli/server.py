"""Serves the site from this machine."""

from __future__ import annotations

import errno
import ipaddress
import logging
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from types import FrameType
from typing import Any

import typer

from repatria.base.errors import RepatriaError
from repatria.cli.jobs_beside import Beside

# Each thread holds a connection to the store; more threads than this only queue at the processor.
MOST_THREADS = 8
MOST_CONNECTIONS = 900
# Bytes of a request that the server takes at all, and what a form may hold beside its file.
_LARGEST_BODY, _LARGEST_FORM = 1 << 30, 4 << 20


class AddressError(RepatriaError):
    """The address cannot be listened on."""


def serve(host: str, port: int, greet: Callable[[str], None], *, with_jobs: bool = True) -> None:
    """Answer requests until Ctrl-C or a request to end; `greet` gets the site's address first.

    Jobs are run in a process beside it, unless another worker does that.

    Raises `AddressError` where the port is taken or the host is not one of this machine.
    """
    from django.urls import get_resolver
    from waitress.server import create_server

    from repatria.desks.press import limits
    from repatria.desks.wsgi import application
    from repatria.names.warming import warm_beside

    # A page that cannot be imported shows now, and not to the first reader.
    get_resolver().url_patterns  # noqa: B018
    threads = min(MOST_THREADS, 2 * (os.cpu_count() or 1))
    try:
        server = create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            # A browser keeps its connection open between two pages; at the limit nobody else gets
            # in.
            connection_limit=MOST_CONNECTIONS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **proxy(os.environ),
            max_request_body_size=max(_LARGEST_BODY, limits.largest_of_all() + _LARGEST_FORM),
        )
    except (OSError, ValueError) as error:
        raise AddressError(_refusal(error, host, port)) from None
    _log()
    signal.signal(signal.SIGTERM, _end)
    # Ready before somebody has opened the page in a browser and signed in.
    warm_beside()
    try:
        with Beside() if with_jobs else nullcontext():
            greet(f"http://{_in_url(host)}:{_port(server, port)}")
            server.run()
    except (KeyboardInterrupt, SystemExit):
        # Asked to end before it ran; while it runs, the server sees to its threads itself.
        pass
    finally:
        server.close()
    typer.echo("Stopped.")


def proxy(environment: Mapping[str, str]) -> dict[str, Any]:
    """Whose word on a reader's address and on https is taken: with REPATRIA_HTTPS=1 that of a proxy
    on this machine, or at REPATRIA_PROXY; otherwise nobody's. As options of the server."""
    if environment.get("REPATRIA_HTTPS") != "1":
        return {}
    return {
        "trusted_proxy": environment.get("REPATRIA_PROXY") or "127.0.0.1",
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def is_own(host: str) -> bool:
    """Whether only this machine can reach the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _log() -> None:
    """Faults of the site go to standard error; who asked for what is written nowhere."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("django.request").setLevel(logging.ERROR)


def _end(_signal: int, _frame: FrameType | None) -> None:
    # A second signal, while the first one is being obeyed, has nothing to add.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _port(server: object, asked: int) -> int:
    """The port in use; it differs from the one asked for where that was 0."""
    found = getattr(server, "effective_port", asked)
    return int(found)


def _refusal(error: Exception, host: str, port: int) -> str:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken; name another: --port {port + 1 or 8001}"
    if code == errno.EACCES:
        return f"This user may not open port {port}; name one above 1023: --port 8000"
    return f"{host} is no address of this machine; name another with --host"

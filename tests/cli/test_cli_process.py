"""The installed script as a person runs it: a fresh home, import, report, serve, stop."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import replace

import pytest
from cli_running import DEMO_STATEMENTS, SCRIPT, environment

from repatria.cli import server
from repatria.formats.claims_csv import write_claims_csv
from repatria.formats.yaml_write import write_yaml
from repatria.statements.record import Record
from repatria.synthetic.claims import make_record


@contextmanager
def serving(home, *arguments, **env):
    """A server on a free port; gives the process and its address, and ends it."""
    child = subprocess.Popen(
        [SCRIPT, *arguments, "--port", "0"],
        env=environment(home, **env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A process started in the background may have Ctrl-C switched off.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        first = child.stdout.readline()
        assert first.startswith("Repatria is at http://127.0.0.1:"), first + child.stderr.read()
        yield child, first.split()[3]
    finally:
        if child.poll() is None:
            child.kill()
        child.communicate()


def answer(url):
    for _ in range(50):
        try:
            with urllib.request.urlopen(url, timeout=10) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


def test_from_a_fresh_home_to_pages_that_answer(installed, tmp_path):
    done = installed("record", "import", "--demo")
    assert done.code == 0, done.err
    assert f"statements, new: {DEMO_STATEMENTS}" in done.out
    report = installed("record", "report", "--on", "2025-06-14", "--json")
    assert json.loads(report.out)["exchanges_total"] == 2
    with serving(tmp_path / "home", "serve") as (child, address):
        assert answer(f"{address}/method")[0] == 200
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=20) == 0
        assert "Stopped." in child.stdout.read()
        assert "Traceback" not in child.stderr.read()


def test_ctrl_c_in_the_middle_of_a_large_file(installed, tmp_path):
    made = make_record(4000, 400, seed=1)
    frame = tmp_path / "frame.yaml"
    frame.write_text(write_yaml(Record(parties=made.parties)), "utf-8")
    table = tmp_path / "large.csv"
    claims = [replace(claim, agreement="") for claim in made.claims]
    exchanges = {code: replace(e, agreement="") for code, e in made.exchange_by_code.items()}
    table.write_text("".join(write_claims_csv(claims, exchanges)), "utf-8")
    assert installed("record", "import", frame).code == 0
    child = subprocess.Popen(
        [SCRIPT, "record", "import", table],
        env=environment(tmp_path / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while not child.stderr.readline().startswith("storing"):
        assert child.poll() is None
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.strip().splitlines()[-1] == "Stopped; nothing was taken in."
    assert out == ""
    record = json.loads(installed("record", "export", "--format", "json").out)
    assert record["claims"] == record["sources"] == record["exchanges"] == []


def test_the_demonstration_comes_with_its_data_and_ends_when_asked(tmp_path):
    home = tmp_path / "home"
    for _ in range(2):
        with serving(home, "demo", "--people", "0") as (child, address):
            greeting = [child.stdout.readline() for _ in range(4)]
            assert str(home) in greeting[-1]
            assert answer(f"{address}/?from=2025-06-09&until=2025-06-16")[0] == 200
            assert answer(f"{address}/contradictions")[0] == 200
            child.send_signal(signal.SIGTERM)
            assert child.wait(timeout=20) == 0


def test_the_demonstration_has_a_folder_of_its_own(tmp_path):
    # Without REPATRIA_HOME it must not end up in the folder of a real record.
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        env = environment(tmp_path / "unused", HOME=str(tmp_path))
        del env["REPATRIA_HOME"]
        command = [SCRIPT, "demo", "--people", "0", "--port", str(port)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken; name another: --port {port + 1}" in done.stderr
    assert (tmp_path / ".repatria-demo" / "exchange.sqlite3").exists()
    assert not (tmp_path / ".repatria").exists()


def test_the_demonstration_is_never_mixed_into_another_record(installed, tmp_path):
    other = tmp_path / "own.yaml"
    other.write_text("format: repatria-statements/1\nparties: [{code: A, name: A}]\n", "utf-8")
    assert installed("record", "import", other).code == 0
    done = installed("demo", "--port", "0")
    assert done.code == 1
    assert "holds a record of its own" in done.err


def test_the_demonstration_is_not_loaded_into_a_database_server(installed):
    done = installed("demo", REPATRIA_DATABASE="postgresql://u@127.0.0.1:1/x")
    assert done.code == 1
    assert "env -u REPATRIA_DATABASE repatria demo" in done.err


def test_an_empty_record_is_served_with_a_hint(tmp_path):
    with serving(tmp_path / "home", "serve") as (child, _):
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=20) == 0
        assert "repatria record import --demo" in child.stderr.read()


def test_an_address_of_another_machine_is_refused(installed):
    done = installed("serve", "--host", "192.0.2.1", "--port", "0")
    assert done.code == 1
    assert "192.0.2.1 is no address of this machine" in done.err


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.b", False)],
)
def test_which_addresses_are_for_this_machine_alone(host, own):
    assert server.is_own(host) is own


def test_a_proxys_word_is_taken_where_it_is_named_and_nobody_elses(tmp_path):
    for https in ("1", ""):
        with serving(tmp_path / "home", "serve", REPATRIA_HTTPS=https) as (_, address):
            said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
            for headers in ({}, said):
                asked = urllib.request.Request(f"{address}/sign-in", headers=headers)
                with urllib.request.urlopen(asked, timeout=20) as page:
                    secure = page.headers.get("Strict-Transport-Security")
                    cookie = page.headers.get("Set-Cookie", "")
                assert (secure is not None) is bool(https and headers)
                assert ("Secure" in cookie) is bool(https)


def test_help_and_version_do_not_load_django(tmp_path):
    code = (
        "import sys; from repatria.cli.main import app; from typer.testing import CliRunner;"
        "[CliRunner().invoke(app, a) for a in (['--help'], ['--version'], ['record', '--help'])];"
        "sys.exit('django' in sys.modules)"
    )
    python = SCRIPT.with_name("python")
    assert subprocess.run([python, "-c", code], env=environment(tmp_path)).returncode == 0


def test_the_version_is_that_of_the_package(installed):
    from importlib.metadata import version

    assert installed("--version").out == f"repatria {version('repatria')}\n"


def test_output_that_nobody_reads_to_the_end_is_no_error(installed, tmp_path):
    assert installed("record", "import", "--demo").code == 0
    line = f"'{SCRIPT}' record export --format jsonld | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line],
        env=environment(tmp_path / "home"),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == '{"@context0\n'
    assert done.stderr == ""


def test_a_terminal_without_cyrillic_gets_escapes_and_no_error(installed):
    assert installed("record", "import", "--demo").code == 0
    done = installed("record", "report", "--on", "2025-06-14", PYTHONIOENCODING="latin-1")
    assert done.code == 0
    assert "Russia \\u2192 Ukraine" in done.out

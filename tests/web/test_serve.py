"""The real command, as an installer starts it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.settings import Settings

PORTAL = Path(sys.executable).with_name("portal")
DEADLINE = 20.0
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def environment(small: Path, settings: Settings) -> dict[str, str]:
    """The small content, the state of the other tests, and nothing else of ours."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return {**own, "PORTAL_CONTENT": str(small), "PORTAL_STATE": str(settings.state)}


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Starts the command, and stops it after the test."""
    running: list[subprocess.Popen[str]] = []

    def started(*options: str, **more: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [str(PORTAL), "serve", *options],
            env={**environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield started
    for process in running:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=DEADLINE)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refused(process: "subprocess.Popen[str]") -> str:
    """The one line of a start that could not be."""
    out, error = process.communicate(timeout=DEADLINE)
    assert process.returncode == 2, (out, error)
    assert out == ""
    assert "Traceback" not in error
    assert error.count("\n") == 1
    return error.strip()


def page(port: int, path: str) -> str:
    """The page, or nothing while the portal is not open."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def until(port: int, path: str, words: str) -> float:
    """How many seconds it took for a page to say these words."""
    began = time.monotonic()
    while time.monotonic() - began < DEADLINE:
        if words in page(port, path):
            return time.monotonic() - began
        time.sleep(0.05)
    raise AssertionError(f"{path} never said « {words} »")


def test_a_taken_port_is_said_in_one_line(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        line = refused(start("--port", str(number)))
    assert line.startswith(f"127.0.0.1:{number} : impossible d’écouter ici")
    assert line.endswith(f"Essayez --port {number + 1}")


def test_a_missing_content_is_said_in_one_line(start: Start, port: int, small: Path) -> None:
    shutil.rmtree(small)
    line = refused(start("--port", str(port)))
    assert line.endswith("dossier de contenu introuvable : vérifiez PORTAL_CONTENT")


def test_a_state_that_cannot_be_written_is_said_in_one_line(
    start: Start, port: int, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    line = refused(start("--port", str(port), PORTAL_STATE=str(tmp_path / "file")))
    assert line.endswith("Donnez un dossier où écrire : PORTAL_STATE")


def test_a_broken_page_is_said_in_one_line(start: Start, port: int, small: Path) -> None:
    (small / "pages/aide.yaml").write_text("title: [\n", "utf-8")
    line = refused(start("--port", str(port)))
    assert line.startswith(f"{small}/pages/aide.yaml:2:1: YAML illisible")


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PORTAL_KEYS", "secret", "PORTAL_KEYS : chaque clé vient de « portal key »"),
        ("PORTAL_TERRITORIES", "lune", "PORTAL_TERRITORIES : « lune » n’existe pas"),
    ],
)
def test_a_setting_that_cannot_work_is_said_in_one_line(
    start: Start, port: int, name: str, value: str, line: str
) -> None:
    assert refused(start("--port", str(port), **{name: value})).startswith(line)


def test_a_terminal_of_a_place_that_does_not_exist_is_said_in_one_line(
    start: Start, port: int
) -> None:
    line = refused(start("--port", str(port), "--kiosk", "nulle-part"))
    assert line == "PORTAL_KIOSK : « nulle-part » n’existe pas dans le contenu"


@pytest.mark.parametrize("number", ["70000", "-1"])
def test_a_port_that_cannot_be_is_said_in_one_line(start: Start, number: str) -> None:
    assert "impossible d’écouter ici" in refused(start(f"--port={number}"))


def test_the_portal_says_where_it_is_open_logs_without_queries_and_stops_quietly(
    start: Start, port: int
) -> None:
    process = start("--port", str(port))
    assert process.stdout
    assert process.stdout.readline() == f"Le portail est ouvert : http://127.0.0.1:{port}\n"
    until(port, "/fr/recherche?q=monsecret", "monsecret")
    process.send_signal(signal.SIGTERM)
    out, error = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0
    assert '"path": "/fr/recherche"' in error
    assert "monsecret" not in out + error
    assert "127.0.0.1" not in error
    assert "Traceback" not in error


def test_a_broken_sheet_is_said_at_the_start_and_the_rest_is_open(
    start: Start, port: int, small: Path
) -> None:
    (small / "aids/apl.yaml").write_text("title: [\n", "utf-8")
    process = start("--port", str(port))
    until(port, "/fr/aides/rsa", "Le RSA")
    process.send_signal(signal.SIGTERM)
    error = process.communicate(timeout=DEADLINE)[1]
    assert error.startswith(f"{small}/aids/apl.yaml:2:1: YAML illisible")


def test_with_reload_an_edit_is_shown_and_a_broken_one_changes_nothing(
    start: Start, port: int, small: Path
) -> None:
    process = start("--port", str(port), "--reload")
    until(port, "/fr/aides/rsa", "Une aide chaque mois")
    sheet, text = small / "aids/rsa.yaml", (small / "aids/rsa.yaml").read_text("utf-8")
    sheet.write_text(text.replace("Une aide chaque mois", "Un texte tout neuf"), "utf-8")
    assert until(port, "/fr/aides/rsa", "Un texte tout neuf") < 5
    until(port, "/fr/recherche?q=rsa+neuf", "Un texte tout neuf")
    (small / "pages/aide.yaml").write_text("title: [\n", "utf-8")
    assert process.stderr
    heard = next(line for line in process.stderr if "contenu gardé tel qu’il était" in line)
    assert heard
    assert "Un texte tout neuf" in page(port, "/fr/aides/rsa")


def test_help_names_every_option() -> None:
    done = subprocess.run(
        [str(PORTAL), "serve", "--help"],
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    for option in ("--host", "--port", "--kiosk", "--reload", "--demo"):
        assert option in done.stdout

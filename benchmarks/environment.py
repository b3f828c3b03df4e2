"""The other tools' own environment: made by the command, from the versions that peers.txt pins.

They do not go into ours: some of them pin what we need in other versions, and old pips stumble
over the extras that two of them ask of lxml.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PINS = Path(__file__).parent / "peers.txt"
#: One of the tools needs this version of Python.
OLDEST = (3, 12)


@dataclass(frozen=True)
class Peer:
    """A tool: the name it is shown under, its package, and its function in peer_worker.py."""

    name: str
    package: str
    worker: str


PEERS = (
    Peer("rs-trafilatura (own wheel)", "rs-trafilatura", "rs_trafilatura_wheel"),
    Peer("rs-trafilatura (trafipy)", "trafipy", "rs_trafilatura"),
    Peer("trafilatura", "trafilatura", "trafilatura"),
    Peer("resiliparse", "resiliparse", "resiliparse"),
    Peer("magic-html", "magic-html", "magic_html"),
    Peer("readability-lxml", "readability-lxml", "readability_lxml"),
    Peer("newspaper4k", "newspaper4k", "newspaper4k"),
    Peer("boilerpy3", "boilerpy3", "boilerpy3"),
    Peer("jusText", "justext", "justext"),
    Peer("turbohtml", "turbohtml", "turbohtml"),
    Peer("everything (html_text)", "html-text", "everything"),
)


@dataclass
class Environment:
    """Where the tools are: the interpreter, and what could not be installed with pip's reason."""

    python: Path
    missing: dict[str, str] = field(default_factory=dict)


def pinned() -> dict[str, str]:
    """Package -> version, as peers.txt has them."""
    lines = (line.split("#")[0].strip() for line in PINS.read_text("utf-8").splitlines())
    return dict(line.lower().split("==") for line in lines if line)


def make(folder: Path, peers: Sequence[Peer] = PEERS) -> Environment:
    """Make the environment below ``folder``, or bring it to the pinned versions.

    Each tool is installed by itself, so that one that fails takes no other with it.
    """
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([_interpreter(), "-m", "venv", str(folder)], check=True)
    _pip(python, f"pip=={pinned()['pip']}")
    _pip(python, f"lxml=={pinned()['lxml']}")  # for the bare parse
    environment = Environment(python)
    for peer in peers:
        reason = _pip(python, f"{peer.package}=={pinned()[peer.package]}")
        if reason:
            environment.missing[peer.name] = reason
    return environment


def _pip(python: Path, requirement: str) -> str:
    """Install one requirement within the pins; returns pip's last words if it fails."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "--constraint", str(PINS), requirement], capture_output=True, text=True
    )
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return (errors or [f"pip exited with {done.returncode}"])[-1] if done.returncode else ""


def _interpreter() -> str:
    """The oldest Python that all tools have wheels for, or else the one that runs this."""
    if sys.version_info >= OLDEST:
        return sys.executable
    candidates = [shutil.which("python3.12"), shutil.which("python3.13")]
    candidates += sorted(Path.home().glob(".pyenv/versions/3.1[2-9].*/bin/python"))  # type: ignore[arg-type]
    for candidate in filter(None, candidates):
        if not subprocess.run([str(candidate), "-c", ""], capture_output=True).returncode:
            return str(candidate)
    return sys.executable

"""Ten thousand files with bad ones among them: run undisturbed, and killed five times."""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

MANIFEST = "declutter-manifest.jsonl"
NOISE_BYTES = 200_000_000
_PRIVILEGES = "-dac_override,-dac_read_search"


def run(data: Path, work: Path, count: int, kills: int, seed: int = 0) -> Iterator[str]:
    """Lines of a report. data: folder of the collections; work: an empty folder to work in."""
    pages = work / "pages"
    bad = build(data, pages, count)
    yield f"{count} inputs, {bad} of them bad or odd"
    fresh, out = work / "fresh", work / "killed"
    start = time.monotonic()
    code = subprocess.run(command(pages, fresh), stderr=subprocess.DEVNULL, check=False).returncode
    seconds = time.monotonic() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    found = rows(fresh)
    yield f"undisturbed: exit {code}, {len(found)} rows, {seconds:.0f} s, {statuses(found)}"
    yield f"largest process of all (workers take the 200 MB page): {children} MB"
    chance = random.Random(seed)
    for kill in range(kills):
        process = subprocess.Popen(command(pages, out), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1, max(seconds / kills, 2)))
        peak = peak_megabytes(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
        yield f"kill {kill + 1}: {len(rows(out))} rows, main process {peak} MB at most"
    code = subprocess.run(command(pages, out), stderr=subprocess.DEVNULL, check=False).returncode
    yield f"resumed: exit {code}, {len(rows(out))} rows"
    same = tree(fresh) == tree(out)
    yield f"final state that of the undisturbed run: {'yes' if same else 'NO'}"


def build(data: Path, pages: Path, count: int) -> int:
    """Pages of the collections under different names, one in a hundred of them bad or odd."""
    shutil.rmtree(pages, ignore_errors=True)
    sources = sorted(data.glob("*/html/*.html"))
    odd = itertools.cycle(range(8))
    bad = 0
    noise = pages.with_name("noise")
    pages.parent.mkdir(parents=True, exist_ok=True)
    noise.write_bytes(random.Random(0).randbytes(NOISE_BYTES))
    for n, source in zip(range(count), itertools.cycle(sources), strict=False):
        folder = pages / f"{n // 500:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"{n:05d}.html"
        if n % 100:
            place.symlink_to(source)
            continue
        bad += 1
        spoil(place, next(odd), source, noise if n == 700 else source)
    return bad


def spoil(place: Path, how: int, source: Path, noise: Path) -> None:
    """One of the inputs that other tools fall over."""
    raw = os.fsencode(place)[:-5]
    if how == 0:
        place.symlink_to("nowhere.html")
    elif how == 1:
        shutil.copyfile(source, place)
        place.chmod(0)
    elif how == 2:
        place.touch()
    elif how == 3:
        os.mkfifo(place)
    elif how == 4:
        place.mkdir()
        (place / "inside.html").symlink_to(source)
    elif how == 5:
        os.symlink(source, raw + b" with space.html")
    elif how == 6:
        os.symlink(source, raw + b"\nand a line.html")
    elif noise != source:
        place.symlink_to(noise)
    else:
        os.symlink(source, raw + b"\xff\xfe.html")


def command(pages: Path, out: Path) -> list[str]:
    """Permissions hold for root only without its privileges."""
    words = [sys.executable, "-m", "declutter", str(pages), "-o", str(out)]
    if os.geteuid():
        return words
    return [
        *("setpriv", f"--inh-caps={_PRIVILEGES}", f"--bounding-set={_PRIVILEGES}"),
        *words,
    ]


def rows(out: Path) -> list[dict[str, object]]:
    """The rows so far."""
    lines = (out / MANIFEST).read_bytes().split(b"\n")[:-1] if (out / MANIFEST).exists() else []
    return [json.loads(line) for line in lines]


def statuses(found: list[dict[str, object]]) -> str:
    """How often each status occurs."""
    names = [str(row["status"]) for row in found]
    return ", ".join(f"{names.count(name)} {name}" for name in sorted(set(names)))


def peak_megabytes(pid: int) -> int:
    """The most memory that a living process has had."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024 if "VmHWM:" in status else 0


def tree(out: Path) -> dict[str, object]:
    """Every file's content; of rows, all but the seconds."""
    found: dict[str, object] = {
        os.fsdecode(os.path.relpath(path, out)): hash(path.read_bytes())
        for path in out.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    found[MANIFEST] = [row | {"seconds": 0} for row in rows(out)]
    return found

"""A class on a hub, tried on one computer: learners come, each opens a lesson, runs it and answers, and we measure.

    python deploy/trial/trial.py --users 10 --save deploy/trial/measured.json

Run it with the Python of an environment that has the course (`pip install -r requirements.txt .`) and `jupyterhub`;
configurable-http-proxy (`npm install configurable-http-proxy`) must be found in PATH. Nothing leaves this computer.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from learner import PATIENCE, Learner, answers_of

LESSON = "12-refusion.ipynb"
MB = 2**20


@dataclass(frozen=True)
class Hub:
    """A hub that runs: its process, where it is reached, the token that may do everything, and its folder."""

    process: subprocess.Popen[bytes]
    site: str
    token: str
    folder: Path

    def ask(self, method: str, path: str) -> Any:
        """Ask the hub's own interface, and return what it says."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(
            f"{self.site}/hub/api{path}", b"{}" if method == "POST" else None, headers, method=method
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"null")

    def admit(self, name: str) -> Learner:
        """Make a learner, with a home folder and a token that opens nobody else's server."""
        self.ask("POST", f"/users/{name}")
        self.home(name).mkdir(parents=True)
        return Learner(name, self.site, self.ask("POST", f"/users/{name}/tokens")["token"])

    def home(self, name: str) -> Path:
        """Return the home folder of a learner."""
        return self.folder / "homes" / name


def main() -> None:
    """Try a class of the size asked for, say what was measured, and keep it if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0], allow_abbrev=False)
    parser.add_argument("--users", type=int, default=10, help="how many learners (10)")
    parser.add_argument("--lesson", default=LESSON, help=f"the notebook that each of them runs ({LESSON})")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the numbers as JSON")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hub-trial-", ignore_cleanup_errors=True) as folder, running(Path(folder)) as hub:
        measured = asyncio.run(class_of(hub, asked.users, asked.lesson))
    text = json.dumps(measured, indent=2)
    print(text)
    if asked.save:
        asked.save.write_text(text + "\n", "utf-8")


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Hub]:
    """Run a hub with its proxy on three free ports of this computer, and end it and all that it started."""
    port, token = free_ports(3), secrets.token_hex(16)
    surroundings = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "TRIAL_FOLDER": str(folder),
        "TRIAL_PORT": str(port),
        "TRIAL_TOKEN": token,
        "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16),
    }
    config = Path(__file__).with_name("jupyterhub_config.py")
    with (folder / "hub.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)], cwd=folder, env=surroundings, stdout=log, stderr=log
        )
    hub = Hub(process, f"http://127.0.0.1:{port}", token, folder)
    try:
        wait_for(hub)
        yield hub
    except BaseException:
        print((folder / "hub.log").read_text("utf-8", errors="replace")[-3000:], file=sys.stderr)
        raise
    finally:
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        for member in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.terminate()
        for member in psutil.wait_procs(family, 30)[1]:
            member.kill()


def free_ports(count: int) -> int:
    """Return the first of some ports in a row that nobody uses."""
    for first in range(18000, 30000, count):
        with contextlib.ExitStack() as probes, contextlib.suppress(OSError):
            for port in range(first, first + count):
                probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first
    raise SystemExit("No port is free.")


def wait_for(hub: Hub) -> None:
    """Return once the proxy leads to the hub, and the hub answers."""
    while True:
        if hub.process.poll() is not None:
            raise SystemExit("The hub did not start; its last words are above.")
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            hub.ask("GET", "/")
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            hub.process.wait(0.3)


async def class_of(hub: Hub, users: int, lesson: str) -> dict[str, Any]:
    """Let all come at the same moment, and return what it took."""
    learners = [hub.admit(f"learner-{n:02}") for n in range(users)]
    before = processor_seconds(hub)
    await asyncio.gather(*(learner.start() for learner in learners))
    started = processor_seconds(hub)
    paths = await asyncio.gather(*(learner.open(lesson) for learner in learners))
    await asyncio.gather(*(learner.run(path) for learner, path in zip(learners, paths, strict=True)))
    ran = processor_seconds(hub)
    asked = await asyncio.gather(*(learner.answer(n % 3) for n, learner in enumerate(learners)))
    for n, learner in enumerate(learners):
        kept = [(answer["question"], answer["answer"]) for answer in answers_of(hub.home(learner.name))]
        assert kept == [(asked[n], n % 3)], f"{learner.name} has {kept}, and gave {n % 3} to {asked[n]}"
    return {
        "learners": users,
        "lesson": lesson,
        "processors": os.cpu_count(),
        "seconds": {what: spread([learner.took[what] for learner in learners]) for what in learners[0].took},
        "processor seconds a learner": {
            "start of the server": round((started - before) / users, 1),
            "lesson": round((ran - started) / users, 1),
        },
        "megabytes": memory(hub),
    }


def processor_seconds(hub: Hub) -> float:
    """Return the time of a processor that the hub and all it started have taken so far."""
    family = [psutil.Process(hub.process.pid), *psutil.Process(hub.process.pid).children(recursive=True)]
    return sum(times.user + times.system for times in (member.cpu_times() for member in family))


def memory(hub: Hub) -> dict[str, Any]:
    """Return how much memory is used, in MB: private to a process, or, of a kernel at its height, with what it shares."""
    used: dict[str, list[float]] = {"server": [], "kernel": [], "kernel at its height": [], "server with kernel": []}
    hub_process = psutil.Process(hub.process.pid)
    for server in hub_process.children():
        kernels = [child for child in server.children(recursive=True) if "ipykernel_launcher" in " ".join(child.cmdline())]
        if not kernels:
            continue
        used["server"].append(private(server))
        used["kernel"] += [private(kernel) for kernel in kernels]
        used["kernel at its height"] += [peak(kernel) for kernel in kernels]
        used["server with kernel"].append(private(server) + sum(map(private, kernels)))
    proxies = [child for child in hub_process.children() if "configurable-http-proxy" in " ".join(child.cmdline())]
    return {
        **{what: spread(each) for what, each in used.items()},
        "hub": round(private(hub_process)),
        "proxy": round(sum(map(private, proxies))),
    }


def private(process: psutil.Process) -> float:
    """Return the MB that would be free if this process ended."""
    return float(process.memory_full_info().uss / MB)


def peak(process: psutil.Process) -> float:
    """Return the most MB that a process ever held, shared ones included; what it holds now where the system does not tell."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return float(process.memory_info().rss / MB)


def spread(numbers: list[float]) -> dict[str, float]:
    """Return the middle one and the largest of some numbers."""
    return {"median": round(statistics.median(numbers), 1), "largest": round(max(numbers), 1)}


if __name__ == "__main__":
    main()

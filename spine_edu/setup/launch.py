"""The command that starts everything: `lab` opens the course; what the others need to run with its packages is here too.

Standard library only: it begins on a bare clone. It needs no shell, so any folder name will do.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from spine_edu.errors import SetupError
from spine_edu.setup.environment import CLONE, Environment
from spine_edu.setup.processes import say
from spine_edu.text.quoting import shown

COURSE = Environment(CLONE / ".venv", CLONE / "requirements.lock", may_lag=True)
"""What a learner needs."""

ROOM = Path(__file__).resolve().parents[1]
"""The folder of the package, where what JupyterLab is given lies beside the code."""

START = "notebooks/00-start-here.ipynb"
PORT = 8888
_PORTS_TRIED = 50
_SHORT = {
    "--ip": "ServerApp.ip",
    "--notebook-dir": "ServerApp.root_dir",
    "--log-level": "Application.log_level",
    "--debug": "Application.log_level",
    "--allow-root": "ServerApp.allow_root",
    "-y": "ServerApp.answer_yes",
}
_INSIDE = "SPINE_EDU_INSIDE"


def main(args: Sequence[str]) -> int:
    """Do `lab ...`: open the course in JupyterLab; arguments pass through to it. Return the exit status."""
    if is_installed():
        python, folder = Path(sys.executable), own_copy(Path.cwd() / "spine-edu")
    else:
        python, folder = COURSE.ensure().python, CLONE
    return run(jupyterlab(python, folder, args[1:]), cwd=folder)


def inside(args: Sequence[str]) -> int:
    """Run one of our commands again with the Python of the course, which has the packages that this one lacks."""
    if os.environ.get(_INSIDE):
        raise SetupError("The course's own packages cannot be imported. Delete the folder .venv and run the same command again.")
    python = COURSE.ensure().python
    return run([str(python), "-m", "spine_edu", *args], env={**os.environ, _INSIDE: "1"})


def jupyterlab(python: Path, folder: Path, args: Sequence[str]) -> list[str]:
    """Return the command that serves a folder on this machine only, behind a fresh key that nobody has to type.

    JupyterLab makes the key, opens the browser with it and prints the link that holds it (docs/decisions/0001).
    What the caller sets, it does not set too: JupyterLab refuses an option given twice.
    """
    first, args = _port_in(args)
    _warn_of_visitors(args)
    asked = {_SHORT.get(arg.partition("=")[0], arg.partition("=")[0].lstrip("-")) for arg in args}
    ours = {
        "ServerApp.root_dir": str(folder),
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": str(_free_port(first)),
        "ServerApp.answer_yes": "True",
        "ServerApp.jpserver_extensions": "spine_edu.publish.extension=True",  # a clone is not installed
        "SpineEdu.alone": "True",
        "Application.log_level": "WARN",
    }
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        ours["ServerApp.allow_root"] = "True"  # a container, most often; JupyterLab would stop here
    if (folder / START).is_file() and not any(arg.endswith(".ipynb") for arg in args):
        ours["LabApp.default_url"] = (
            f"/doc/tree/{START}"  # one document at a time: on a phone the list of files would leave it a strip
        )
    say("Starting JupyterLab. It opens in your browser; if it does not, follow the link below. Ctrl-C here stops it.")
    return [
        str(python),
        "-m",
        "spine_edu.publish.server",
        *(f"--{name}={value}" for name, value in ours.items() if name not in asked),
        *args,
    ]


def _port_in(args: Sequence[str]) -> tuple[int, list[str]]:
    """Take the port out of the arguments: `--port=9000`, `--port 9000` or JupyterLab's long name for it.

    >>> _port_in(["--port", "9000", "--no-browser"])
    (9000, ['--no-browser'])
    """
    port, rest, given = PORT, [], iter(args)
    for arg in given:
        name, _, value = arg.partition("=")
        if name not in ("--port", "--ServerApp.port"):
            rest.append(arg)
            continue
        value = value or next(given, "")
        if not value.isdecimal() or int(value) > 65535:
            raise SetupError(f"{name} needs a number up to 65535, such as {name}={PORT}; given was {shown(value)}.")
        port = int(value)
    return port, rest


def _warn_of_visitors(args: Sequence[str]) -> None:
    """Say who else can come in, where the caller opens the course to other computers."""
    for arg, following in zip_longest(args, args[1:], fillvalue=""):
        name, _, value = arg.partition("=")
        if name in ("--ip", "--ServerApp.ip") and not _is_this_machine(address := value or following):
            say(
                f"Careful: with {name}={address}, whoever reaches this computer over a network and has the link below "
                "reads this course "
                "and runs programs on this computer in your name, and what is sent is not encrypted. "
                f"Ctrl-C here closes it; without {name}, it is open to this computer alone."
            )


def _is_this_machine(address: str) -> bool:
    """Whether an address leads nowhere but to this machine.

    >>> [_is_this_machine(address) for address in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "*", "192.168.1.7")]
    [True, True, True, False, False, False]
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def run(command: Sequence[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> int:
    """Run a command to its end and return its status; what asks us to stop, asks the command.

    A terminal sends Ctrl-C to both of us, anybody else only to the process they know. Not `os.exec`: on Windows that starts a
    second process and gives the terminal back too early.
    """
    process = subprocess.Popen(command, cwd=cwd, env=env)
    typed = os.name == "nt" or sys.stdin is None or sys.stdin.isatty()
    signal.signal(signal.SIGINT, signal.SIG_IGN if typed else lambda *_: process.send_signal(signal.SIGINT))
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    status = process.wait()
    return 128 - status if status < 0 else status


def _free_port(first: int) -> int:
    """Return the first port from here on that nobody uses; 0 leaves the choice to the system."""
    for port in range(first, min(first + _PORTS_TRIED, 65536)):
        if is_free(port):
            if port != first:  # say it: a bookmark would lead elsewhere
                say(f"Port {first} is busy (another JupyterLab, perhaps): using {port}.")
            return port
    raise SetupError(
        f"No port from {first} to {first + _PORTS_TRIED - 1} is free. Stop a server that is no longer needed, "
        "or add --port=NUMBER."
    )


def is_free(port: int) -> bool:
    """Whether nobody on this machine listens at a port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # there the option means something else: sharing a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def is_installed() -> bool:
    """Whether this Python was given the course by an installer (wheel, environment.yml), JupyterLab included."""
    from importlib import metadata, util

    try:
        metadata.distribution("spine-edu")
    except metadata.PackageNotFoundError:
        return False
    return util.find_spec("jupyterlab") is not None


def own_copy(folder: Path) -> Path:
    """Return the folder to serve: the clone or, for an installed package, one that is given the notebooks of the course."""
    if (CLONE / START).is_file():
        return CLONE
    if give_notebooks(folder):
        say(f"Your notebooks are in {folder / 'notebooks'}; those that were there already are untouched.")
    return folder


def give_notebooks(folder: Path) -> bool:
    """Copy the notebooks of the course into a folder of the learner; return whether one was missing there.

    A notebook that is there already is left as it is: it may hold a learner's answers.
    """
    shipped = next((home / "notebooks" for home in (CLONE, ROOM) if (home / START).is_file()), None)
    if shipped is None:
        raise SetupError("This installation came without its notebooks. Install the package again, or clone the repository.")
    own = {file: folder / "notebooks" / file.relative_to(shipped) for file in sorted(shipped.rglob("*")) if _is_ours(file)}
    missing = {file: copy for file, copy in own.items() if not copy.exists()}
    try:
        for file, copy in missing.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    except OSError as error:
        raise SetupError(
            f"The notebooks cannot be copied to {folder}: {error.strerror}. "
            "Go to a folder of your own and run the same command again."
        ) from error
    return bool(missing)


def _is_ours(file: Path) -> bool:
    """Whether a file below the notebooks belongs to the course: those for instructors read files that lie beside them."""
    return file.is_file() and ".ipynb_checkpoints" not in file.parts

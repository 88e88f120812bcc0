"""The course's own Python environment: made from a hash-pinned lock, mended when broken, never half trusted.

Standard library only, since it runs before anything is installed. The stamp is written last: an environment
without the right stamp was interrupted, is out of date or was made by another Python, and is made anew; so is
one that has lost a file since.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spine_edu.errors import SetupError
from spine_edu.setup.installed import lists_of_files, site_packages, whole_packages
from spine_edu.setup.processes import InstallProgress, answers, follow, held, pip_version, say

CLONE = Path(__file__).resolve().parents[2]
"""The folder that holds spine_edu/: the clone, unless the package was installed from a wheel."""

_STAMP = "spine-edu-stamp.txt"
_LINK = "spine-edu-clone.pth"
_LOG = "spine-edu-install.log"
_GUARD = "spine-edu-guard"
_PIP_FOR_ANOTHER_PYTHON = (22, 3)
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolution|name resolution|dns error|Max retries|connection broken by|Connection refused"
    r"|error sending request"
    r"|Network is unreachable|Could not connect|ConnectTimeout|ReadTimeout|timed out|ProxyError"
    r"|network connectivity is disabled|client error \(Connect\)|ConnectionReset",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Environment:
    """A folder with a Python of its own, and the lock that says what is in it."""

    folder: Path
    lock: Path
    clone: Path = CLONE
    may_lag: bool = False
    """Whether, with no network, packages of an earlier lock will do: for a lesson rather those than none, for tests never."""

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def is_ready(self) -> bool:
        """Whether it was finished, from this very lock, by this Python version, and has lost nothing since."""
        lines = self._read_stamp()
        return lines[: len(self.stamp)] == self.stamp and self._still_has(lines[len(self.stamp) :])

    @property
    def stamp(self) -> list[str]:
        """The first lines of the stamp; the names of the packages follow."""
        digest = hashlib.sha256(self.lock.read_bytes()).hexdigest()
        version = ".".join(map(str, sys.version_info[:2]))
        return [f"{self.lock.name} {digest}", f"python {version}", f"clone {str(self.clone)!a}"]

    def _read_stamp(self) -> list[str]:
        try:
            return (self.folder / _STAMP).read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []

    def _still_has(self, packages: Sequence[str]) -> bool:
        """Whether these packages lack no file, and the Python that runs them is there and knows the clone."""
        try:
            knows_the_clone = all((place / _LINK).is_file() for place in site_packages(self.folder))
            return knows_the_clone and self._base_lives() and set(packages) <= whole_packages(self.folder)
        except (OSError, UnicodeDecodeError):
            return False

    @property
    def _count(self) -> int:
        return len(re.findall(r"^[A-Za-z0-9].*==", self.lock.read_text("utf-8"), re.MULTILINE))

    def _progress(self) -> InstallProgress:
        return InstallProgress(self._count, unpacked=lambda: len(lists_of_files(self.folder)))

    def _base_lives(self) -> bool:
        """A virtual environment borrows the Python it was made with; on Windows a stub outlives the Python it points to."""
        for line in (self.folder / "pyvenv.cfg").read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            if name.strip() == "home" and not Path(value.strip()).is_dir():
                return False
        return self.python.exists()

    def ensure(self) -> Environment:
        """Return an environment that is ready: this one, made or mended first if need be.

        In a folder that may not be written to, the environment goes to the user's cache folder instead.
        """
        if not self.lock.is_file():
            raise SetupError(f"{self.lock.name} is missing from {self.lock.parent}. Was the clone cut short? Clone it again.")
        if self.is_ready:
            return self
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            guard = (self.folder / _GUARD).open("a+b")
        except FileExistsError:
            raise SetupError(f"{self.folder} is a file, and a folder of that name is needed: rename or delete it.") from None
        except OSError as error:
            return self._elsewhere(error)
        with guard, held(guard, self.folder):
            try:
                if not self.is_ready:
                    self._make(guard.fileno())
            except OSError as error:
                raise SetupError(
                    f"{self.folder} could not be filled: {error.strerror or error}. "
                    "Close whatever still uses it (a running JupyterLab?), "
                    "see that the disk is not full, and run the same command again."
                ) from error
        return self

    def _elsewhere(self, error: OSError) -> Environment:
        other = replace(self, folder=cache_folder() / _short_name(self.clone) / self.folder.name)
        if other.folder == self.folder:
            raise SetupError(f"{self.folder} cannot be written to ({error.strerror or error}). Check its permissions.") from error
        say(f"{self.folder} cannot be written to ({error.strerror or error}); using {other.folder} instead.")
        say("To keep what you change in the notebooks, copy the whole course to a folder of your own.")
        return other.ensure()

    def _make(self, guard: int) -> None:
        started = time.monotonic()
        try:
            if not self._update(guard):
                self._start_over(guard)
        except KeyboardInterrupt:
            raise SetupError(
                "Stopped while installing. Nothing is broken: run the same command again to start over.", status=130
            ) from None
        say(f"Done in {time.monotonic() - started:.0f} s.")

    def _start_over(self, guard: int) -> None:
        """Make the environment anew by the first way that works; raise SetupError that says what stood in the way."""
        if any(entry.name != _GUARD for entry in self.folder.iterdir()):
            say(f"{self.folder.name} is unfinished, damaged or out of date: making it anew.")
        failed = ""
        for title, commands in self.recipes():
            self._empty()
            say(
                f"Installing about {self._count} packages into {self.folder} with {title}. Once only; "
                "a few minutes on a slow line."
            )
            failed = follow(commands, self.folder / _LOG, self._progress(), guard)
            if not failed:
                return self._finish()
            if _NO_NETWORK.search(failed):
                raise SetupError(
                    "The packages could not be fetched: there seems to be no way to the Python package index. "
                    "Connect to the internet "
                    "(behind a proxy, set HTTPS_PROXY) and run the same command again; what has arrived is kept."
                )
            if "No space left" in failed:
                raise SetupError(
                    f"The disk is full: the course needs about 600 MB in {self.folder}. "
                    "Free some space and run the same command again."
                )
            say(f"{title} could not do it: {_last_line(failed)}")
        raise SetupError(
            f"The packages could not be installed: {_last_line(failed)} The whole story is in {self.folder / _LOG}; "
            "please send it with your question."
        )

    def _update(self, guard: int) -> bool:
        """Bring an environment that only lags behind the lock up to date; return whether it can be used now.

        Installers fetch everything before they change anything, so without a network it is still what it was.
        """
        before, kept = self._read_stamp(), len(self.stamp)
        if not self.may_lag or before[1:kept] != self.stamp[1:] or not self._still_has(before[kept:]):
            return False
        say("The packages of the course have changed: updating them.")
        (self.folder / _STAMP).unlink()
        for _title, (_make, fill) in self.recipes():
            failed = follow([fill], self.folder / _LOG, self._progress(), guard)
            if not failed:
                self._finish()
                return True
            if _NO_NETWORK.search(failed):
                say("They cannot be fetched without a network; those of before are used for now.")
                self._write_stamp(before)
                return True
        return False

    def _finish(self) -> None:
        self._make_clone_importable()
        self._write_stamp([*self.stamp, *sorted(whole_packages(self.folder))])

    def _write_stamp(self, lines: Sequence[str]) -> None:
        (self.folder / _STAMP).write_text("".join(f"{line}\n" for line in lines), "utf-8")

    def _empty(self) -> None:
        for entry in self.folder.iterdir():
            if entry.name in (_GUARD, _LOG):
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def recipes(self) -> Iterator[tuple[str, list[list[str]]]]:
        """Yield the ways to install that this machine has, best first: uv, then pip of the environment,
        then the pip beside this Python.

        Debian splits `ensurepip` off into python3-venv, but a system pip can fill an environment that has none.
        """
        base = getattr(sys, "_base_executable", None) or sys.executable
        here, python, wanted = (
            str(self.folder),
            str(self.python),
            ["--require-hashes", "--only-binary=:all:", "-r", str(self.lock)],
        )
        uv = shutil.which("uv")
        if uv and answers([uv, "--version"]):
            yield (
                "uv",
                [
                    [uv, "venv", "--allow-existing", "--no-project", "--python", base, here],
                    [uv, "pip", "install", "--compile-bytecode", "--python", python, *wanted],
                ],
            )
        if not answers([base, "-c", "import venv"]):
            raise SetupError(_no_venv("venv"))
        install = ["install", "--disable-pip-version-check", "--no-input", "--progress-bar=off", *wanted]
        if answers([base, "-c", "import ensurepip; ensurepip.version()"]):
            yield "pip", [[base, "-m", "venv", here], [python, "-m", "pip", *install]]
        elif pip_version(base) >= _PIP_FOR_ANOTHER_PYTHON:
            yield "pip", [[base, "-m", "venv", "--without-pip", here], [base, "-m", "pip", "--python", python, *install]]
        else:
            raise SetupError(_no_venv("ensurepip"))

    def _make_clone_importable(self) -> None:
        """Put the clone on the environment's path: a .pth file needs no build tool, and edits show at once."""
        path = str(self.clone)
        # Python before 3.13 reads .pth files in the locale's encoding, so any other letter is spelt in ASCII.
        line = path if path.isascii() else f"import sys; sys.path.append({path!a})"
        for packages in site_packages(self.folder):
            (packages / _LINK).write_text(line + "\n", "ascii")


def _no_venv(module: str) -> str:
    version = ".".join(map(str, sys.version_info[:2]))
    return (
        f"This Python {version} comes without its {module!r} module, which makes a place for the course's packages. "
        f"On Debian or Ubuntu: sudo apt install python{version}-venv (or python3-venv). "
        "Elsewhere: install Python from python.org, or install uv. "
        "Then run the same command again."
    )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["it gave no reason."])[-1][:300]


def cache_folder() -> Path:
    """Return where this system keeps what a user could fetch again."""
    if os.name == "nt":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = str(Path.home() / "Library" / "Caches")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "spine-edu"


def _short_name(clone: Path) -> str:
    return hashlib.sha256(os.fsencode(clone)).hexdigest()[:12]

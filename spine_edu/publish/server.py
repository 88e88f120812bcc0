"""JupyterLab as `python3 -m spine_edu lab` runs it: it starts in any home folder,
and its lines in the terminal can be shown around.

What is no matter of surroundings is set on its command line (setup/launch.py) and by publish/extension.py.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jupyter_core import paths
from tornado.log import access_log, app_log, gen_log

from spine_edu.coding.eras import ending
from spine_edu.days import today
from spine_edu.errors import SetupError
from spine_edu.setup.processes import say

_NEEDED = 2**20
"""Bytes that must find room where Jupyter keeps its files: what it writes in one lesson, generously."""

PLACES = {
    "JUPYTER_CONFIG_DIR": paths.jupyter_config_dir,
    "JUPYTER_DATA_DIR": paths.jupyter_data_dir,
    "JUPYTER_RUNTIME_DIR": paths.jupyter_runtime_dir,  # inside the data unless it is set
    "IPYTHONDIR": lambda: os.environ.get("IPYTHONDIR") or str(Path.home() / ".ipython"),
}
"""The variables that name where Jupyter writes, and the places it takes without them."""


def main(args: Sequence[str]) -> None:
    """Serve until asked to stop; arguments are JupyterLab's."""
    tell_of_the_end(today())
    for log in (access_log, app_log, gen_log):
        log.addFilter(without_key)
    with places_that_hold():
        from jupyterlab.labapp import LabApp  # looks for its places when it is imported

        LabApp.launch_instance(args)


def tell_of_the_end(day: str) -> None:
    """Say at the terminal, once a start, that the code tables of the course end soon or have ended."""
    if said := ending().said_on(day):
        say(said)


def without_key(record: logging.LogRecord) -> bool:
    """Take the key out of a line about an address that was refused; the start link, which needs it, is told elsewhere.

    >>> record = logging.makeLogRecord({"msg": "%d GET %s is not in root", "args": (403, "/files/x?token=11f5&y=1")})
    >>> without_key(record), record.getMessage()
    (True, '403 GET /files/x?token=[secret]&y=1 is not in root')
    """
    record.msg, record.args = re.sub(r"\b(token=)[^&\s'\"]+", r"\1[secret]", record.getMessage()), ()
    return True


@contextlib.contextmanager
def places_that_hold() -> Iterator[None]:
    """Give Jupyter a temporary folder in the place of each of its own that cannot be written to, and say so once."""
    with contextlib.ExitStack() as until_the_end:
        spare = ""
        for variable, usual in PLACES.items():
            if not (fault := _fault(usual)):
                continue
            if not spare:
                spare = until_the_end.enter_context(_spare_folder(fault))
                say(f"{fault}: until it stops, JupyterLab keeps its settings in {spare} instead.")
            os.environ[variable] = str(Path(spare) / variable.lower())
        yield


def _fault(usual: Callable[[], str]) -> str:
    """Return what keeps files out of a place of Jupyter's, '' where nothing does: a full disk still takes empty files."""
    try:
        folder = Path(usual())
    except RuntimeError:  # neither HOME nor an entry in the system's list of users
        return "This user has no home folder"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_NEEDED))
    except OSError as error:
        return f"{folder} cannot be written to ({error.strerror or error})"
    return ""


def _spare_folder(fault: str) -> contextlib.AbstractContextManager[str]:
    try:
        return tempfile.TemporaryDirectory(prefix="spine-edu-", ignore_cleanup_errors=True)
    except OSError as error:
        raise SetupError(
            f"{fault}, and there is no room for temporary files either. JupyterLab needs one of the two: free some space, "
            "or name a folder of your own in TMPDIR, and run the same command again."
        ) from error


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except SetupError as error:
        sys.exit(str(error))

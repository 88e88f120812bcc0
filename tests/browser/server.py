"""A Jupyter server of the tests' own: its root, settings and workspaces are nobody else's, and it ends when it is told to."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish.kernels import sealed
from tests.patience import LIMIT, until

ROOT = Path(__file__).resolve().parents[2]
ENDS_WITHIN = 120.0
"""Seconds that a server is given to end its kernels and itself: it needs two, and twenty beside other things to do."""


class Lab:
    """A server of our own, of JupyterLab or of Notebook 7, with its own root, settings and workspaces."""

    def __init__(self, folder: Path, program: str = "jupyterlab", *options: str) -> None:
        self.root = folder / "root"
        self.root.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
                  "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "HOME", "SPINE_EDU_HOME")  # fmt: skip
        own = {name: str(folder / name.lower()) for name in places}
        for path in own.values():
            Path(path).mkdir()
        self.answers = Path(own["SPINE_EDU_HOME"]) / "answers"
        no_news = folder / "jupyterlab_settings_dir" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
        no_news.parent.mkdir(parents=True)
        no_news.write_text('{"fetchNews": "false", "checkForUpdates": false}', encoding="utf-8")
        installed = folder / "jupyter_config_dir" / "jupyter_server_config.d" / "spine-edu.json"  # as the wheel brings it
        installed.parent.mkdir()
        shutil.copyfile(ROOT / "spine_edu" / "publish" / "jupyter_server_config.json", installed)
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        module, app, self.pages = {
            "jupyterlab": ("spine_edu.publish.server", "LabApp", "doc/tree"),
            "notebook": ("notebook", "JupyterNotebookApp", "notebooks"),
        }[program]
        self.command = [
            sys.executable, "-m", module, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={self.port}",
            "--ServerApp.port_retries=0", "--ServerApp.disable_check_xsrf=True", "--IdentityProvider.token=",
            "--LabApp.news_url=None", f"--{app}.expose_app_in_browser=True", f"--ServerApp.root_dir={self.root}",
            "--LanguageServerManager.autodetect=False",
            f"--LabServerApp.extra_labextensions_path={ROOT / 'spine_edu' / 'lab_extensions'}",
            *(f"--KernelManager.{name}={value}" for name, value in sealed().items()), *options,
        ]  # fmt: skip
        self.environment = {**os.environ, **own, "PYTHONPATH": path, "JUPYTER_PREFER_ENV_PATH": "1"}
        self.log = folder / "lab.log"
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.root, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        self.wait()

    def wait(self) -> None:
        until(lambda: self.process.poll() is not None or self.answers_now(), self.last_words)
        if self.process.poll() is not None:
            pytest.fail(self.last_words())

    def answers_now(self) -> bool:
        try:
            self.ask("GET", "/api/status")
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    def last_words(self) -> str:
        return f"Jupyter did not answer; {self.log_ends()}"

    def log_ends(self) -> str:
        return f"its log ends: {self.log.read_text(errors='replace')[-2000:]}"

    def ask(self, method: str, path: str) -> Any:
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=LIMIT) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def write(self, name: str, cells: list[str], outputs: dict[int, list[dict[str, Any]]] | None = None) -> None:
        """Write a notebook of code cells; cells that begin with '%%md' are prose. `outputs` holds stored outputs by cell."""
        made: list[dict[str, Any]] = []
        for n, source in enumerate(cells):
            cell: dict[str, Any] = {"id": f"cell-{n}", "metadata": {}, "source": source}
            if source.startswith("%%md"):
                made.append({**cell, "cell_type": "markdown", "source": source.removeprefix("%%md").strip()})
            else:
                stored = (outputs or {}).get(n, [])
                made.append({**cell, "cell_type": "code", "execution_count": n + 1 if stored else None, "outputs": stored})
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (self.root / name).write_text(json.dumps(notebook), encoding="utf-8")

    def stop(self) -> None:
        """Ask the server to end; one that does not is killed, and fails the test or the last one of its worker."""
        self.process.terminate()
        try:
            until(lambda: self.process.poll() is not None, lambda: f"Jupyter did not end; {self.log_ends()}", ENDS_WITHIN)
        finally:
            self.process.kill()

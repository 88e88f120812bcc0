"""The course in anybody's Jupyter server: an address that opens its lessons, and lessons handed out as the lab hands them out.

Installed with the package. A server that has other things to do too is changed in nothing else; one that is there for the
course alone (`SpineEdu.alone`, set by `python3 -m spine_edu lab`) opens on the start page and asks nothing: decision 0026.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated
from traitlets import Bool
from traitlets.config import Config, Configurable

from spine_edu.errors import SetupError
from spine_edu.publish.contents import Contents
from spine_edu.publish.kernels import sealed
from spine_edu.setup.environment import CLONE
from spine_edu.setup.launch import ROOM, START, give_notebooks

ADDRESS = "/spine-edu"
"""Where a server opens the course: alone the start page, with the name of a notebook behind it that lesson."""

_SHELF = "spine-edu"
"""The folder that is given the notebooks, below the one that a server shows."""


class SpineEdu(Configurable):  # type: ignore[misc]
    """What whoever sets up a server can say about the course, on its command line or in a file of settings."""

    alone = Bool(False, help="This server is there for the course: it opens on the start page, and looks for no news.").tag(
        config=True
    )


class Door(JupyterHandler):  # type: ignore[misc]
    """Opens a lesson, and first gives the learner's folder the notebooks, if it has none."""

    @authenticated
    def get(self, name: str | None) -> None:
        root = Path(self.settings["server_root_dir"]).expanduser()
        try:
            path = lesson_below(root, name or Path(START).name)
        except SetupError as error:
            raise HTTPError(500, str(error), reason="The notebooks cannot be copied") from error
        if not (root / path).is_file():
            raise HTTPError(404, f"The course has no notebook {path.rpartition('/')[2]}.")
        self.redirect(url_path_join(self.base_url, "doc/tree", quote(path)))


def lesson_below(root: Path, name: str) -> str:
    """Return the path of a notebook below the folder that a server shows, which is given the notebooks where it has none."""
    homes = [home for home in (root, CLONE) if (home / START).is_file() and home.is_relative_to(root)]
    if not homes:
        give_notebooks(root / _SHELF)
    home = homes[0] if homes else root / _SHELF
    return (home / START).with_name(name).relative_to(root).as_posix()


def for_the_course_alone() -> Config:
    """Return what is set on a server that has nothing else to do, so far as nobody set it otherwise."""
    return Config(
        LabApp={
            "default_url": ADDRESS,
            "app_settings_dir": str(ROOM / "lab_settings"),  # no question about news
            "extra_labextensions_path": [str(ROOM / "lab_extensions")],  # how a lesson looks, in a clone too
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        },
        LanguageServerManager={"autodetect": False},
        KernelManager=sealed(),
    )


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _link_jupyter_server_extension(server: Any) -> None:
    """Settle, before the server makes its parts, who keeps its files and what it opens."""
    if server.contents_manager_class is AsyncLargeFileManager:  # nobody chose another one
        server.contents_manager_class = Contents
    if SpineEdu(config=server.config).alone:
        settings = for_the_course_alone()
        settings.merge(server.config)  # what somebody set stays
        server.update_config(settings)
        for lab in server.extension_manager.extension_apps.get("jupyterlab", ()):  # it read its settings before we came
            lab.update_config(settings)


def _load_jupyter_server_extension(server: Any) -> None:
    address = url_path_join(server.base_url, ADDRESS) + r"(?:/([\w.-]+\.ipynb)?)?"
    server.web_app.add_handlers(".*$", [(address, Door)])

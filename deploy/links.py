"""Links to the course for those who teach with it: a button for Binder, and addresses on a hub that open a lesson.

    python3 deploy/links.py --repository https://github.com/OWNER/NAME --hub https://HUB --lesson 12-refusion

Without --repository, the address that this clone was made from is taken.
"""

from __future__ import annotations

import argparse
import subprocess
from urllib.parse import urlencode, urlsplit

BINDER = "https://mybinder.org"
START = "spine-edu"


def main() -> None:
    """Say the links, each with what it is for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0], allow_abbrev=False)
    parser.add_argument("--repository", default=origin(), help="address of the repository, as for git clone")
    parser.add_argument("--branch", default="main", help="branch, tag or commit (main)")
    parser.add_argument("--hub", help="address of your JupyterHub")
    parser.add_argument("--lesson", default="", help="a lesson to open, such as 12-refusion; the start page without it")
    asked = parser.parse_args()
    if not (asked.repository or asked.hub):
        parser.error("name --repository, --hub or both: this clone does not say where it came from.")
    page = opens(asked.lesson)
    if asked.repository:
        print(f"Binder, as a button in Markdown:\n{binder_button(asked.repository, asked.branch, page)}\n")
    if asked.hub:
        print(f"On your hub, the course is installed there:\n{on_hub(asked.hub, page)}\n")
    if asked.hub and asked.repository:
        link = pulled(asked.hub, asked.repository, asked.branch, page)
        print(f"On your hub, newer notebooks are fetched from git first:\n{link}\n")


def origin() -> str:
    """Return the address that this clone was made from, '' if it names none that others could reach.

    >>> isinstance(origin(), str)
    True
    """
    asked = subprocess.run(["git", "remote", "get-url", "origin"], capture_output=True, text=True, check=False).stdout.strip()
    return asked if asked.startswith("https://") else ""


def opens(lesson: str) -> str:
    """Return what a server of the course opens for the name of a lesson.

    >>> opens("12-refusion"), opens("12-refusion.ipynb"), opens("")
    ('spine-edu/12-refusion.ipynb', 'spine-edu/12-refusion.ipynb', 'spine-edu')
    """
    return f"{START}/{lesson.removesuffix('.ipynb')}.ipynb" if lesson else START


def binder_button(repository: str, branch: str, page: str) -> str:
    """Return a button that starts a server on Binder, which knows repositories on GitHub by owner and name, others by address.

    >>> print(binder_button("https://github.com/OWNER/NAME.git", "main", "spine-edu"))
    [![Binder](https://mybinder.org/badge_logo.svg)](https://mybinder.org/v2/gh/OWNER/NAME/main?urlpath=spine-edu)
    """
    site = urlsplit(repository)
    name = site.path.strip("/").removesuffix(".git")
    place = f"gh/{name}" if site.hostname == "github.com" else f"git/{urlencode({'': repository})[1:]}"
    return f"[![Binder]({BINDER}/badge_logo.svg)]({BINDER}/v2/{place}/{branch}?{urlencode({'urlpath': page})})"


def on_hub(hub: str, page: str) -> str:
    """Return the address that opens a lesson in the server of whoever follows it, after a login.

    >>> on_hub("https://hub.example.org/", "spine-edu/12-refusion.ipynb")
    'https://hub.example.org/hub/user-redirect/spine-edu/12-refusion.ipynb'
    """
    return f"{hub.rstrip('/')}/hub/user-redirect/{page}"


def pulled(hub: str, repository: str, branch: str, page: str) -> str:
    """Return the address by which nbgitpuller, if the hub has it, fetches the repository first and then opens a lesson.

    >>> pulled("https://hub.example.org", "https://github.com/OWNER/NAME", "main", "spine-edu")[:80]
    'https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com'
    """
    asked = {"repo": repository, "branch": branch, "targetPath": START, "urlpath": page}
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(asked)}"


if __name__ == "__main__":
    main()

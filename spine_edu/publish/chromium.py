"""The Chromium of this machine: where it is, and how it prints a page."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from spine_edu.errors import SetupError

_PATIENCE = 300
"""Seconds for a page to be printed on a busy machine."""


def find_chromium() -> str | None:
    """Return the Chromium of this machine: the one named in SPINE_EDU_CHROMIUM, or the first on the path."""
    named = os.environ.get("SPINE_EDU_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


def as_pdf(html: str) -> bytes:
    """Return a page as Chromium prints it; raise SetupError where there is none, or where it fails."""
    chromium = find_chromium()
    if chromium is None:
        raise SetupError(
            "There is no Chromium on this machine to print with. Install one, or name yours in SPINE_EDU_CHROMIUM; "
            "or let the name of the file end in .html, open it in any browser, and print it there."
        )
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # Chromium refuses its sandbox to root
        flags = ["--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", *root]
        ran = subprocess.run(
            [chromium, *flags, f"--print-to-pdf={target}", page.as_uri()], capture_output=True, text=True, timeout=_PATIENCE
        )
        if not target.is_file():
            said = (ran.stderr.strip().splitlines() or ["it did not say why"])[-1]
            raise SetupError(f"{chromium} could not print the page: {said}. Let the name of the file end in .html instead.")
        return target.read_bytes()

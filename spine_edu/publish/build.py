"""The command `build`: runs the lessons and stores them, or hands the course out as it is stored."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from spine_edu.publish import editions, notebooks


def main(argv: Sequence[str]) -> int:
    """Run and store the named notebooks, or all; with --check, only say which would change.

    With --student or --instructor, nothing is run: the course as it is stored goes into a folder, for the one or for the other.
    """
    parser = argparse.ArgumentParser(
        prog="spine_edu build", description="Run the lessons and store them canonically.", allow_abbrev=False
    )
    parser.add_argument("command", choices=["build"], help=argparse.SUPPRESS)
    parser.add_argument("notebooks", nargs="*", type=Path, help="notebooks to run; all of notebooks/ unless given")
    parser.add_argument("--check", action="store_true", help="store nothing, and fail if a notebook would change")
    parser.add_argument("--student", type=Path, metavar="OUT", help="hand the course out to students: no notes, no keys")
    parser.add_argument("--instructor", type=Path, metavar="OUT", help="hand the course out to teachers: everything")
    parser.add_argument("--html", action="store_true", help="worksheets as HTML, where there is no Chromium to print PDF")
    arguments = parser.parse_intermixed_args(argv)
    if arguments.student or arguments.instructor:
        for edition, out in ((editions.STUDENT, arguments.student), (editions.INSTRUCTOR, arguments.instructor)):
            if out is not None:
                print(editions.store(edition, out, "html" if arguments.html else "pdf"))
        return 0
    changed = [path for path in arguments.notebooks or notebooks.stored() if notebooks.rebuild(path, arguments.check)]
    for path in changed:
        print(f"{'would change' if arguments.check else 'stored'}: {path.name}")
    print(f"{len(changed)} changed")
    return 1 if arguments.check and changed else 0

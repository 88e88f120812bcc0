"""One command for everything: `python3 -m spine_edu lab`, and what else `--help` lists.

Works from a bare clone. This file alone must be readable by old Pythons, so that they can say what is wrong.
"""

import os
import sys
from importlib import import_module

OLDEST = (3, 11)

# name: (module whose main(arguments, name first) does it, packages it cannot do without, what it does)
COMMANDS = {
    "lab": ("spine_edu.setup.launch", (), "open the course in JupyterLab; further arguments go to JupyterLab"),
    "test": (
        "spine_edu.setup.checks",
        (),
        "run all that CI runs, or some: --quick, --only style|start|browser|notebooks|benchmarks|year|shapes|program; "
        "else pytest's arguments",
    ),
    "code": (
        "spine_edu.commands.command",
        ("yaml",),
        "code an operation: FILE or - [--why] [--icd9] [--all] [--json] [--on DATE]; --example prints a file, --words all words",
    ),
    "drg": (
        "spine_edu.commands.command",
        ("yaml",),
        "group a claim into its MS-DRG: FILE or - [--json]; --example prints a file",
    ),
    "look": ("spine_edu.commands.command", ("yaml",), "say what a code is: CODE or - [--on DATE] [--json]"),
    "check": ("spine_edu.commands.command", ("yaml",), "say what is to be mended in what authors write: [FILES] [--json]"),
    "build": (
        "spine_edu.publish.build",
        ("anywidget", "nbclient", "yaml"),
        "run the lessons and store them; --check stores nothing; --student OUT hands the course out",
    ),
    "page": (
        "spine_edu.publish.page",
        ("nbclient", "mistune", "yaml"),
        "store lessons as pages that need no kernel: [NOTEBOOK…] [--to FOLDER]",
    ),
    "export": (
        "spine_edu.publish.export.command",
        ("anywidget", "yaml"),
        "write for Anki, QTI, Canvas, Moodle, SCORM, paper or a gradebook: --to FORMAT [--lesson N] [--objective NAME] FILE",
    ),
    "exam": (
        "spine_edu.publish.exam.command",
        ("anywidget", "yaml"),
        "make an exam without its key, and grade it: --form N --page FILE, --paper FILE; --grade FILES",
    ),
    "room": ("spine_edu.room.command", ("segno", "tornado", "yaml"), "ask a class: LESSON [--network]; --resume goes on"),
    "present": (
        "spine_edu.publish.present.command",
        ("nbclient", "mistune", "segno", "tornado", "yaml"),
        "show a lesson as scenes in class: NOTEBOOK [--room | --hands] [--minutes 20] [--file OUT.html] [--notes]",
    ),
}


def main(argv=None):
    """Do what one command line asks; return the exit status. No error of ours ever shows as a traceback."""
    args = list(sys.argv[1:] if argv is None else argv)
    if sys.version_info[:2] < OLDEST:
        return _too_old()
    try:
        status = _answer(args)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader, `head` for example, had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _answer(args):
    if not args or args[0] in ("-h", "--help", "help"):
        print(_help())
        return 0 if args else 2
    if args[0] in ("-V", "--version"):
        from spine_edu import __version__

        print("spine-edu " + __version__)
        return 0
    if args[0] not in COMMANDS:
        from spine_edu.text.quoting import shown

        return _refuse(f"There is no command {shown(args[0])}. Commands: {', '.join(COMMANDS)}; --help tells more.")
    return _do(args)


def _do(args):
    from spine_edu.errors import SetupError, SpineEduError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop
    module, needed, _ = COMMANDS[args[0]]
    try:
        if _lacks(needed):
            return import_module("spine_edu.setup.launch").inside(args)
        return import_module(module).main(args)
    except SpineEduError as error:
        return _refuse(str(error), error.status if isinstance(error, SetupError) else 2)
    except KeyboardInterrupt:
        return _refuse("Stopped.", 130)


def _lacks(packages):
    """Whether one of these is not installed: asked before the command reads standard input, which can be read only once."""
    if not packages:
        return False
    from importlib.util import find_spec

    return any(find_spec(package) is None for package in packages)


def _help():
    lines = ["python3 -m spine_edu COMMAND [arguments]   (on Windows: py -m spine_edu COMMAND)", ""]
    lines += [f"  {name:<7} {entry[2]}" for name, entry in COMMANDS.items()]
    return "\n".join([*lines, "", "Start with: python3 -m spine_edu lab"])


def _too_old():
    import shutil
    import subprocess

    newer = ""
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        if found and subprocess.call([found, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            newer = f" There is one on this machine: {name} -m spine_edu {' '.join(sys.argv[1:2]) or 'lab'}"
            break
    newer = newer or " Install a newer one from python.org or your system's packages, then run the same command with it."
    wanted, this = ".".join(map(str, OLDEST)), ".".join(map(str, sys.version_info[:3]))
    return _refuse(f"This course needs Python {wanted} or newer, and this is Python {this} ({sys.executable}).{newer}")


def _refuse(text, status=2):
    sys.stderr.write(text + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())

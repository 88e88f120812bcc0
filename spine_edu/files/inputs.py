"""The files that a person names: read whole if each is a text of sensible size, and refused in one sentence otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

from spine_edu.errors import InputError
from spine_edu.text.quoting import named

LARGEST = 5_000_000
"""How many bytes a text may have. All questions, cases and lists of ours together have a fifth of them."""
_LONGEST_NAME = 255


def read_named(file: str | Path) -> tuple[str, str]:
    """Return the text of a file, or of standard input if it is named '-', and its name for messages.

    >>> read_named("no-such-file.yml")
    Traceback (most recent call last):
    spine_edu.errors.InputError: no-such-file.yml cannot be read: there is no such file.
    """
    if not str(file):
        raise InputError("The name of the file is empty; name a file, or - for standard input.")
    if file == "-":
        return _decode(sys.stdin.buffer.read(LARGEST + 1), "standard input"), "standard input"
    return read_file(Path(file)), _name_of(Path(file))


def read_file(path: Path, largest: int = LARGEST) -> str:
    """Return the text of a file; folders, devices, pipes and what is no text in UTF-8 are refused before they are read."""
    name = _name_of(path)
    try:
        if not path.is_file():
            missing = not path.exists()
            raise InputError(
                f"{name} cannot be read: {'there is no such file' if missing else 'it is no file but ' + _kind(path)}."
            )
        with path.open("rb") as content:
            return _decode(content.read(largest + 1), name, largest)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        raise InputError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _name_of(path: Path) -> str:
    """Return the path as it was given, whole, for it is to be found; only what no file is called is cut."""
    name = str(path)
    return name if name.isprintable() and len(name) <= _LONGEST_NAME else named(name)


def _kind(path: Path) -> str:
    return (
        "a folder" if path.is_dir() else "a device, a pipe or a socket; for what a program writes, name - and send it in with |"
    )


def _decode(content: bytes, name: str, largest: int = LARGEST) -> str:
    if len(content) > largest:
        raise InputError(
            f"{name} is larger than {largest // 1_000_000} MB, more than is read here; divide it into several files."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is no text in UTF-8; save it as UTF-8, which every editor offers, and try again.") from error

"""The only module that opens files of data/.

Codes are text: tables come back as rows of strings, YAML as text, lists and mappings.
Nothing is converted, so '81.30' stays '81.30', '023' stays '023' and 'NA' stays 'NA'.
"""

from __future__ import annotations

import csv
import functools
import gzip
import zlib
from pathlib import Path
from typing import Any

from spine_edu.errors import DataError
from spine_edu.files.yaml_text import read_yaml

_PACKAGE = Path(__file__).resolve().parent


@functools.cache
def root() -> Path:
    """Return the folder that holds our data: `data/` of the clone, or the copy inside an installed wheel.

    >>> root().name
    'data'
    """
    for folder in (_PACKAGE.parent / "data", _PACKAGE / "data"):
        if (folder / "sources.yml").is_file():
            return folder
    raise DataError(f"The folder data/ was not found beside or inside {_PACKAGE}. Was the clone or the wheel cut short?")


def files(folder: str, pattern: str = "*") -> tuple[Path, ...]:
    """Return the files of one folder of data/, sorted by name.

    >>> [path.name for path in files("codes", "icd9cm*.csv")]
    ['icd9cm.csv']
    """
    return tuple(sorted((root() / folder).glob(pattern)))


def written() -> tuple[str, ...]:
    """Return the files that authors write and `check` reads: cases, questions, what practice is drawn from, and the lists
    that they rest on.

    >>> print(*(name for name in written() if "/" not in name))
    conditions.yml facts.yml glossary.yml histories.yml misconceptions.yml objectives.yml sources.yml words.yml
    """
    lists = (
        "conditions.yml",
        "facts.yml",
        "glossary.yml",
        "histories.yml",
        "misconceptions.yml",
        "objectives.yml",
        "sources.yml",
        "words.yml",
    )
    folders = ("cases", "questions", "practice")
    return (*(f"{folder}/{path.name}" for folder in folders for path in files(folder, "*.yml")), *lists)


@functools.cache
def table(name: str, folder: str = "codes") -> tuple[dict[str, str], ...]:
    """Return the rows of data/<folder>/<name>.csv; every value is text, a missing one is ''.

    >>> table("icd9cm")[0]["code"]
    '00.31'
    """
    path = root() / folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return tuple(csv.DictReader(lines))
    except OSError as error:
        raise DataError(f"The table {path.name} cannot be read: {error.strerror}.") from error


def packed(name: str, folder: str = "codes") -> str:
    """Return the text of data/<folder>/<name>.csv.gz, a table too large to be kept as plain text.

    >>> packed("icd10cm_cancelled_by").splitlines()[:2]
    ['set,principals', 'x0001,A000-A009']
    """
    try:
        return gzip.decompress(content(f"{folder}/{name}.csv.gz")).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"The packed table {name}.csv.gz is damaged.") from error


@functools.cache
def document(name: str) -> Any:
    """Return one YAML file of data/, such as 'rules.yml' or 'cases/lumbar.yml'; scalars stay text.

    >>> document("sources.yml")["pcs-guidelines"]["publisher"]
    'CMS and NCHS'
    """
    return read_yaml(text_of(name), name).content


def text_of(name: str) -> str:
    """Return one file of data/ as its author wrote it, comments and all.

    >>> text_of("misconceptions.yml").splitlines()[0][:24]
    '# What learners believe '
    """
    try:
        return (root() / name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is no text in UTF-8.") from error
    except OSError as error:
        raise DataError(f"{name} cannot be read: {error.strerror}.") from error


def content(name: str) -> bytes:
    """Return one file of data/ as it is, such as 'anatomy/bones.npz'.

    >>> content("anatomy/morphometry.csv")[:12]
    b'bone,measure'
    """
    try:
        return (root() / name).read_bytes()
    except OSError as error:
        raise DataError(f"{name} cannot be read: {error.strerror}.") from error

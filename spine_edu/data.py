"""The only module that opens files of data/.

Codes are text: tables come back as rows of strings, YAML as text, lists and mappings.
Nothing is converted, so '81.30' stays '81.30', '023' stays '023' and 'NA' stays 'NA'.
"""

from __future__ import annotations

import contextlib
import csv
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from spine_edu.errors import DataError

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


@functools.cache
def table(name: str, folder: str = "codes") -> tuple[dict[str, str], ...]:
    """Return the rows of data/<folder>/<name>.csv; every value is text, a missing one is ''.

    >>> table("icd9cm")[0]["code"]
    '03.02'
    """
    path = root() / folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return tuple(csv.DictReader(lines))
    except OSError as error:
        raise DataError(f"The table {path.name} cannot be read: {error.strerror}.") from error


@functools.cache
def document(name: str) -> Any:
    """Return one YAML file of data/, such as 'rules.yml' or 'cases/lumbar.yml'; scalars stay text.

    >>> document("sources.yml")["pcs-guidelines"]["publisher"]
    'CMS and NCHS'
    """
    return parse_yaml(text_of(name), name)


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


def parse_yaml(text: str, name: str) -> Any:
    """Return YAML as mappings, lists, text, true, false and None: numbers and dates stay text.

    Plain YAML reads 81.30 as 81.3 and 2026-01-14 as a date object; for codes both are wrong.

    >>> parse_yaml("{code: 81.30, on: 2026-01-14, cc: yes, graft: }", "example")
    {'code': '81.30', 'on': '2026-01-14', 'cc': 'yes', 'graft': None}
    """
    import yaml

    with _naming(name, text):
        return yaml.load(text, Loader=_text_loader())


def lines_of(text: str, name: str) -> dict[tuple[str | int, ...], int]:
    """Return the line, counted from 1, on which each value of a YAML text stands, by its path of keys and places.

    Reads as PyYAML does without its compiled part, as in a browser: [Why?] needs quotes there, and raises DataError here.

    >>> lines_of("- id: x\\n  hints: [one,\\n    two]\\n", "example")[0, "hints", 1]
    3
    """
    import yaml

    lines: dict[tuple[str | int, ...], int] = {}
    seen: set[int] = set()
    with _naming(name, text):
        root_node = yaml.compose(text, yaml.BaseLoader)
    open_nodes: list[tuple[tuple[str | int, ...], Any, Any]] = [((), root_node, root_node)]
    while open_nodes:
        path, node, place = open_nodes.pop()
        if node is None or id(node) in seen:  # an empty text, or an alias of what stands further up
            continue
        seen.add(id(node))
        lines[path] = place.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            open_nodes += [((*path, key.value), value, key) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            open_nodes += [((*path, n), value, value) for n, value in enumerate(node.value)]
    return lines


@contextlib.contextmanager
def _naming(name: str, text: str) -> Iterator[None]:
    """Turn what the YAML parser complains of into a DataError with file, line and column."""
    import yaml

    try:
        yield
    except yaml.reader.ReaderError as error:
        sign = f"U+{error.character:04X} at place {error.position + 1}"
        raise DataError(f"{name} holds a character that no text has ({sign}); save it as plain text in UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "an unknown place"
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        if mark and _stopped_at_tab(text, mark.line, mark.column):
            problem = "a tab stands in this line, and YAML is indented with spaces; put two spaces in place of each tab"
        elif problem.startswith("but found another document"):
            problem = "a second document begins here (---); write one list instead, each entry beginning with '- '"
        raise DataError(f"{name} is not readable YAML at {where}: {problem}.") from error
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError) as error:  # a tag such as !!int with no number
        raise DataError(f"{name} is not readable YAML: {error or type(error).__name__}.") from error


def _stopped_at_tab(text: str, line: int, column: int) -> bool:
    """Whether the YAML parser stopped at a tab, or in a line that is indented with one (inside brackets that is allowed)."""
    stopped = "".join(text.splitlines()[line : line + 1])
    indentation = stopped[: len(stopped) - len(stopped.lstrip())]
    return stopped[column : column + 1] == "\t" or ("\t" in indentation and text.lstrip()[:1] not in ("{", "["))


@functools.cache
def _text_loader() -> Any:
    """Build a YAML loader that knows text, true, false and null, and refuses a key given twice."""
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class TextLoader(base):  # type: ignore[misc, valid-type]
        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            seen: set[str] = set()
            for key, _ in node.value:
                if key.tag != "tag:yaml.org,2002:str" or key.value in seen or key.value == "<<":
                    problem = f"the key {key.value!r} stands twice" if key.tag.endswith(":str") else "a key that is not text"
                    if key.value == "<<":
                        problem = "'<<' (an entry taken over into another) is not read here; write every field out"
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
                seen.add(key.value)
            return super().construct_mapping(node, deep)

    import re

    TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    TextLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
    return TextLoader

"""What the engine answers to the cases of the course on the last day of one edition and on the first of the next.

It runs in a process of its own, with our new tables in the place of those of the clone, so that nothing read before is left over.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.codes.edition import Edition, TurnError
from tools.codes.tables.ours import Tables, write_ours
from tools.codes.tables.packed import Diagnoses

if TYPE_CHECKING:
    from spine_edu.operation import Operation

_CODE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Recoded:
    """A case whose answer is another one: what was coded and grouped before, and what is now."""

    case: str
    before: str
    after: str


def recoded_cases(root: Path, tables: Tables, diagnoses: Diagnoses, edition: Edition) -> list[Recoded]:
    """Return the cases of the course whose codes or class change with the day, by the tables given."""
    with tempfile.TemporaryDirectory(prefix="spine-edu-") as folder:
        data = Path(folder) / "data"
        shutil.copytree(root / "data", data)
        write_ours(data / "codes", tables, diagnoses)
        asked = [sys.executable, "-m", "tools.codes.telling.answers", str(data), edition.day_before, edition.first]
        run = subprocess.run(asked, cwd=_CODE, capture_output=True, text=True, check=False)
    if run.returncode:
        raise TurnError(f"The engine cannot read the new tables: {run.stderr.strip().splitlines()[-1]}")
    return [Recoded(**entry) for entry in json.loads(run.stdout)]


def _main(folder: str, before: str, after: str) -> None:
    from spine_edu import data

    data.root = lambda: Path(folder)  # type: ignore[assignment]  # the one door to data/, moved for this process
    from spine_edu.cases import all_cases

    found = []
    for case in all_cases():
        old, new = _told(case.operation, before, after)
        if old != new:
            found.append({"case": case.id, "before": old, "after": new})
    json.dump(found, sys.stdout)


def _told(operation: Operation, *days: str) -> list[str]:
    """Return the codes of an operation on each day, and its class where it has one on every day."""
    from spine_edu.coding.engine import codes_for

    answers = [codes_for(operation.on(day)) for day in days]
    classes = [answer.grouping.drg if answer.grouping else None for answer in answers]
    ends = [f"; MS-DRG {drg}" for drg in classes] if all(classes) else [""] * len(classes)
    return [f"{', '.join(answer.codes) or 'no code'}{end}" for answer, end in zip(answers, ends, strict=True)]


if __name__ == "__main__":
    _main(*sys.argv[1:])

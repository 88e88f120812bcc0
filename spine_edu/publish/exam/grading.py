"""A folder of answers, graded: what each came to, what the class holds, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spine_edu.errors import ExamError
from spine_edu.exam.handed_in import read_handed_in
from spine_edu.exam.result import ExamResult, as_log, by_belief, by_objective, result_of
from spine_edu.publish.export import gradebook
from spine_edu.text.quoting import shown


@dataclass(frozen=True)
class GradedClass:
    """The exams of a class by the learner's name, from which file each is, and a sentence for all that is to be looked at."""

    results: Mapping[str, ExamResult]
    files: Mapping[str, Path]
    notes: tuple[str, ...]


def graded(named: Iterable[Path]) -> GradedClass:
    """Grade files of answers, and all in the folders named; raise ExamError where none can be graded."""
    results: dict[str, ExamResult] = {}
    files: dict[str, Path] = {}
    notes: list[str] = []
    for path in _files(named):
        try:
            handed = read_handed_in(path)
        except ExamError as error:
            notes.append(str(error))
            continue
        name = handed.name or path.stem
        if name in results:
            notes.append(f"{shown(name)} handed in twice: {files[name].name} and {path.name}. Both are graded; choose one.")
            name = f"{name} ({path.stem})"
        results[name], files[name] = result_of(handed), path
    if not results:
        raise ExamError(" ".join(notes) or "No file of answers was found. Name the files that the exam saved, or their folder.")
    return GradedClass(results, files, tuple(notes))


def grades(of: GradedClass) -> str:
    """Return the gradebook: a row a learner, with the exam, the percentage and the time beside the score of each question."""
    about = {name: _about(result) for name, result in of.results.items()}
    return gradebook.write({name: as_log(result) for name, result in of.results.items()}, about)


def summary(of: GradedClass) -> str:
    """Return in lines what the class came to: by objective, the weakest first, then the beliefs that led astray most."""
    results = of.results.values()
    lines = ["By objective, the weakest first (points / questions):"]
    lines += [f"  {row.score:5.4g} / {row.asked:3}  {row.title}" for row in by_objective(results)]
    held = Counter(belief.text for result in results for belief in by_belief(result))
    if held:
        lines.append("Beliefs that led astray (learners):")
        lines += [f"  {learners:3}  {text}" for text, learners in sorted(held.items(), key=lambda item: (-item[1], item[0]))]
    return "\n".join(lines)


def _files(named: Iterable[Path]) -> list[Path]:
    return [file for path in named for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]


def _about(result: ExamResult) -> dict[str, str]:
    handed = result.handed
    return {
        "exam": handed.exam,
        "of": str(len(result.verdicts)),
        "percent": f"{result.percent:g}",
        "minutes": f"{handed.took:g}",
        "allowed": "no clock" if handed.allowed is None else f"{handed.allowed:g}",
        "end": handed.end or "not handed in",
    }

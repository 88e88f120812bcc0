"""A class's answers as a table: a folder of exported logs, or the votes of a room, which belong to nobody.

    class/ada.jsonl            a file that `export_answers` wrote; its name is the learner's
    class/ben/2026….jsonl      or a folder a learner, with the files of a log as they lie on that learner's computer

Votes are what the desk of a room saves, a row a vote, as CSV or JSON; or a table of `question,answer,votes`, counted by hand.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from spine_edu.errors import ProgressError
from spine_edu.learner.answer import LoggedAnswer
from spine_edu.learner.exchange import read_answers
from spine_edu.quiz import judge, question_named, with_parts
from spine_edu.text.quoting import shown

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = ("learner", "question", "objective", "time", "answer", "correct", "number", "hints", "confidence", "beliefs")


def read_class(folder: str | Path, *, names: bool = False, salt: str = "") -> DataFrame:
    """Return a row an answer, oldest first, of all logs in a folder; raise ProgressError if there is none.

    Learners are called "Learner 07" unless `names` are asked for. Who gets which number is drawn by lot, anew at each reading;
    the same `salt` gives the same class the same numbers, and who knows salt and names can tell who is who: keep it as you
    keep names.
    Answers to what is in our bank no longer are left out, and so are practice cases, which are another one for each learner.
    """
    import pandas as pd

    files = dict(_files(Path(folder)))
    if not files:
        raise ProgressError(
            f"{folder} holds no logs. Put there a file for each learner, ending in .jsonl, as export_answers() writes it."
        )
    called = {name: name for name in files} if names else _pseudonyms(list(files), salt or secrets.token_hex())
    taught = {question.id: question.objective for question in with_parts()}
    rows = [
        _row(called[name], taught[one.question], one)
        for name, paths in files.items()
        for path in paths
        for one in read_answers(path)
        if one.number and one.question in taught
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(["learner", "question", "time"])
    frame["time"] = pd.to_datetime(frame["time"], format="ISO8601", utc=True, errors="coerce")
    return frame.sort_values(["learner", "time", "question"], ignore_index=True)


def read_votes(path: str | Path) -> DataFrame:
    """Return the votes of a room: question, answer, votes, and whether that answer is right.

    Of what a desk saved, the last round of each question counts: what the room believed in the end.

    Raise ProgressError, which names the fix, for a file of another shape; a question that we do not have raises UnknownQuestion.
    """
    import pandas as pd

    file = Path(path)
    read = pd.read_json if file.suffix == ".json" else pd.read_csv
    try:
        frame = read(file, dtype={"question": str, "answer": str})
        if "votes" not in frame and "asking" in frame:
            frame = _counted(frame)
        votes = frame[["question", "answer", "votes"]].astype({"votes": int})
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise ProgressError(f"{file} holds no votes ({error}). It needs the columns question, answer and votes.") from error
    if (votes["votes"] < 0).any():
        raise ProgressError(f"{file}: fewer than no votes were counted. Write 0 where nobody chose an answer.")
    votes["correct"] = [_is_right(question, answer) for question, answer in zip(votes["question"], votes["answer"], strict=True)]
    return votes


def _counted(saved: DataFrame) -> DataFrame:
    """Count the votes that a desk saved, a row each, in the last round of each time that a question was asked."""
    last = saved[saved["round"] == saved.groupby("asking")["round"].transform("max")]
    answers = last["answer"].map(lambda given: given if isinstance(given, str) else json.dumps(given, ensure_ascii=False))
    plain = answers.str.replace(r"^'(?=[=+\-@\t\r])", "", regex=True)  # what kept a spreadsheet from computing it
    return last.assign(answer=plain).groupby(["question", "answer"], sort=False).size().rename("votes").reset_index()


def _is_right(question: str, answer: str) -> bool:
    given = json.loads(answer) if answer.startswith(("[", "{")) else answer
    verdict = judge(question_named(question), given)
    if not verdict.answered:
        raise ProgressError(f"{shown(answer)} is no answer to {question}: {verdict.why}")
    return verdict.correct


def _files(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Go through the learners of a folder, each with the files of their log, by name."""
    if folder.is_dir():
        for entry in sorted(folder.iterdir()):
            if entry.is_dir() and (inside := sorted(entry.rglob("*.jsonl"))):
                yield entry.name, inside
            elif entry.suffix == ".jsonl" and entry.is_file():
                yield entry.stem, [entry]


def _pseudonyms(names: list[str], salt: str) -> dict[str, str]:
    """Return a number for each name, in an order that only the salt knows."""
    drawn = sorted(names, key=lambda name: hashlib.sha256(f"{salt}\n{name}".encode()).hexdigest())
    width = max(2, len(str(len(names))))
    return {name: f"Learner {n:0{width}}" for n, name in enumerate(drawn, 1)}


def _row(learner: str, objective: str, one: LoggedAnswer) -> tuple[object, ...]:
    answer = one.answer if isinstance(one.answer, str) else json.dumps(one.answer, ensure_ascii=False, sort_keys=True)
    return (
        learner, one.question, objective, one.time, answer, one.correct, one.number, one.hints, one.confidence, one.beliefs,
    )  # fmt: skip

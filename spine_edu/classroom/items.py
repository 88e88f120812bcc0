"""What a class's answers say of the questions: how hard, how telling, what was chosen instead, and how long it took.

All of it is counted from first tries without a hint: later ones have seen why the first was wrong.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spine_edu import data
from spine_edu.quiz import objective, with_parts

if TYPE_CHECKING:
    from pandas import DataFrame, Series

ENOUGH = 10
"""Fewer learners say nothing of how telling a question is."""

PAUSE = 300
"""A gap of more seconds between two answers is a pause, and no time on task."""

_ASKED_OF_MOST = 0.8


def first_tries(answers: DataFrame) -> DataFrame:
    """Return each learner's very first try of each question, with `seconds` since the answer before, where that was no pause."""
    gaps = answers.groupby("learner")["time"].diff().dt.total_seconds()
    timed = answers.assign(seconds=gaps.where(gaps <= PAUSE))
    first = timed[(timed["number"] == 1) & ~(timed["correct"] & (timed["hints"] > 0))]
    return first.drop_duplicates(["learner", "question"])


def items(answers: DataFrame) -> DataFrame:
    """Return a row a question, the hardest first.

    `learners` who tried it; `right`, their share that was right at the first try (the difficulty of test theory: the lower, the
    harder); `discrimination`, the point-biserial correlation of being right here with the share of right first tries elsewhere,
    empty below `ENOUGH` learners or where all fared alike; `instead`, the commonest wrong answer, and `chose_it`, how many gave
    it; `seconds`, the median time since the answer before.
    """
    first = first_tries(answers)
    found = first.groupby("question").agg(
        objective=("objective", "first"), learners=("correct", "size"), right=("correct", "mean"), seconds=("seconds", "median")
    )
    found["discrimination"] = _discrimination(first)
    wrong = first[~first["correct"]].groupby(["question", "answer"]).size().rename("chose_it").reset_index()
    wrong = wrong.sort_values(["chose_it", "answer"], ascending=[False, True]).drop_duplicates("question").set_index("question")
    found = found.join(wrong.rename(columns={"answer": "instead"})).reset_index()
    found["lesson"] = [f"lesson {int(objective(name).lesson or 0)}" for name in found["objective"]]
    found = found.fillna({"instead": "", "chose_it": 0}).astype({"chose_it": int})
    return found.sort_values(["right", "question"], ignore_index=True).round({"right": 3, "discrimination": 3, "seconds": 1})


def wrong_characters(answers: DataFrame) -> DataFrame:
    """Return, for each question that asks for a code, which character was wrong how often, and what stood there most."""
    import pandas as pd

    first, asked = first_tries(answers), {question.id: question for question in with_parts()}
    rows = []
    for name, given in first[~first["correct"]].groupby("question")["answer"]:
        question = asked[name]
        if question.kind == "code":
            right = str(question.solution()).replace(".", "")
            slips = Counter(
                (n, was, wanted)
                for code in given.str.upper().str.replace(".", "", regex=False)
                if len(code) == len(right)
                for n, (was, wanted) in enumerate(zip(code, right, strict=True), 1)
                if was != wanted
            )
            rows += [(name, n, wanted, was, count) for (n, was, wanted), count in sorted(slips.items())]
    found = pd.DataFrame(rows, columns=["question", "character", "right", "instead", "learners"])
    return found.sort_values(["learners", "question", "character"], ascending=[False, True, True], ignore_index=True)


def beliefs_by_objective(answers: DataFrame) -> DataFrame:
    """Return which beliefs led astray at first tries: objective, belief in words, how many learners, of how many who tried it."""
    first = first_tries(answers)
    tried = first.groupby("objective")["learner"].nunique()
    met = first[["learner", "objective", "beliefs"]].explode("beliefs").dropna(subset="beliefs")
    found = met.groupby(["objective", "beliefs"])["learner"].nunique().rename("learners").reset_index()
    known = data.document("misconceptions.yml")
    found["belief"] = [known[name]["text"] if name in known else name for name in found["beliefs"]]
    found["of"] = found["objective"].map(tried)
    found = found[["objective", "belief", "learners", "of"]]
    return found.sort_values(["learners", "objective", "belief"], ascending=[False, True, True], ignore_index=True)


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha of the questions that nearly all were asked, among the learners who tried all of them; None if too few."""

    alpha: float | None
    questions: int
    learners: int

    def __str__(self) -> str:
        counted = f"{self.questions} questions that most were asked, and {self.learners} learners who tried all of these"
        if self.alpha is None:
            return f"Cronbach's alpha cannot be told: there are {counted}."
        return (
            f"Cronbach's alpha is {self.alpha:.2f}, from {counted}. It says how far the questions rise and fall together, "
            "not that they measure one thing, nor the right one; it grows with their number alone, "
            "and learners who tried everything are not the class."
        )


def reliability(answers: DataFrame) -> Reliability:
    """Return how far the questions agree about who is good: Cronbach's alpha, which needs two questions and `ENOUGH` learners."""
    matrix = _matrix(first_tries(answers))
    whole = matrix[matrix.columns[matrix.notna().mean() >= _ASKED_OF_MOST]].dropna()
    learners, questions = whole.shape
    spread = whole.sum(axis=1).var()
    if questions < 2 or learners < ENOUGH or not spread > 0:
        return Reliability(None, questions, learners)
    alpha = questions / (questions - 1) * (1 - whole.var().sum() / spread)
    return Reliability(round(float(alpha), 3), questions, learners)


def _matrix(first: DataFrame) -> DataFrame:
    """Return learners by questions: 1 for right, 0 for wrong, nothing where nothing was tried."""
    return first.astype({"correct": float}).pivot(index="learner", columns="question", values="correct")


def _discrimination(first: DataFrame) -> Series:
    """Return the point-biserial correlation of each question with the share of right ones among a learner's others."""
    matrix = _matrix(first)
    tried = matrix.notna()
    others = (-matrix.fillna(0)).add(matrix.sum(axis=1), axis=0) / (-tried.astype(int)).add(tried.sum(axis=1), axis=0)
    others = others.where(tried)
    told = (tried.sum() >= ENOUGH) & (matrix.std() > 0) & (others.std() > 0)
    kept = matrix.columns[told]
    return matrix[kept].corrwith(others[kept])

"""The door for programs: operations to codes, claims to classes, codes to words, cases, questions and the learner's log.

What `__all__` names here keeps its name and its meaning until the first number of the version changes; functions and fields may
be added. All else may move any day. Everything returned is a value: it can be compared and kept, and asking twice gives the same.

>>> from spine_edu import api
>>> answer = api.codes_for({"discharged": "2026-01-14", "fusions": [{
...     "joint": "L4-L5", "status": "refusion", "column": "posterior", "direction": "posterior",
...     "approach": "open", "materials": ["local autograft"]}]})
>>> answer.codes
('0SG0071',)
>>> print(answer.explain().text().splitlines()[0])
Discharged 2026-01-14: coded in ICD-10-PCS (FY2026).
>>> api.group({"discharged": "2026-01-14", "principal": "M96.0", "procedures": answer.codes}).drg
'451'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spine_edu.anatomy import Joint
from spine_edu.cases import Case, Evidence, all_cases, case_named
from spine_edu.coding import engine
from spine_edu.coding.drg.grouper import Grouping, group
from spine_edu.coding.explain import Explanation
from spine_edu.coding.feedback import diagnose as feedback
from spine_edu.coding.feedback.diagnosis import CodeFinding, Diagnosis, Fault
from spine_edu.coding.findings import Assignment, Query, Reason, Rejection
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.reading.found import Look
from spine_edu.coding.reading.in_words import Reading, read_code
from spine_edu.coding.reading.lookup import look
from spine_edu.errors import SpineEduError, WrittenError
from spine_edu.glossary import GlossaryTerm, term_named, terms
from spine_edu.learner import log
from spine_edu.learner.answer import LoggedAnswer, read_line
from spine_edu.learner.progress import Mastery, due, history, mastery
from spine_edu.operation import Fusion, Operation, Procedure, read_operation, read_operations
from spine_edu.quiz import (
    Part,
    Question,
    Verdict,
    all_questions,
    beliefs,
    choose,
    judge,
    question_named,
    read_question,
    verdict_table,
)

__all__ = [
    "Answer", "Assignment", "Case", "CodeFinding", "Diagnosis", "Evidence", "Explanation", "Fault", "Fusion", "GlossaryTerm",
    "Grouping", "Joint", "LoggedAnswer", "Look", "Mastery", "Operation", "Part", "Procedure", "Query", "Question", "Reading",
    "Reason", "Rejection", "SpineEduError", "Verdict", "WrittenError", "all_cases", "all_questions", "beliefs", "case_named",
    "choose", "codes_for", "diagnose", "due", "export_log", "group", "history", "judge", "look", "mastery", "question_named",
    "read_code", "read_log", "read_operation", "read_operations", "read_question", "term_named", "terms", "verdict_table",
]  # fmt: skip


def codes_for(of: Case | str | Operation | Mapping[str, object], on: str | None = None) -> Answer:
    """Code a case or its id, an operation or its fields, with every reason; `on` codes it as if discharged on another day.

    What the note does not support becomes a query, and what our tables do not hold a note: nothing is guessed. Fields that cannot
    be read raise OperationError, which names them.

    >>> codes_for("mixed-l3-l5", on="2014-05-02").codes[:3]
    ('81.07', '81.08', '81.37')
    """
    known = case_named(of) if isinstance(of, str) else of
    operation = known.operation if isinstance(known, Case) else read_operation(known)
    return engine.codes_for(operation.on(on) if on else operation)


def diagnose(
    answer: Iterable[object] | str, of: Case | str | Operation | Mapping[str, object], on: str | None = None
) -> Diagnosis:
    """Say what is right, near, missing or too much in a list of codes, or in a text with codes between blanks or commas.

    >>> diagnose("81.08 81.62", "mixed-l3-l5", on="2014-05-02").findings[0].verdict
    'right'
    """
    return feedback.diagnose(answer, codes_for(of, on))


def export_log() -> str:
    """Return all that the learner answered on this computer, oldest first, as lines of JSON to keep, hand in and read again.

    A line has the fields of a LoggedAnswer, of which `number` is called `try`.
    """
    return b"".join(answer.line() for answer in log.answers()).decode()


def read_log(text: str) -> tuple[LoggedAnswer, ...]:
    """Return the answers that lines of JSON hold, one's own or a student's; a line that holds none is passed over.

    >>> read_log("no line of ours")
    ()
    """
    return tuple(answer for line in text.split("\n") if (answer := read_line(line.encode(errors="surrogatepass"))))

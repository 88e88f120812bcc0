"""Questions on screen: one card, or a quiz of several. What is right was decided by `spine_edu.quiz`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

import traitlets

from spine_edu import quiz as bank
from spine_edu.figures.levelmap import levelmap
from spine_edu.quiz import Question, Verdict, judge, verdict_table
from spine_edu.quiz.paper import Blank, Line, Map, Piece, Prose
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.script import script, style

_FRESH: dict[str, Any] = {
    "answer": None, "first_answer": None, "tries": 0, "correct": None,
    "score": None, "confidence": "", "hints_used": 0, "revealed": False, "parts": {},
}  # fmt: skip


class _OnScreen(OnScreen):
    """The script and the style that card and quiz share."""

    _esm = script("question.js")
    _css = style("base.css", "question.css", "kinds.css")


class QuizCard(_OnScreen):
    """One question. What the learner does is here to read: `answer`, `first_answer`, `tries`, `correct`, `confidence`."""

    face = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict(allow_none=True).tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    first_answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)
    correct = traitlets.Bool(None, allow_none=True).tag(sync=True)
    score = traitlets.Float(None, allow_none=True).tag(sync=True)
    confidence = traitlets.Unicode("").tag(sync=True)
    hints_used = traitlets.Int(0).tag(sync=True)
    revealed = traitlets.Bool(False).tag(sync=True)
    parts = traitlets.Dict().tag(sync=True)

    def __init__(self, asked: Question, *, seed: int | str | None = None, ask_confidence: bool = False, key: bool = True) -> None:
        """Put a question on screen; `seed` shuffles its options, `key=False` leaves the verdict table out (an exam)."""
        self.question = asked
        self._key = key
        super().__init__(face=_face(asked, seed, ask_confidence), table=verdict_table(asked) if key else None)

    @property
    def verdict(self) -> Verdict:
        """What Python thinks of the answer now on screen."""
        return judge(self.question, self.answer)

    def static_html(self) -> str:
        return _static(self.question, self.face, self._key)

    def __repr__(self) -> str:
        return f"QuizCard({self.question.id!r}, {self.question.form})"


class Quiz(_OnScreen):
    """Several questions, one below another, and their result by objective. It counts and indexes like a list of questions."""

    faces = traitlets.List(traitlets.Dict()).tag(sync=True)
    tables = traitlets.List(traitlets.Dict(allow_none=True)).tag(sync=True)
    records = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(
        self, asked: Iterable[Question], *, seed: int | str | None = None, ask_confidence: bool = False, key: bool = True
    ) -> None:
        self.questions = tuple(asked)
        self._key = key
        super().__init__(
            faces=[_face(question, seed, ask_confidence) for question in self.questions],
            tables=[verdict_table(question) if key else None for question in self.questions],
            records=[dict(_FRESH) for _ in self.questions],
        )

    def __len__(self) -> int:
        return len(self.questions)

    def __getitem__(self, place: int) -> Question:
        return self.questions[place]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What Python thinks of each answer now on screen."""
        return tuple(judge(question, record["answer"]) for question, record in zip(self.questions, self.records, strict=True))

    def static_html(self) -> str:
        titles = (f"Question {n} of {len(self)}" for n in range(1, len(self) + 1))
        shown = zip(self.questions, self.faces, titles, strict=True)
        return "\n".join(_static(question, face, self._key, title) for question, face, title in shown)

    def __repr__(self) -> str:
        return f"Quiz({len(self)} question{'s' * (len(self) != 1)}: {', '.join(q.id for q in self.questions)})"


def question(id: str, *, seed: int | str | None = None, ask_confidence: bool = False) -> QuizCard:
    """Show one question of the bank by its id."""
    return QuizCard(bank.question_named(id), seed=seed, ask_confidence=ask_confidence)


def quiz(
    which: str | Iterable[str],
    n: int | None = None,
    seed: int | str | None = None,
    objective: str | None = None,
    *,
    ask_confidence: bool = False,
) -> Quiz:
    """Show the questions of a lesson ('refusion'), or those with the given ids.

    `n` keeps so many, `objective` those of one objective ('refusion.pcs') or family ('refusion').
    A `seed` decides which, in what order, and shuffles the options; the same seed gives the same quiz for ever.
    """
    return Quiz(bank.choose(which, n, seed, objective), seed=seed, ask_confidence=ask_confidence)


def inline(text: str) -> str:
    """Return text as HTML: *emphasis* and `code`, and nothing else; the rest is escaped.

    >>> inline("a *bold* <b>claim</b> about `0SG`")
    'a <em>bold</em> &lt;b&gt;claim&lt;/b&gt; about <code>0SG</code>'
    """
    pieces = re.split(r"(`[^`]+`|\*[^*\s][^*]*\*)", text)
    for n in range(1, len(pieces), 2):
        tag = "code" if pieces[n][0] == "`" else "em"
        pieces[n] = f"<{tag}>{html.escape(pieces[n][1:-1])}</{tag}>"
    pieces[::2] = [html.escape(piece) for piece in pieces[::2]]
    return "".join(pieces)


def _face(question: Question, seed: int | str | None, ask_confidence: bool) -> dict[str, Any]:
    return {**_drawn(question.face(seed)), "objective": question.objective, "ask_confidence": ask_confidence}


def _drawn(face: dict[str, Any]) -> dict[str, Any]:
    """Draw the level map that a face, or one of its parts, describes: the questions themselves know no pictures."""
    parts = {"parts": [_drawn(part) for part in face["parts"]]} if "parts" in face else {}
    picture = {"picture": levelmap(**face["drawing"]).svg} if "drawing" in face else {}
    return {**face, **parts, **picture}


def _static(question: Question, face: dict[str, Any], key: bool, title: str = "") -> str:
    """Return the question for a page without scripts: the stem, what is printed for its kind, and the key behind a fold."""
    lines = ["<section>", f"<p>{title and f'<small>{title}</small><br>'}<strong>{inline(question.stem)}</strong></p>"]
    lines += [line for piece in question.paper(face) for line in _printed(piece)]
    if question.hints:
        hints = "".join(f"<li>{inline(text)}</li>" for text in question.hints)
        lines.append(f"<details><summary>Hints</summary><ol>{hints}</ol></details>")
    if key:
        lines.append("<details><summary>Answer and reasons</summary><ul>")
        said = question.key()
        for what, right, why in (said[n] for n in face.get("order", range(len(said)))):  # the key follows what is shown
            lines.append(f"<li>{'✓ right' if right else '≠ not right'}: <strong>{inline(what)}</strong>. {inline(why)}</li>")
        lines.append(f"</ul><p><small>Source: {html.escape('; '.join(verdict_table(question)['sources']))}</small></p></details>")
    return "\n".join([*lines, "</section>"])


def _printed(piece: Piece) -> list[str]:
    """Return one piece of the printed question as lines of HTML."""
    if isinstance(piece, Blank):
        return [f"<p>Answer: ________ {html.escape(piece.unit)}</p>"]
    if isinstance(piece, Line):
        return [f"<p>{inline(piece.text)}</p>"]
    if isinstance(piece, Map):
        return [levelmap(**piece.drawing).as_html()]
    if isinstance(piece, Prose):
        paragraphs = ("<br>".join(html.escape(line) for line in lines) for lines in piece.paragraphs)
        return ["<blockquote>", *(f"<p>{paragraph}</p>" for paragraph in paragraphs), "</blockquote>"]
    start, end = ('<ol type="A">', "</ol>") if piece.lettered else ("<ul>", "</ul>")
    return [start, *(f"<li>{inline(text)}</li>" for text in piece.items), end]

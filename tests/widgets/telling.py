"""What a browser tells a widget about the answers that were given, for tests of the other end."""

from __future__ import annotations

import itertools
from typing import Any

from spine_edu.learner import log
from spine_edu.widgets.asking.given import OnQuestions

_numbers = itertools.count()


def told(answer: Any, number: int = 1, *, place: int = 0, part: str = "", **more: Any) -> dict[str, Any]:
    """One answer as static/asking/waiting.js tells it; each has a time of its own."""
    time = f"{log.now()[:20]}{next(_numbers):06}Z"
    about = {"confidence": "", "hints": 0, "revealed": False}
    return {"place": place, "part": part, "time": time, "answer": answer, "number": number, **about, **more}


def tell(widget: OnQuestions, *answers: dict[str, Any]) -> None:
    """Tell answers in one message, and expect that all are taken."""
    widget.given = list(answers)
    assert widget.kept == [answer["time"] for answer in answers]

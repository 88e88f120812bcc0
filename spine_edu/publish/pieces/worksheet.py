"""The questions of a page as paper needs them: numbered from its first to its last, their answers together at its end.

The answers begin a page of their own, so that whoever hands a lesson out can keep them back. A page for learners prints what is
right, and why; a page for the teacher also what is not, and the sources. A question that was put on the page without its key (an
exam) has none.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from spine_edu.quiz.paper import Printed
from spine_edu.text.markup import NOTHING, Markup, element, join
from spine_edu.widgets.asking.paper import Draw, as_image, inline, key_html, question_html


class Worksheet:
    """The questions of one page, as they are met: `ask` prints them without their keys, `answers` holds these for the end."""

    def __init__(self, draw: Draw = as_image, *, whole_keys: bool) -> None:
        self._draw, self._whole_keys = draw, whole_keys
        self._asked = 0
        self._keys: list[Markup] = []

    def ask(self, asked: Printed) -> Markup:
        """Return a question with its number on this page and without its key.

        >>> sheet = Worksheet(whole_keys=False)
        >>> sheet.ask(Printed("How many?", (), key=(("3", True, "Four vertebrae."),)))
        '<section>\\n<p><small>Question 1</small><br><strong>How many?</strong></p>\\n</section>'
        >>> sheet.answers.count("<b>3</b>. Four vertebrae.")
        1
        """
        self._asked += 1
        if asked.key is not None:
            key = key_html(asked) if self._whole_keys else right_answers(asked)
            self._keys.append(element("li", key, value=self._asked))
        return question_html(replace(asked, key=None), f"Question {self._asked}", self._draw)

    @property
    def answers(self) -> Markup:
        """The answers of the questions met so far as a section of the page; nothing where there are none."""
        if not self._keys:
            return NOTHING
        listed = element("ol", "\n", *(key + "\n" for key in self._keys))
        return element("section", element("h2", "Answers"), "\n", listed, class_="answer-key")


def right_answers(asked: Printed) -> Markup:
    """Return what is right, and why; answers for the same reason stand together."""
    right = [(what, why) for what, is_right, why in asked.key or () if is_right]
    return join(
        element("p", element("b", join((inline(what) for what, _ in group), "; ")), ". ", inline(why))
        for why, group in groupby(right, key=lambda item: item[1])
    )

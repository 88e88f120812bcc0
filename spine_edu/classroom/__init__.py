"""What the answers of a class say: of its questions, its beliefs and its learners, who bear no names unless asked.

The notebook for instructors comes here, with a folder of exported logs or the votes of a room; nothing below knows of a class.
"""

from __future__ import annotations

from spine_edu.classroom.gradebook import gradebook, save_gradebook
from spine_edu.classroom.items import Reliability, beliefs_by_objective, first_tries, items, reliability, wrong_characters
from spine_edu.classroom.reading import read_class, read_votes

__all__ = [
    "Reliability",
    "beliefs_by_objective",
    "first_tries",
    "gradebook",
    "items",
    "read_class",
    "read_votes",
    "reliability",
    "save_gradebook",
    "wrong_characters",
]

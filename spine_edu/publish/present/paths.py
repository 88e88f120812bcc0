"""Which scenes fit the time: a path of 20 minutes and one of 45 through a lesson, and the whole of it.

A path takes acts whole: a story with the question and the figures that follow it. Of every section the first act goes first, so
that a short path has the idea of each; rounds of questions are left for home.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spine_edu.publish.present.scenes import DeckScene, Kind

LENGTHS = (20, 45)
"""The minutes of the paths."""
_MINUTES: dict[Kind, float] = {"title": 1, "story": 1, "question": 3.5, "figure": 2, "round": 8}
"""What a scene takes in class: a question is read, voted on, talked over and explained."""


def minutes(scene: DeckScene) -> float:
    """Return how many minutes a scene is planned for."""
    return _MINUTES[scene.kind]


def paths(scenes: Sequence[DeckScene]) -> tuple[tuple[int, ...], ...]:
    """Return for each scene the paths, by their minutes, on which it lies.

    >>> story, asked = DeckScene("story", "Step one"), DeckScene("question", "Step one")
    >>> paths([DeckScene("title"), story, asked, DeckScene("round", "Ten", begins=True), DeckScene("story", "Key points")])
    ((20, 45), (20, 45), (20, 45), (), (20, 45))
    """
    on: dict[int, set[int]] = {}
    taken: set[int] = set()
    for length in LENGTHS:
        taken = on[length] = _path(scenes, length, taken)
    return tuple(tuple(length for length in LENGTHS if place in on[length]) for place in range(len(scenes)))


def _path(scenes: Sequence[DeckScene], length: int, shorter: set[int]) -> set[int]:
    """Return the places of one path: those of the shorter one, the ends, what its author asks for, then acts while they fit."""
    taken = shorter | {0, len(scenes) - 1} | {place for place, scene in enumerate(scenes) if scene.path and scene.path <= length}
    left = length - sum(minutes(scenes[place]) for place in taken)
    for act in _in_turn(scenes):
        new = [place for place in act if place not in taken]
        needed = sum(minutes(scenes[place]) for place in new)
        if needed <= left and not any(scenes[place].kind == "round" or (scenes[place].path or 0) > length for place in act):
            taken.update(new)
            left -= needed
    return taken


def _acts(scenes: Sequence[DeckScene]) -> list[list[int]]:
    """Return the places of the scenes by acts, in order."""
    acts: list[list[int]] = []
    for place, scene in enumerate(scenes):
        so_far = {scenes[other].kind for other in acts[-1]} if acts else set()
        ends = (
            scene.begins or (scene.kind == "story" and so_far - {"story"}) or (scene.kind == "question" and "question" in so_far)
        )
        if ends or not acts:
            acts.append([])
        acts[-1].append(place)
    return acts


def _in_turn(scenes: Sequence[DeckScene]) -> list[list[int]]:
    """Return the acts in the order in which a path takes them: the first of every section, then the second, and so on."""
    met: Counter[str] = Counter()
    turns = []
    for act in _acts(scenes):
        section = scenes[act[0]].section
        turns.append((met[section], act))
        met[section] += 1
    return [act for _, act in sorted(turns)]

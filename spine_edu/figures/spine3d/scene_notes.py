"""What is written in a scene that turns: directions at its ends, names of bones, letters of states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from spine_edu.figures.spine3d.moving_scene import STEPS, Data, Floats, MovingScene, sees_end
from spine_edu.figures.spine3d.part_looks import SceneTag
from spine_edu.text.markup import element

INK = "#1D2730"


@dataclass(frozen=True, slots=True)
class SceneNote:
    """A text at a place of the scene, in millimetres: an 'end' of an axis, a 'tag', or the 'letter' of a part, named by `of`."""

    text: str
    place: Floats
    kind: str
    of: str = ""

    def is_seen(self, scene: MovingScene, view: str, moment: int) -> bool:
        """Say whether the note is there from a view, at a moment."""
        if self.kind == "letter":
            return self.of in scene.present[moment]
        return self.kind != "end" or sees_end(view, self.of)

    def annotation(self, scene: MovingScene) -> Data:
        """Return the note as plotly takes it, as it is seen at first."""
        x, y, z = (round(float(value), 1) for value in (self.place - scene.middle) * STEPS)
        font = {"size": 11 if self.kind == "tag" else 13, "color": INK}
        ground: dict[str, Data] = {
            "letter": {"bgcolor": "#FFFFFF", "bordercolor": INK, "borderpad": 2, "opacity": 0.94},
            "tag": {"bgcolor": "rgba(244,241,234,0.62)"},
        }
        return {
            **{"x": x, "y": y, "z": z, "text": self.text, "showarrow": False, "font": font},
            **ground.get(self.kind, {}),
            "visible": self.is_seen(scene, scene.view, scene.shown),
        }


def notes_of(scene: MovingScene, tags: Sequence[SceneTag]) -> list[SceneNote]:
    """Return all notes of a scene: ends, tags, letters, in this order."""
    return [
        *_ends(scene),
        *(SceneNote(tag.words, np.array(tag.place), "tag") for tag in tags),
        *(
            SceneNote(element("b", letter), np.array(scene.parts[key].place), "letter", key)
            for key, letter in scene.letters.items()
        ),
    ]


def _ends(scene: MovingScene) -> Iterator[SceneNote]:
    """Name both ends of each axis, near the lower end of the scene, where no letter of a state is in the way."""
    hx, hy, hz = scene.half
    room = scene.reach * 0.06
    low = -hz * 0.82
    ends = {
        "left": (hx + room, 0, low),
        "right": (-hx - room, 0, low),
        "front": (0, -hy - room, low),
        "back": (0, hy + room, low),
        "cranial": (0, 0, hz + room * 0.7),
        "caudal": (0, 0, -hz - room * 0.7),
    }
    for word, place in ends.items():
        yield SceneNote(word, np.array(place) + scene.middle, "end", word)

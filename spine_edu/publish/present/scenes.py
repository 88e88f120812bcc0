"""How a lesson is cut into scenes: every cell ends in a scene, in the speaker's notes, or is skipped; nothing is lost.

A heading, a question and a figure begin a scene of their own. What a lesson folds away is revealed after them; of the prose the
sentences stay that a hall needs, and all of it goes to the notes. What that makes of a cell is said by a mark of the `slideshow`
metadata, which other tools read: `slide` and `subslide` begin a scene, `-` goes on with it, `fragment` reveals, `notes` tells the
speaker, `skip` leaves out. A cell that is marked otherwise than the rules would have it is shown as it is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spine_edu.publish.pieces.outputs import LOOK, tags
from spine_edu.publish.present.passages import Passage, passages, sentences, shortened, words
from spine_edu.publish.shapes import Cell, Mark, Slideshow
from spine_edu.widgets.asking.paper import QUESTIONS

Kind = Literal["title", "story", "question", "round", "figure"]

_BEGINS = ("slide", "subslide")
_STORY = 75
_PROMPT = 45
_REVEALED = 60
"""About so many words a hall reads: of a story, above a figure that is to be predicted, of what is revealed."""


@dataclass(frozen=True)
class DeckPart:
    """What stands in a scene: Markdown, or the outputs of a cell; `key` stands for the key of the question before it."""

    text: str = ""
    cell: Cell | None = None
    key: bool = False


@dataclass
class DeckScene:
    """One act: a story, a question or a figure, what is revealed after it, and what only the speaker sees.

    A round is several questions at once, which a class plays or takes home.
    """

    kind: Kind
    section: str = ""
    title: str = ""
    shown: list[DeckPart] = field(default_factory=list)
    revealed: list[DeckPart] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: dict[str, Mark] = field(default_factory=dict)
    """The ids of the cells that it is made of, each with what it gives: `-` for what is shown."""
    begins: bool = False
    path: int | None = None
    """The shortest path in minutes on which its author wants it, if that was said."""


@dataclass(frozen=True)
class LessonCut:
    """A lesson in scenes, and the ids of its cells that no scene needs."""

    scenes: tuple[DeckScene, ...]
    skipped: tuple[str, ...]

    @property
    def marks(self) -> dict[str, Mark]:
        """What is made of each cell, by its id, as other tools are told; a cell of two scenes counts for the later one.

        >>> title = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# The column"}
        >>> cut([title, {"cell_type": "code", "id": "b", "metadata": {}, "source": "", "outputs": []}]).marks
        {'b': 'skip', 'a': 'slide'}
        """
        marks: dict[str, Mark] = dict.fromkeys(self.skipped, "skip")
        later: set[str] = set()
        for n, scene in reversed(list(enumerate(self.scenes))):
            own = {id: mark for id, mark in scene.cells.items() if id not in later}
            later |= own.keys()
            first: Mark = "slide" if scene.begins or n == 0 else "subslide"
            marks |= {**own, **dict.fromkeys([id for id, mark in own.items() if mark != "notes"][:1], first)}
        return marks


def cut(cells: Sequence[Cell]) -> LessonCut:
    """Return executed cells as scenes, cut by the rules and, where a mark wants something else, as it is marked."""
    marked = {cell["id"]: mark for cell in cells if (mark := _marked(cell).get("slide_type"))}
    wanted: dict[str, Mark] = {}
    while True:
        found = _cut(cells, wanted)
        marks = found.marks
        missed = {id: mark for id, mark in marked.items() if id not in wanted and not _alike(mark, marks.get(id, "skip"))}
        if not missed:
            return found
        wanted |= missed


def _cut(cells: Sequence[Cell], wanted: Mapping[str, Mark]) -> LessonCut:
    cutter = _Cutter(wanted)
    for cell in cells:
        cutter.take(cell)
    cutter.close()
    for scene in cutter.scenes:  # prose waits, and comes to its scene later than what follows it
        its = [cell for cell in cells if cell["id"] in scene.cells]
        scene.cells = {cell["id"]: scene.cells[cell["id"]] for cell in its}
        scene.path = min((path for cell in its if (path := _marked(cell).get("path"))), default=None)
    return LessonCut(tuple(cutter.scenes), tuple(cutter.skipped))


def _marked(cell: Cell) -> Slideshow:
    return cell.get("metadata", {}).get("slideshow", {})


def _alike(mark: Mark, other: Mark) -> bool:
    """Whether two marks make the same of a cell: what begins a scene of ours is a slide or a subslide of others."""
    return mark == other or (mark in _BEGINS and other in _BEGINS)


def asked(cell: Cell) -> int:
    """Return how many questions the outputs of a cell ask."""
    return sum(len(output.get("metadata", {}).get(QUESTIONS, ())) for output in cell.get("outputs", ()))


class _Cutter:
    """Takes cells one by one; prose waits until it is known what it leads to."""

    def __init__(self, wanted: Mapping[str, Mark]) -> None:
        self._wanted = wanted
        self.scenes: list[DeckScene] = []
        self.skipped: list[str] = []
        self._section = ""
        self._fresh = False  # a heading that no scene shows yet
        self._waiting: list[Passage] = []
        self._from: list[str] = []  # the cells of what waits
        self._before: list[str] = []  # notes for the first scene, should there be none yet

    def take(self, cell: Cell) -> None:
        """Cut one cell: as its author marked it, else by what it is."""
        source, way = "".join(cell["source"]), self._wanted.get(cell["id"])
        if way == "skip" or (cell["cell_type"] != "markdown" and (not cell.get("outputs") or "hide-input" in tags(cell))):
            self.skipped.append(cell["id"])
        elif "instructor" in tags(cell):
            self._note(cell["id"], source, 0)
        elif way == "notes":
            self._note(cell["id"], source, -1)
        elif way in ("fragment", "-"):
            self._add(cell, source, revealed=way == "fragment")
        elif cell["cell_type"] != "markdown":
            if way in _BEGINS:
                self._flush()
            self._object(cell)
        elif way in _BEGINS:
            self._whole(cell, source)
        else:
            self._prose(cell["id"], source)

    def close(self) -> None:
        """Put what still waits where it belongs: a last list is a story, last words are the speaker's."""
        if any(passage.kind != "prose" for passage in self._waiting):
            self._story()
        elif self.scenes:
            self._hand_over(self.scenes[-1], "notes" if self._waiting else "-")

    def _note(self, id: str, source: str, place: Literal[0, -1]) -> None:
        """Give a note to the scene before it, or to the first one: whoever teaches reads of the whole lesson before it begins."""
        folds = [passage.text for passage in passages(source) if passage.kind == "fold"]
        if not self.scenes:
            self._story()
        self.scenes[place].notes += folds or [source]
        self.scenes[place].cells.setdefault(id, "notes")

    def _add(self, cell: Cell, source: str, *, revealed: bool) -> None:
        """Add a cell to the scene before it, as its author asked."""
        if self._waiting or not self.scenes:
            self._story()
        scene = self.scenes[-1]
        part = DeckPart(source) if cell["cell_type"] == "markdown" else DeckPart(cell=cell)
        (scene.revealed if revealed else scene.shown).append(part)
        if asked(cell) == 1:
            scene.revealed.append(DeckPart(key=True, cell=cell))
        scene.cells[cell["id"]] = "fragment" if revealed else "-"

    def _whole(self, cell: Cell, source: str) -> None:
        """Show a text as it stands, in a scene of its own."""
        self._flush()
        parts = passages(source)
        if parts and parts[0].kind == "heading":
            self._section, self._fresh, parts = parts[0].name, True, parts[1:]
        scene = self._begin("story")
        scene.shown = [DeckPart(part.text) for part in parts if part.kind not in ("fold", "heading")]
        scene.revealed = [DeckPart(part.text) for part in parts if part.kind == "fold"]
        scene.cells[cell["id"]] = "-"

    def _prose(self, id: str, source: str) -> None:
        for passage in passages(source):
            if passage.kind == "heading":
                self._flush()
                self._section, self._fresh = passage.name, True
                if passage.level == 1:
                    self._begin("title")
            elif passage.kind == "fold" and self.scenes:
                self._reveal(passage)
                self.scenes[-1].cells.setdefault(id, "fragment")
                continue
            else:
                self._waiting.append(passage)
            self._from.append(id)

    def _reveal(self, passage: Passage) -> None:
        """Reveal what a lesson folds away as one step: its prose shortened, its tables and lists whole, in their order."""
        scene, inside = self.scenes[-1], passages(passage.text)
        prose = [part.text for part in inside if part.kind == "prose"]
        short = iter(shortened(prose, _REVEALED))
        shown = [next(short) if part.kind == "prose" else part.text for part in inside]
        scene.revealed.append(DeckPart("\n\n".join(filter(None, shown))))
        if any(part.kind == "prose" and text != " ".join(part.text.split()) for part, text in zip(inside, shown, strict=True)):
            scene.notes.append(f"**{passage.name}.** {passage.text}")

    def _object(self, cell: Cell) -> None:
        """Begin a scene with the outputs of a cell, after the story that leads there, if that is more than a sentence or two.

        A result that was to be predicted is revealed: the scene begins with what is asked.
        """
        questions = asked(cell)
        kind: Kind = "round" if questions > 1 else "question" if questions else "figure"
        prose = [passage.text for passage in self._waiting if passage.kind == "prose"]
        told, last = sum(map(words, prose)), _last(prose)
        awaited = LOOK in tags(cell) and not self._fresh and told > words(last)
        if any(passage.kind in ("table", "list") for passage in self._waiting) or (
            not awaited and (told > _PROMPT or (self._fresh and told))
        ):
            self._story()
        scene = self._begin(kind)
        self._hand_over(scene)
        part = DeckPart(cell=cell)
        if kind == "figure":
            scene.title = last if "?" in last or told == words(last) else ""
            if awaited:
                scene.title, scene.shown = "", [DeckPart(text) for text in shortened(prose, _PROMPT) if text]
        scene.cells[cell["id"]] = "fragment" if scene.shown else "-"
        (scene.revealed if scene.shown else scene.shown).append(part)
        if kind == "question":
            scene.revealed.append(DeckPart(key=True, cell=cell))

    def _begin(self, kind: Kind) -> DeckScene:
        scene = DeckScene(kind, self._section, begins=self._fresh)
        self._fresh = False
        self.scenes.append(scene)
        return scene

    def _story(self) -> None:
        """Make a scene of what waits: short, with its tables and lists whole."""
        if self.scenes and self.scenes[-1].kind == "title" and not self.scenes[-1].shown:
            scene = self.scenes[-1]
        else:
            scene = self._begin("story")
        short = iter(shortened([passage.text for passage in self._waiting if passage.kind == "prose"], _STORY))
        shown = [next(short) if passage.kind == "prose" else passage.text for passage in self._waiting]
        scene.shown = [DeckPart(text) for text in shown if text]
        self._hand_over(scene)

    def _flush(self) -> None:
        if self._waiting:
            self._story()

    def _hand_over(self, scene: DeckScene, mark: Mark = "-") -> None:
        """Give a scene the prose that waits as notes, and the cells that it came from."""
        scene.notes += [passage.text for passage in self._waiting if passage.kind == "prose"]
        scene.cells |= {id: mark for id in self._from if id not in scene.cells}
        self._waiting, self._from = [], []


def _last(paragraphs: Sequence[str]) -> str:
    """Return the sentence before a figure, which names it."""
    said = [sentence for text in paragraphs for sentence in sentences(text)]
    return said[-1] if said else ""

"""What a learner types in a lesson: short verbs that read like sentences and give something to look at.

Every lesson begins with `from spine_edu.lesson import *`. Everything here asks another module and shows its answer; nothing
is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from spine_edu import api
from spine_edu.anatomy import joints_in, vertebrae_in
from spine_edu.api import diagnose
from spine_edu.cases import Case, case_named
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.icd9 import tables as icd9_tables
from spine_edu.coding.reading import lookup
from spine_edu.coding.sections import Show
from spine_edu.errors import CodeError, TimelineError, UnknownCase
from spine_edu.evidence import table as evidence
from spine_edu.exam.forms import exam_form
from spine_edu.figures.alignment.column import column_curves, column_film, column_regions
from spine_edu.figures.alignment.sagittal_profile import sagittal_profile
from spine_edu.figures.answers_by_day import eras_table
from spine_edu.figures.charts.lab_charts import rates, recovery, scatter, tally, trends
from spine_edu.figures.charts.people import people
from spine_edu.figures.code_anatomy import code_anatomy
from spine_edu.figures.ct import SLICES, ct_slice
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.side_by_side import side_by_side
from spine_edu.figures.drawing.theme import State
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.figures.levelmap.metal import hardware_at
from spine_edu.figures.operative_note import note_page
from spine_edu.figures.plates.axial.axial_cervical import axial_cervical
from spine_edu.figures.plates.axial.axial_lumbar import CORRIDORS, axial_lumbar
from spine_edu.figures.plates.axial.named_slices import named_slices
from spine_edu.figures.plates.axial.slice_herniation import herniated_slice
from spine_edu.figures.plates.healing import healing_phases
from spine_edu.figures.plates.motion_segment import columns, motion_segment
from spine_edu.figures.plates.planes import planes
from spine_edu.figures.plates.pressed_root import PLACES
from spine_edu.figures.plates.roots import roots
from spine_edu.figures.source_list import source_list
from spine_edu.figures.spine3d.picture3d import Picture3D
from spine_edu.figures.timeline import timeline_figure as _timeline_figure
from spine_edu.histories import History, history_named, history_names
from spine_edu.histories.timeline import Timeline
from spine_edu.learner.exchange import export_answers, import_answers
from spine_edu.learner.progress import due, forget
from spine_edu.operation import Operation
from spine_edu.practice.case import practice_case
from spine_edu.slips import full_error, install, known_words
from spine_edu.text.quoting import shown
from spine_edu.widgets.asking.exam import Exam
from spine_edu.widgets.asking.question import question
from spine_edu.widgets.asking.quiz import quiz, warm_up
from spine_edu.widgets.asking.worklist import Worklist
from spine_edu.widgets.coding.builder import CodeBuilder
from spine_edu.widgets.coding.picker import LevelPicker
from spine_edu.widgets.coding.timeline import Shown, TimelineView
from spine_edu.widgets.glossary import glossary
from spine_edu.widgets.progress import progress
from spine_edu.widgets.turning.body import RootFinder
from spine_edu.widgets.turning.column import ColumnBender
from spine_edu.widgets.turning.nod import NeckCounter
from spine_edu.widgets.turning.profile import PelvisProfile
from spine_edu.widgets.turning.screw import PedicleScrew
from spine_edu.widgets.turning.views import Views

__all__ = [
    "anatomy_of",
    "axial_cervical",
    "axial_lumbar",
    "bone",
    "bone_riddle",
    "case",
    "code_builder",
    "codes_for",
    "column_bender",
    "column_curves",
    "column_film",
    "column_regions",
    "column_systems",
    "columns",
    "ct_slices",
    "diagnose",
    "due",
    "eras",
    "evidence",
    "exam",
    "export_answers",
    "forget",
    "full_error",
    "fused_motion",
    "glossary",
    "healing_phases",
    "herniated_slices",
    "herniations",
    "history",
    "import_answers",
    "joints_in",
    "level_map",
    "level_picker",
    "motion_segment",
    "neck_counter",
    "note",
    "parts_of",
    "pedicle_screw",
    "pelvis_profile",
    "people",
    "planes",
    "practice",
    "progress",
    "pseudarthroses",
    "question",
    "quiz",
    "rates",
    "recovery",
    "root_finder",
    "roots",
    "sagittal_profile",
    "scatter",
    "segment_bender",
    "side_by_side",
    "slice_parts",
    "sources",
    "spine",
    "tally",
    "timeline",
    "timeline_figure",
    "trends",
    "vertebrae_in",
    "warm_up",
    "ways_in",
    "whole_spine",
]


def case(id: str | int) -> Case:
    """Return one invented patient: of the course by an id, of the worklist by a number, such as 4711."""
    return practice_case(id).case if isinstance(id, int) else case_named(id)


def _patient(of: Case | str | int) -> Case:
    """Return the case that was given, or that has the id or the number that was given."""
    if isinstance(of, Case):
        return of
    if isinstance(of, int) and not isinstance(of, bool):
        return practice_case(of).case
    if isinstance(of, str):
        return case_named(of)
    raise UnknownCase(f"{shown(of)} is no patient; give a case or its id, such as 'mixed-l3-l5'.")


_At = TypeVar("_At", bound=float | None)


def _month(at: _At) -> _At:
    """Return a month, or None for none; refuse what is neither."""
    if at is None or (isinstance(at, int | float) and not isinstance(at, bool)):
        return at
    raise TimelineError(f"{shown(at)} is no month; write a number without quotes, for example at=38.")


def note(of: Case | str, marked: bool = False) -> Picture:
    """Show the operative note; `marked` marks the phrases that decide, each with the fact it decides."""
    return note_page(_patient(of), marked)


def history(name: str) -> History:
    """Return a history that is no patient's: 'healing', 'recovery' or 'code-systems'."""
    return history_named(name)


def timeline(
    of: Case | str | Timeline | History, at: float | None = None, *, show: Shown = "history", fiscal_years: bool = False
) -> TimelineView:
    """Walk through a history step by step; `at` starts at that month.

    `show="all"` adds the codes of a case's operation, which can then be moved through the years.
    """
    if isinstance(of, str) and of in history_names():
        of = history_named(of)
    if isinstance(of, History):
        states = {name: State(name, **drawn) for name, drawn in of.states.items()}
        return TimelineView(of.timeline, _month(at), states=states, show=show, fiscal_years=fiscal_years)
    told = of if isinstance(of, Timeline) else _patient(of)
    return TimelineView(told, _month(at), show=show, fiscal_years=fiscal_years)


def codes_for(of: Case | Operation | Mapping[str, object], on: str | None = None, *, show: Show = "all") -> Answer:
    """Code a case, an operation or the fields of one; `on` codes it as if discharged on another day.

    `show` is how much is told: 'characters' are the fusions with device and column in words, 'codes' all codes with their
    reasons, and 'all' adds what the other system would have said, the MS-DRG and what is not coded.
    """
    return api.codes_for(of, on).showing(show)


def timeline_figure(of: Case | str | Timeline, at: float | None = None, **more: object) -> Picture:
    """Show a history as one picture, lane by lane; `at` marks one month."""
    told = of if isinstance(of, Timeline) else _patient(of).timeline
    return _timeline_figure(told, _month(at), **known_words("timeline_figure", _timeline_figure, more))


def level_map(of: Case | str, at: float | None = None) -> Picture:
    """Show the spine of a patient at a month, or on the day of the operation."""
    of = _patient(of)
    month = of.operation_month if at is None else _month(at)
    when = "the operation" if month == of.operation_month else "the spine"
    return levelmap(
        of.states_at(month),
        title=f"{'What if? ' if of.changed else ''}Month {month:g}: {when}",
        hardware=hardware_at(of, month),
    )


def spine(of: Case | str | Operation, at: float | None = None, **more: object) -> Picture3D:
    """Draw what an operation did, or what became of a patient, as a figure to turn; `at` chooses one month of a case.

    More to choose: `view` ('back', 'left side', 'oblique from behind' …), `layers`, `around`, `xray`, `faults`, `cages`,
    `screws`, `cross_links`, `detail`, `title`.
    """
    draw, told = _turning().spine, of if isinstance(of, Operation) else _patient(of)
    return draw(told, _month(at), **known_words("spine", draw, more))


def parts_of(vertebra: str = "L4", view: str = "top") -> Picture:
    """Draw one vertebra with its bony parts named, seen from 'top', 'side', 'back' or 'front'."""
    from spine_edu.figures.plates.bones import vertebra_parts  # numpy, only where a bone is drawn

    return vertebra_parts.parts_of(vertebra, view)


def bone_riddle() -> Picture:
    """Draw three vertebrae from above, A, B and C, without saying which they are."""
    from spine_edu.figures.plates.bones import bone_riddle  # numpy, only where a bone is drawn

    return bone_riddle.bone_riddle()


def bone(name: str, **more: object) -> Picture3D:
    """Draw one bone alone, to be turned: a vertebra 'C1' to 'L5', 'S1' for the sacrum; `view` and `detail` may be chosen."""
    draw = _turning().bone_figure
    return draw(name, **known_words("bone", draw, more))


def whole_spine(layers: Sequence[str] = ("bone", "disc", "nerves"), **more: object) -> Picture3D:
    """Draw the whole column from the skull base to the coccyx, to be turned; `view` and `xray` may be chosen."""
    draw = _turning().whole_spine_figure
    return draw(layers, **known_words("whole_spine", draw, more))


def fused_motion(fused: str, **more: object) -> Picture3D:
    """Show what a fused segment does to a bend, such as 'L4-S1'; `flexion`, `around` and `view` may be chosen."""
    draw = _turning().fused_motion_figure
    return draw(fused, **known_words("fused_motion", draw, more))


def _turning() -> Any:
    """Return the module of the figures to turn: with it comes numpy, only where one is drawn."""
    from spine_edu.figures.spine3d import spine

    return spine


def herniations(joint: str = "L4-L5") -> Views:
    """Move a herniated disc from the midline outward, and see what it presses; the neck knows three places, the low back four."""
    places = PLACES if joint.startswith("L") else PLACES[:3]
    return Views("Where does the disc herniate?", {place: roots(joint, place) for place in places})


def herniated_slices() -> Views:
    """Move a herniation of L4-L5 outward on the axial slice, and see what it dents."""
    return Views("Where does the disc herniate?", {place: herniated_slice(place) for place in PLACES})


def ways_in(*names: str) -> Views:
    """Go one way after the other to the L4-L5 disc, and see what each one passes; name two or more, or see all five."""
    return Views("Which way to the disc?", {name: axial_lumbar([name]) for name in names or CORRIDORS})


def slice_parts(level: str = "L4-L5") -> Views:
    """Name the parts of an axial slice, a few at a time: through the disc L4-L5, or through C5."""
    return Views("What shall be named?", named_slices(level))


def segment_bender() -> Views:
    """Bend L4 on L5 with a slider, and see which bands go taut and which slack."""
    from spine_edu.figures.plates.bent_segment import ANGLES, bent  # numpy, only where a bone is cut

    names = {angle: f"{abs(angle)}° {'forward' if angle > 0 else 'back'}" if angle else "upright" for angle in ANGLES}
    pictures = {names[angle]: bent(angle) for angle in ANGLES}
    return Views("Bend L4 on L5:", pictures, shown="upright", slides=True)


def column_systems() -> Views:
    """Lay the columns of Denis and those of coding over the same two vertebrae."""
    return Views("Whose columns?", {"Denis": columns("Denis"), "coding": columns("ICD-10-PCS"), "both": columns("both")})


def ct_slices(marked: bool = False) -> Picture:
    """Look through four CT slices and grade each; `marked` points to what decides."""
    return side_by_side(*(ct_slice(n, marked) for n in range(1, len(SLICES) + 1)))


def pseudarthroses() -> Views:
    """Choose joints and smoking, and see of a hundred how many had a pseudarthrosis in one published series."""
    rows = evidence("complication_rates", "pseudarthrosis")
    groups = {}
    for event, rate in zip(rows["event"], rows["estimate"], strict=True):
        joints = "one joint" if "1-level" in event else "two joints"
        who, counted = ("no smoker", "231 non-smokers") if "non-smoker" in event else ("smoker", "50 smokers")
        population = f"{joints} fused in the gutters, with screws; one center, {counted} in all"
        groups[f"{joints}, {who}"] = people(rate, "a pseudarthrosis", population, of=100)
    return Views("Which patients?", groups)


def practice(
    number: int | None = None, *, difficulty: int | None = None, only: Sequence[str] = (), skill: str = "claim", stock: int = 4
) -> Worklist:
    """Deal an unseen note and an empty claim, case after case; a `number` deals that case, the same to everybody.

    `difficulty` is 1 to 5. `only` keeps what you want to train: 'refusion only', 'mixed', 'near misses', 'posterior cervical',
    'no interbody', 'something left out', 'ICD-9-CM era', or a year such as 'FY2027'. `skill` is the whole 'claim', or one part
    of it: 'levels', 'status', 'column', 'device', 'count', 'query'. `stock` is how many cases an exported page holds.
    """
    return Worklist(number, difficulty=difficulty, only=only, skill=skill, stock=stock)


def exam(
    questions: int = 20,
    *,
    form: int = 1,
    cases: int = 0,
    minutes: float | None = None,
    lessons: Collection[int] = (),
    objective: str | None = None,
    key: bool = True,
) -> Exam:
    """Sit an exam: nothing is judged before its end, time runs, and no answer is lost to a reload or a restart.

    Another `form` asks other questions, as hard; `cases` adds unseen notes to be read and coded. `lessons`, such as [11, 12], and
    `objective`, such as 'refusion', choose what it is about. `minutes` is 1.5 a question unless told, 0 is without end.
    `key=False` ends with a file of answers for your teacher, and with no result.
    """
    asked = exam_form(form, questions, lessons=lessons, family=objective, cases=cases, minutes=minutes)
    return Exam(asked, key=key)


def level_picker(*joints: str, discharged: str | None = None, region: str = "lumbar") -> LevelPicker:
    """Pick joints and say what was done to each; the codes of both systems follow, then the operation as text to keep."""
    return LevelPicker(*joints, discharged=discharged, region=region)


def code_builder(code: str = "", on: str | None = None) -> CodeBuilder:
    """Build a code character by character, or paste one, and read what operation it would be."""
    return CodeBuilder(code, on)


def pelvis_profile(**degrees: int) -> PelvisProfile:
    """Turn a pelvis: incidence, tilt, slope and lordosis as a picture with sliders."""
    return PelvisProfile(**known_words("pelvis_profile", PelvisProfile, degrees))


def pedicle_screw(vertebra: str = "T5", diameter: float = 4.0, tilt: float = 0.0) -> PedicleScrew:
    """Put a screw into a pedicle: its width in millimeters and its direction on sliders, and the bone left beside it."""
    return PedicleScrew(vertebra, diameter, tilt)


def root_finder(root: str = "", sheet: str = "skin") -> RootFinder:
    """Find a root on a body by its 'skin' or its 'movement': click, and read what it serves and which disc presses it."""
    return RootFinder(root, sheet)


def neck_counter(*fused: str) -> NeckCounter:
    """Fuse joints of a neck and count what is left of its nod, in the degrees of one published series."""
    return NeckCounter(*fused)


def column_bender(**degrees: int) -> ColumnBender:
    """Bend a column: three curves with sliders, and where C7 comes to stand; `neck`, `chest`, `low_back` in degrees."""
    return ColumnBender(**known_words("column_bender", ColumnBender, degrees))


def eras(of: Case | str, *days: str) -> Picture:
    """Code one operation on several days and put the answers side by side."""
    of = _patient(of)
    return eras_table(of.title, [codes_for(of, day) for day in days])


def anatomy_of(code: str, on: str | None = None, *, characters: Collection[int] = ()) -> Picture:
    """Take a code apart, character by character, or only those `characters` that have been learned."""
    found = lookup.look(code, on)
    if not found.title:
        raise CodeError(" ".join(found.said))
    if found.system == "ICD-9-CM":
        parts = icd9_tables.parts(found.code)
    else:
        parts = [(str(c.position), c.axis.lower(), c.value, c.label or "") for c in found.characters]
    title = "" if characters else found.title or ""
    return code_anatomy(found.code, parts, title=title, system=found.system or "", told=[str(at) for at in characters])


def sources(*ids: str) -> Picture:
    """List sources by their ids: title, publisher, edition, address, and how much of each was read."""
    return source_list(ids)


install({word: globals()[word] for word in __all__})  # now that all verbs are there

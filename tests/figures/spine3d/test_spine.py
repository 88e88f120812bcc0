"""The spine one can turn: words, picture and codes tell the same, for every case; and it stays small and always the same."""

from __future__ import annotations

import base64
import functools
import json
import os
import re
from pathlib import Path

import numpy as np
import pytest

from spine_edu.anatomy import vertebrae_in
from spine_edu.cases import all_cases, case_named
from spine_edu.coding.engine import codes_for
from spine_edu.errors import FigureError
from spine_edu.figures.drawing import theme
from spine_edu.figures.levelmap.levelmap import describe as describe_states
from spine_edu.figures.plates.bones.vertebra_parts import words_of
from spine_edu.figures.spine3d.picture3d import PLOTLY
from spine_edu.figures.spine3d.spine import bone_figure, fused_motion_figure, spine, whole_spine_figure
from spine_edu.figures.spine3d.words import SCHEMATIC, describe_plan
from spine_edu.geometry.body.posture import BONES, neutral
from spine_edu.geometry.plan.from_operation import plan_of
from spine_edu.geometry.plan.history import stages_of
from spine_edu.geometry.render.png import read_png
from spine_edu.geometry.scene.construct import parts_of, window_of
from spine_edu.operation import read_kept, read_operation
from tests.figures.sight import contrast

GOLDEN = Path(__file__).parent / "golden"
CASES = [case.id for case in all_cases()]
WORDS = {state.word: state.name for state in theme.STATES.values()}
GRAFT = re.compile(r"(.+) (anterior|posterior) column: (.+)")


@functools.cache
def drawn(id):
    return spine(case_named(id))


@functools.cache
def alone(bone):
    return bone_figure(bone)


def told_at(case, at):
    """What the words say of a case at a time."""
    [stage] = stages_of(case, at)
    return describe_plan(stage.plan)


def operation(*fusions, procedures=()):
    usual = {"status": "initial", "column": "posterior", "direction": "posterior", "approach": "open", "materials": ["allograft"]}
    return read_operation(
        {"discharged": "2026-01-14", "fusions": [{**usual, **f} for f in fusions], "procedures": list(procedures)}
    )


def rods(*vertebrae):
    return {"kind": "instrumentation", "of": "screws and rods", "vertebrae": list(vertebrae)}


def seen(picture):
    """What the figure shows at first: (joint, column) and state of each graft, and the names of all other visible parts."""
    visible = [trace["name"] for trace in picture.spec["data"] if trace.get("visible", True)]
    grafts = {}
    for name in visible:
        if match := GRAFT.fullmatch(name):
            grafts[match[1], match[2]] = WORDS.get(match[3], match[3])
    return grafts, [name for name in visible if not GRAFT.fullmatch(name)]


def names_a_cage(code):
    """Whether a fusion code holds an interbody device: A, custom-made E, or one of New Technology outside the pelvis."""
    return code[5] in "AE" if code[0] == "0" else code[3] not in "EF"


@pytest.mark.parametrize("id", CASES)
def test_words_picture_and_codes_tell_the_same(id):
    case, picture = case_named(id), drawn(id)
    grafts, others = seen(picture)
    told = {
        (joint, column): state
        for joint, columns in case.states_at(case.operation_month).items()
        for column, state in columns.items()
    }
    open_ = {(f.joint.name, f.column) for f in case.operation.fusions if f.column and not f.status}
    assert all("status not documented" in grafts[key] for key in open_), "what the note leaves open, the picture leaves open"
    settled = {key: state for key, state in grafts.items() if key not in open_}
    assert settled == {key: state for key, state in told.items() if state != "native" and key not in open_}, (
        "the picture shows the case"
    )

    today = told_at(case, case.operation_month)
    assert today in picture.words
    same = describe_states(case.states_at(case.operation_month)).removesuffix(".")
    assert open_ or today.startswith(same), "the words say the same states"

    operation, answer = case.operation, codes_for(case.operation)
    laid = {key for key, state in grafts.items() if state in ("initial", "refusion")}
    assert laid == {(f.joint.name, f.column) for f in operation.fusions if f.column and f.status}
    old = answer.as_dict()["icd9cm"]
    if old["fusion"]:
        refused = any(code.startswith("81.3") for code in old["fusion"])
        assert refused == ("refusion" in grafts.values()), "81.3x is a refusion, and only that"
        fixed = len(vertebrae_in(fusion.joint for fusion in operation.fusions))
        assert old["count"] == ("81.62" if fixed <= 3 else "81.63" if fixed <= 8 else "81.64")
    old = {name.removesuffix(" (from before)") for name in others if name.endswith(" (from before)")}
    new = [name for name in others if not name.endswith(" (from before)")]
    caged = any(re.search(r"\b(ACDF|ALIF|TLIF|PLIF|LLIF) cages?\b", name) for name in new)
    if answer.as_dict()["icd10pcs"]["fusion"]:
        codes = answer.as_dict()["icd10pcs"]["fusion"]
        assert caged == any(map(names_a_cage, codes)), "a cage in the picture is an interbody device in the code"
    screwed = {name.split()[1] for name in new if name.endswith("screw") and name.startswith("left ")}
    asked = {
        bone for p in operation.procedures if p.kind == "instrumentation" and p.of == "screws and rods" for bone in p.vertebrae
    }
    stayed = {bone for implant in case.kept if implant.of not in ("plate", "screw tip") for bone in implant.vertebrae}
    assert screwed == asked - stayed, "today's screws are those of the record, but for those that stayed"
    assert ("left rod" in new) == bool(asked)
    assert {name.split()[1] for name in old if name.endswith("screw") and name.startswith("left ")} == stayed
    for implant in case.kept:
        named = [str(implant.joint)] if implant.joint else list(implant.vertebrae)
        if implant.of == "plate":
            named = [named[0], named[-1]]
        told = today.partition("Left in place from an earlier operation: ")[2].partition(".")[0]
        assert all(name in told for name in named), "what stayed is said"
        assert any("plate" in name if implant.of == "plate" else named[0] in name for name in old), "what stayed is drawn"
    assert bool(case.kept) == bool(old) == ("Left in place" in today)


@pytest.mark.parametrize("id", CASES)
def test_the_hardware_that_is_taken_out_was_there_before(id):
    case, picture = case_named(id), drawn(id)
    removed = [
        p for p in case.operation.procedures if p.kind == "removal" and p.of not in ("hooks", "wires")
    ]  # those are only said
    assert bool(removed) == ("Implants that today's operation will take out were there" in picture.words)
    for procedure in removed:
        for bone in procedure.vertebrae:
            assert any(f" {bone} " in f" {name} " for name in picture.parts), f"{bone} had screws"
    for procedure in removed:
        if procedure.joint is not None:
            assert any("cage" in name and procedure.joint.name in name for name in picture.parts)


@pytest.mark.parametrize("id", CASES)
def test_a_case_stays_within_its_budget_of_bytes(id):
    picture = drawn(id)
    assert len(json.dumps(picture.spec)) <= 600_000 and len(picture.still) <= 50_000


def test_a_single_bone_and_the_whole_spine_stay_within_theirs():
    for name in ("C1", "C2", "T6", "L4", "S1", "O", "ilium-left"):
        assert len(json.dumps(alone(name).spec)) <= 60_000
    whole = whole_spine_figure(["bone", "disc", "nerves", "artery", "ligaments"])
    assert len(json.dumps(whole.spec)) <= 1_300_000 and len(whole.still) <= 50_000


def test_the_same_case_is_the_same_bytes():
    one, two = drawn("mixed-l3-l5"), spine(case_named("mixed-l3-l5"))
    assert json.dumps(one.spec) == json.dumps(two.spec) and one.still == two.still and one.words == two.words


def test_plotly_accepts_the_figure():
    figure = drawn("hardware-out-l4-l5").figure()
    assert type(figure).__name__ == "Figure" and len(figure.data) == len(drawn("hardware-out-l4-l5").spec["data"])
    assert {trace.type for trace in figure.data} == {"mesh3d"}


def test_every_trace_holds_points_that_its_triangles_name():
    sizes = {"i2": 2, "u2": 2, "u4": 4, "u1": 1}
    for trace in drawn("mixed-l3-l5").spec["data"]:
        count = {}
        for key in "xyzijk":
            raw = base64.b64decode(trace[key]["bdata"])
            count[key] = np.frombuffer(raw, trace[key]["dtype"])
            assert len(raw) % sizes[trace[key]["dtype"]] == 0
        corners = np.concatenate([count[key] for key in "ijk"])
        assert len(np.unique(corners)) == corners.max() + 1, f"{trace['name']}: a point no face uses would stretch the scene"
        assert len(count["x"]) == len(count["y"]) == len(count["z"]) == corners.max() + 1
        assert 0 < max(np.abs(count[key].astype(int)).max() for key in "xyz") < 32_700


def test_fixed_views_come_first_and_a_click_brings_each_back():
    menus = drawn("mixed-l3-l5").spec["layout"]["updatemenus"]
    labels = [button["label"] for button in menus[0]["buttons"]]
    assert labels[:5] == ["Front", "Back", "Left side", "Right side", "Top"]
    for button in menus[0]["buttons"]:
        assert button["method"] == "relayout"
        assert button["args"][0]["scene.camera"]["projection"] == {"type": "perspective"}, "orthographic switches the light off"
    others = [menu["buttons"][0]["label"].strip("\u2007") for menu in menus[1:]]
    assert others == ["X-ray", "Bone", "Disc", "Nerves", "Graft", "Hardware"]
    assert all({"args", "args2"} <= set(menu["buttons"][0]) for menu in menus[1:]), "a second press takes it back"


def test_a_part_of_a_long_construct_is_the_same_part_with_fewer_corners():
    short, far = drawn("mixed-l3-l5").spec["data"], drawn("curve-t4-l3").spec["data"]
    corners = lambda traces, name: next(len(t["x"]["bdata"]) for t in traces if t["name"] == name)  # noqa: E731
    for name in ("left L3 pedicle screw", "head of the left L3 pedicle screw", "L3 nerve roots", "disc L2-L3"):
        assert corners(far, name) < corners(short, name)
    assert len(far) > 90, "and none is left out"


def test_x_ray_makes_bones_see_through_and_leaves_the_hardware():
    spec = drawn("mixed-l3-l5").spec
    xray = spec["layout"]["updatemenus"][1]["buttons"][0]
    values, which = xray["args"]
    names = [spec["data"][n]["name"] for n in which]
    assert all(value < 0.5 or "column" in name for value, name in zip(values["opacity"], names, strict=True))
    assert all(value < 0.6 for value in values["opacity"]), "bone that has grown lets the cage inside it shine through"
    assert any(name.startswith("L4") for name in names)
    assert not any("screw" in name or "cage" in name for name in names)
    assert spine(case_named("mixed-l3-l5"), at=38, xray=True).spec["data"][0]["opacity"] < 0.5


def test_the_stepper_walks_through_the_history_and_begins_today():
    case, spec = case_named("mixed-l3-l5"), drawn("mixed-l3-l5").spec
    slider = spec["layout"]["sliders"][0]
    labels = [step["label"] for step in slider["steps"]]
    assert labels == ["month 0", "month 14", "today", "month 52"] and slider["active"] == 2
    for step in slider["steps"]:
        visible, change, which = step["args"]
        on = {spec["data"][n]["name"] for n, shown in zip(which, visible["visible"], strict=True) if shown}
        month = case.operation_month if step["label"] == "today" else float(step["label"].removeprefix("month "))
        for joint, columns in case.states_at(month).items():
            for column, state in columns.items():
                always = {t["name"] for n, t in enumerate(spec["data"]) if n not in which and t.get("visible", True)}
                assert f"{joint} {column} column: {theme.STATES[state].word}" in on | always
        assert "annotations[0].text" in change


def test_in_the_dark_the_paper_darkens_and_what_is_written_lightens():
    picture = drawn("mixed-l3-l5")
    css, scene = picture.words_html(), picture.spec["layout"]["scene"]
    assert scene["bgcolor"] == "rgba(0,0,0,0)", "the paper shows through"
    pairs = {picture.spec["layout"]["paper_bgcolor"]: theme.DARK["card"], theme.LIGHT["ink"]: theme.DARK["ink"]}
    for light, dark in pairs.items():
        drawn_as = "rgb({}, {}, {})".format(*(int(light[n : n + 2], 16) for n in (1, 3, 5)))
        assert re.search(re.escape(drawn_as) + r"'\]\{(fill|background):" + dark, css)
    assert {note["font"]["color"] for note in scene["annotations"]} == {theme.LIGHT["ink"]}
    assert contrast(theme.DARK["ink"], theme.DARK["card"]) >= 4.5 and contrast(theme.DARK["ink"], theme.CHIP_INK) >= 4.5


def test_letters_stand_beside_colours_and_say_where_front_and_left_are():
    notes = drawn("mixed-l3-l5").spec["layout"]["scene"]["annotations"]
    shown = [note["text"] for note in notes if note["visible"]]
    assert {"left", "right", "cranial", "caudal"} <= set(shown), "from behind"
    assert "front" not in shown, "the front lies behind the picture"
    assert shown.count("<b>I</b>") == 2 and "<b>R</b>" in shown and "<b>P</b>" in shown
    assert {"L3", "L4", "L5"} <= set(shown)


def test_only_the_construct_and_one_neighbour_are_drawn_unless_more_is_asked():
    bones = [name for name in drawn("failed-acdf-c4-c7").parts if re.fullmatch(r"[CTL]\d+", name)]
    assert bones == ["C3", "C4", "C5", "C6", "C7", "T1"]
    wide = spine(case_named("failed-acdf-c4-c7"), at=31, around="C2-T2", layers=["bone"])
    assert [name for name in wide.parts if re.fullmatch(r"[CTL]\d+", name)] == ["C2", *bones, "T2"]


def test_an_operation_that_touches_no_bone_still_shows_where_it_was():
    freed = {"kind": "decompression", "of": "nerve root", "region": "lumbar", "own_objective": True}
    picture = spine(operation(procedures=[freed]))
    assert {"L4", "L5"} <= set(picture.parts) and "recorded without its joint and is not drawn" in picture.words


def test_in_a_notebook_it_gives_a_figure_a_still_and_words():
    picture = drawn("hardware-out-l4-l5")
    data, metadata = picture._repr_mimebundle_()
    assert set(data) == {PLOTLY, "image/png", "text/plain"}
    assert data["text/plain"] == picture.words and picture.words in metadata["image/png"]["alt"]
    assert base64.b64decode(data["image/png"]) == picture.still
    assert repr(picture) == f"Picture3D('Spine: The screws that hurt': {len(picture.parts)} parts)"
    assert 'alt="Spine: The screws that hurt"' in picture.as_html() and "<details>" in picture.words_html()


def test_display_gives_the_figure_and_below_it_the_words(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **kind: shown.append(data))
    drawn("hardware-out-l4-l5")._ipython_display_()
    picture = drawn("hardware-out-l4-l5")
    assert [data["text/plain"] for data in shown] == [picture.name, picture.words], "said once, not twice"
    assert [set(data) for data in shown] == [{PLOTLY, "image/png", "text/plain"}, {"text/html", "text/plain"}]


@pytest.mark.parametrize(
    ("fusions", "procedures", "reason"),
    [
        (
            [{"joint": "C1-C2", "column": "anterior", "direction": "anterior", "materials": ["interbody cage"]}],
            [],
            "no disc above C2",
        ),
        ([{"joint": "SI-left", "column": "anterior", "materials": ["interbody cage"]}], [], "sacroiliac joint has no disc space"),
        ([{"joint": "coccygeal", "column": "anterior", "materials": ["interbody cage"]}], [], "joints of the coccyx"),
        ([{"joint": "L4-L5", "materials": ["interbody cage"]}], [], "between the bodies, in the anterior column"),
        ([{"joint": "L4-L5"}], [rods("L4")], "at least two vertebrae"),
        (
            [{"joint": "L4-L5"}],
            [{"kind": "instrumentation", "of": "rods", "vertebrae": ["L4", "L5"]}],
            "none of its vertebrae holds one",
        ),
        (
            [{"joint": "C5-C6"}],
            [{"kind": "instrumentation", "of": "plate", "vertebrae": ["C5", "C6"]}],
            "reached from behind only",
        ),
        (
            [{"joint": "C1-C2", "direction": "anterior"}],
            [{"kind": "instrumentation", "of": "plate", "vertebrae": ["C1", "C2"]}],
            "thin arch",
        ),
        ([{"joint": "C1-C2"}], [{"kind": "corpectomy", "vertebrae": ["C1"]}], "disc above and below"),
        ([{"joint": "C1-C2"}], [{"kind": "disc replacement", "joint": "C1-C2"}], "neither a disc to replace"),
    ],
)
def test_what_anatomy_forbids_is_refused_with_the_reason(fusions, procedures, reason):
    for tell in (spine, plan_of):
        with pytest.raises(FigureError, match=reason):
            tell(operation(*fusions, procedures=procedures))


@pytest.mark.parametrize(
    ("choices", "reason"),
    [
        ({"screws": {"C1": "pedicle"}}, "ring without body and pedicles"),
        ({"cages": {"L4-L5": "XLIF"}}, "no cage of kind"),
        ({"cages": {"L4-L5": "ALIF"}}, "the way in decides the cage"),
        ({"faults": {"bent rod": "L4-L5"}}, "no fault"),
        ({"faults": {"loose screws": "L2"}}, "no screws in L2"),
        ({"faults": {"broken rod": "L1-L2"}}, "No rod passes"),
        ({"faults": {"subsided cage": "L5-S1"}}, "no cage at L5-S1"),
        ({"cross_links": ["L1-L2"]}, "No rods pass"),
        ({"view": "below"}, "no view"),
        ({"layers": ["skin"]}, "no layer"),
        ({"at": 3}, "no months"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(choices, reason):
    tlif = {"joint": "L4-L5", "column": "anterior", "materials": ["interbody cage", "allograft"]}
    done = operation(tlif, {"joint": "C1-C2"}, procedures=[rods("L4", "L5"), rods("C1", "C2")])
    with pytest.raises(FigureError, match=reason):
        spine(done, **choices)
    if not {"view", "layers", "at"} & set(choices):
        with pytest.raises(FigureError, match=reason):
            plan_of(done, **choices)


@pytest.mark.parametrize(
    ("implant", "reason"),
    [
        ({"of": "cage", "joint": "C1-C2"}, "no disc above C2"),
        ({"of": "plate", "vertebrae": ["C1", "C2"]}, "thin arch"),
        ({"of": "plate", "vertebrae": ["C5"]}, "at least two vertebrae"),
        ({"of": "screws and rods", "vertebrae": ["L4"]}, "at least two vertebrae"),
    ],
)
def test_an_old_implant_that_cannot_be_is_refused_as_a_new_one_is(implant, reason):
    with pytest.raises(FigureError, match=reason):
        plan_of(operation({"joint": "L4-L5"}), kept=[read_kept({**implant, "phrase": "left in place"})])


@pytest.mark.parametrize(("id", "cage"), [("made-for-her-l4-s1", "ALIF cage L4-L5"), ("sunken-cage-l4-l5", "TLIF cage L4-L5")])
def test_the_cage_of_before_is_the_one_the_history_tells_of(id, cage):
    assert cage in drawn(id).parts and not any(name.startswith("PLIF") for name in drawn(id).parts)
    assert f"({cage.split()[0]})" in told_at(case_named(id), 1)


def test_a_new_rod_is_seated_in_the_old_screws_it_runs_past():
    picture = drawn("from-the-side-l2-l3")
    heads = [name for name in picture.parts if name.startswith("head of the left")]
    assert {f"head of the left {bone} pedicle screw (from before)" for bone in ("L4", "L5", "S1")} <= set(heads)
    assert "left rod" in picture.parts and "left rod (from before)" not in picture.parts


def test_faults_are_drawn_and_said():
    tlif = {"joint": "L4-L5", "column": "anterior", "materials": ["interbody cage", "allograft"]}
    done = operation(tlif, procedures=[rods("L4", "L5")])
    picture = spine(done, faults={"loose screws": ["L5"], "broken rod": "L4-L5", "subsided cage": "L4-L5"})
    assert {"halo around the left L5 pedicle screw", "left rod (broken)", "TLIF cage L4-L5 (sunken)"} <= set(picture.parts)
    for words in ("screws in L5 are loose", "rods are broken at L4-L5", "sunken into the endplate"):
        assert words in picture.words


def test_a_fault_of_one_moment_is_drawn_at_that_moment_only():
    picture = spine(case_named("mixed-l3-l5"), faults={"loose screws": ["L5"]}, layers=["hardware"])
    steps = {step["label"]: step["args"] for step in picture.spec["layout"]["sliders"][0]["steps"]}
    halo = next(n for n, trace in enumerate(picture.spec["data"]) if trace["name"] == "halo around the left L5 pedicle screw")
    visible, _, which = steps["month 14"]
    assert visible["visible"][which.index(halo)]
    with pytest.raises(FigureError, match="no screws in S1"):
        spine(case_named("mixed-l3-l5"), faults={"loose screws": ["S1"]})


def test_a_cross_link_joins_the_rods_and_is_said():
    done = operation({"joint": "L4-L5"}, procedures=[rods("L3", "L4", "L5")])
    picture = spine(done, cross_links=["L4-L5"], layers=["hardware"])
    assert "cross-link L4-L5" in picture.parts and "A cross-link joins them at L4-L5" in picture.words


@pytest.mark.parametrize(
    "case", [case for case in all_cases() if "transforaminal" in case.note.lower()], ids=lambda case: case.id
)
def test_a_cage_through_the_foramen_comes_from_the_side_the_note_names(case):
    right = re.search(r"fusion[^.\n]*, right|incision[^.]* on the right", case.note)
    picture = spine(case, at=case.operation_month, layers=["bone", "hardware", "approach"])
    if "foramen" in picture.words:
        assert f"through the {'right' if right else 'left'} foramen" in picture.words
        assert f"through the {'left' if right else 'right'} foramen" not in picture.words
        plan = plan_of(case.operation, from_the_right=case.from_the_right)
        parts = parts_of(plan, window_of(plan), neutral(), ["approach"], "coarse")
        ways = [part.mesh for part in parts if part.name.startswith("transforaminal")]
        assert ways and all((mesh.points[:, 0].mean() < 0) == bool(right) for mesh in ways), "x grows to the left"


def test_corridors_are_a_layer_one_asks_for():
    tlif = {"joint": "L4-L5", "column": "anterior", "materials": ["interbody cage", "allograft"]}
    picture = spine(operation(tlif), layers=["bone", "approach"])
    trace = next(trace for trace in picture.spec["data"] if trace["name"] == "transforaminal approach to L4-L5")
    assert 0 < trace["opacity"] < 0.5 and "through the left foramen to L4-L5" in picture.words


def test_what_the_record_does_not_say_is_said_to_be_missing():
    silent = read_operation(
        {"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5"}, {"joint": "L5-S1", "column": "posterior"}]}
    )
    plan = plan_of(silent)
    assert "L4-L5 was fused, but the record does not say in which column" in plan.unsaid[0]
    assert "L5-S1, posterior column: fused today, status not documented" in spine(silent).words


def test_a_slip_and_bone_taken_for_graft_are_said_not_to_be_drawn():
    words = spine(case_named("front-then-back-l5-s1"), at=14).words
    assert "The slip of the vertebra is not drawn. The bone that became local graft is drawn where it was." in words
    assert "not drawn" not in spine(case_named("mixed-l3-l5"), at=38).words


def test_a_fused_segment_hands_its_bend_to_its_neighbours():
    picture = fused_motion_figure("L4-L5", around="L2-S1")
    labels = [step["label"] for step in picture.spec["layout"]["sliders"][0]["steps"]]
    assert labels == ["upright", "bent, all free", "bent, L4-L5 fused"]
    assert re.search(r"L3-L4 bends \d+ instead of \d+ degrees", picture.words) and "Nobody moves exactly so" in picture.words
    with pytest.raises(FigureError, match="does not bend"):
        fused_motion_figure("SI-left")


def test_a_bent_neck_stays_in_the_picture_because_its_lowest_bone_stands_still():
    picture = read_png(fused_motion_figure("C5-C6", around="C3-T1").still).astype(float)
    dark = np.abs(picture - picture[0, 0]).max(axis=2) > 60
    wide = dark.shape[1] // 3
    spine = dark[int(dark.shape[0] * 0.08) : int(dark.shape[0] * 0.85)]  # between the directions and the titles
    heights = [int(np.ptp(np.flatnonzero(spine[:, n * wide : (n + 1) * wide].any(axis=1)))) for n in range(3)]
    assert min(heights) > 0.8 * max(heights) > 0.3 * dark.shape[0], f"it bends out of the picture: {heights}"


def test_a_bone_alone_says_its_parts_and_what_marks_it():
    axis = alone("C2").words
    assert (
        axis == f"{words_of('C2')} {SCHEMATIC}"
        and "dens" in axis
        and "forked spinous process" in axis
        and "[openstax-anatomy]" in axis
    )
    for name in BONES:
        words = words_of(name)
        parts = words.partition("Parts: ")[2].partition(". ")[0].split("; ")
        assert len(parts) >= 2 and len(set(parts)) == len(parts), f"{name}: {words}"
    assert "facets for the head of a rib" in words_of("T7") and "rib" not in alone("L4").words


def test_an_unknown_bone_and_a_month_outside_the_history_are_refused():
    with pytest.raises(FigureError, match="no bone 'L6'"):
        bone_figure("L6")
    with pytest.raises(FigureError, match="outside its history"):
        spine(case_named("mixed-l3-l5"), at=999)


GOLDENS = {
    "mixed-l3-l5": lambda: drawn("mixed-l3-l5").still,
    "failed-acdf-c4-c7-xray": lambda: spine(case_named("failed-acdf-c4-c7"), at=31, xray=True).still,
    "silent-graft-l5-s1-front": lambda: spine(case_named("silent-graft-l5-s1"), at=52, view="front").still,
}


@pytest.mark.parametrize("name", GOLDENS)
def test_the_picture_looks_as_it_did_when_it_was_last_looked_at(name):
    """Compare with the golden picture. After a wanted change, SPINE_EDU_GOLDEN=write stores new ones: look at them."""
    if os.environ.get("SPINE_EDU_GOLDEN") == "write":
        (GOLDEN / f"{name}.png").write_bytes(GOLDENS[name]())
    expected, found = read_png((GOLDEN / f"{name}.png").read_bytes()).astype(float), read_png(GOLDENS[name]()).astype(float)
    assert expected.shape == found.shape
    shrunk = [
        image[: image.shape[0] // 8 * 8, : image.shape[1] // 8 * 8].reshape(-1, 8, image.shape[1] // 8, 8, 4).mean(axis=(1, 3))
        for image in (expected, found)
    ]
    differing = np.abs(shrunk[0] - shrunk[1]).max(axis=2) > 24
    assert differing.mean() < 0.012, f"{differing.mean():.1%} of the picture has changed"

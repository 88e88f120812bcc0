"""The verbs that a lesson begins with: they are there at once, and bring what is heavy only when it is drawn."""

import subprocess
import sys

import pytest

from spine_edu import lesson


def test_every_verb_says_what_it_does():
    silent = [name for name in lesson.__all__ if not (getattr(lesson, name).__doc__ or "").strip()]
    assert not silent


def test_a_lesson_begins_where_there_is_no_numpy_and_no_pandas():
    script = """
import sys
sys.modules.update(numpy=None, pandas=None)
from spine_edu.lesson import *
print(joints_in("L4-S1"), codes_for(case("mixed-l3-l5")).codes)
try:
    bone("L4")
except ModuleNotFoundError as error:
    print(error.name)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.startswith("(L4-L5, L5-S1)") and said.endswith("numpy\n")


@pytest.mark.thorough
def test_the_figures_to_turn_take_what_their_docstrings_offer():
    choices = {
        "view": "left side",
        "layers": ["bone"],
        "around": "L4-S1",
        "xray": True,
        "detail": "coarse",
        "title": "One figure",
    }
    assert lesson.spine(lesson.case("mixed-l3-l5"), at=40, **choices).name == "One figure"
    assert lesson.bone("L4", view="top", detail="coarse").parts
    assert lesson.whole_spine(["bone"], view="back", xray=True).name == "The whole spine"
    assert "L4-L5" in lesson.fused_motion("L4-L5", flexion=0.3, around="L3-S1", view="right side").name


def test_an_operation_typed_in_a_lesson_says_what_was_filled_in():
    typed = {"discharged": "2026-01-14", "fusions": [{"joint": "L3-L5", "technique": "TLIF", "materials": ["PEEK cage"]}]}
    answer = lesson.codes_for(typed)
    shown = answer._repr_mimebundle_()
    for told in (shown["text/plain"], shown["text/html"]):
        assert "TLIF fills in column: anterior and direction: posterior" in told
        assert "is 2 joints, L3-L4 and L4-L5" in told
    assert "fills in" not in lesson.codes_for(lesson.case("mixed-l3-l5"))._repr_mimebundle_()["text/plain"]


def test_a_case_can_be_done_by_another_technique():
    changed = lesson.case("mixed-l3-l5").change("L3-L4", "anterior", technique="ALIF")
    (fusion,) = (fusion for fusion in changed.operation.fusions if (str(fusion.joint), fusion.column) == ("L3-L4", "anterior"))
    assert (fusion.direction, fusion.materials) == ("anterior", frozenset({"interbody cage", "local autograft"}))


def test_codes_are_shown_where_they_are_asked_for():
    patient = lesson.case("mixed-l3-l5")
    assert not lesson.timeline(patient).eras
    assert lesson.timeline(patient, show="all").eras
    assert "MS-DRG" in lesson.codes_for(patient)._repr_mimebundle_()["text/html"]
    assert "MS-DRG" not in lesson.codes_for(patient, show="characters")._repr_mimebundle_()["text/html"]

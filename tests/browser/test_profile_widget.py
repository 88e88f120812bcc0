"""The sagittal profile in a page without a kernel: what the sliders draw and say is what Python draws and says."""

from __future__ import annotations

import re

import pytest

from spine_edu.figures.alignment import sagittal_profile as figure
from spine_edu.figures.alignment.profile_angles import describe
from spine_edu.widgets.turning.profile import PelvisProfile

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
STATE = """() => {
  const root = document.querySelector(".spine-profile");
  const pairs = (attribute, value) => Object.fromEntries(
    [...root.querySelectorAll(`svg [${attribute}]`)].map((n) => [n.getAttribute(attribute), n.getAttribute(value)]));
  return { lines: pairs("data-line", "d"), bones: pairs("data-part", "transform"),
           said: root.querySelector("[role=status]").textContent,
           pi: window.models[0].get("pi"), pt: window.models[0].get("pt"), ll: window.models[0].get("ll") };
}"""
SET = """([pi, pt, ll]) => { const model = window.models[0]; model.set("pi", pi); model.set("pt", pt); model.set("ll", ll); }"""


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


@pytest.mark.parametrize("angles", [(50, 12, 50), (80, 30, 40), (30, -5, 60)], ids=str)
def test_the_script_draws_and_says_what_python_does(saved_page, angles):
    page = saved_page(PelvisProfile())
    page.evaluate(SET, list(angles))
    state = page.evaluate(STATE)
    assert state["said"] == describe(*angles), (
        "see spine_edu/widgets/static/turning/profile.js and figures/alignment/sagittal_profile.py"
    )
    drawn = {**state["lines"], **{name: place for name, place in state["bones"].items() if place}}
    expected = figure.strokes(*angles)
    assert drawn.keys() == expected.keys()
    for name, path in expected.items():
        assert numbers(drawn[name]) == pytest.approx(numbers(path), abs=0.11), name


def test_more_tilt_is_less_slope_by_keyboard_and_the_profile_passes_axe(saved_page, violations):
    page = saved_page(PelvisProfile(), viewport=PHONE)
    page.get_by_role("slider", name="PT pelvic tilt").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="pelvic tilt: one degree more").click()
    state = page.evaluate(STATE)
    assert (state["pi"], state["pt"]) == (50, 16)
    assert state["said"].startswith("PI 50° = PT 16° + SS 34°")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate(
        "[...document.querySelectorAll('.spine-profile button')].filter((b) => b.offsetHeight < 24 || b.offsetWidth < 24).length"
    )
    assert small == 0
    assert violations(page, ".spine-profile") == []


def test_tilt_never_exceeds_incidence_and_the_end_of_a_slider_holds(saved_page):
    page = saved_page(PelvisProfile(pi=40, pt=40), dark=True)
    page.get_by_role("button", name="pelvic incidence: one degree less").click()
    state = page.evaluate(STATE)
    assert (state["pi"], state["pt"]) == (39, 39)
    page.get_by_role("button", name="pelvic tilt: one degree more").click()
    assert page.evaluate(STATE)["pt"] == 39


def test_in_jupyterlab_the_sliders_reach_the_kernel_and_the_notebook_keeps_still(open_notebook):
    notebook = open_notebook(["from spine_edu.widgets.turning.profile import PelvisProfile\nprofile = PelvisProfile()\nprofile"])
    slider = notebook.page.get_by_role("slider", name="PT pelvic tilt")
    slider.wait_for()
    before = notebook.shape()
    slider.focus()
    for key in ("ArrowRight", "ArrowRight", "d", "d", "a"):
        notebook.page.keyboard.press(key)
    notebook.page.wait_for_function("document.querySelector('.spine-profile .said').textContent.startsWith('PI 50° = PT 14°')")
    assert notebook.run("print(profile)") == "PelvisProfile(PI 50, PT 14, SS 36, LL 50)"
    assert notebook.shape() == before, "the notebook took keys that belong to the slider"

"""Code builder and level picker in a saved page, without a kernel: the builder answers, the picker says what it needs."""

from __future__ import annotations

import base64
import dataclasses
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.coding.pcs.choices import OFFERED, codes_on
from spine_edu.coding.reading.in_words import code_tables, read_code
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.coding.builder import CodeBuilder
from spine_edu.widgets.coding.picker import LevelPicker
from spine_edu.widgets.script import script
from tests.quiz.samples import PCS

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
READ = """async ([source, codes, day]) => {
  const module = await import("data:text/javascript;base64," + source);
  const { pcs } = module.unpack(models[0].state.tables);
  return codes.map((code) => module.readCode(pcs, code, day));
}"""


def read_in_browser(page: Any, codes: list[str], day: str) -> list[dict[str, Any]]:
    return page.evaluate(READ, [base64.b64encode(script("coding/builder.js").encode()).decode(), codes, day])


@pytest.fixture
def builder(saved_page: Callable[..., Any]) -> Any:
    return saved_page(CodeBuilder(on="2026-01-14"))


def test_the_browser_reads_every_valid_code_in_the_words_of_python(builder: Any) -> None:
    codes = sorted(code for code in codes_on("2026-01-14") if code[:3] in OFFERED)
    found = read_in_browser(builder, codes, "2026-01-14")
    assert all(one["valid"] is True for one in found)
    assert [one["words"] for one in found] == [read_code(code, "2026-01-14").words for code in codes]


def test_the_browser_judges_every_combination_as_python_does(builder: Any) -> None:
    codes = [
        name + "".join(end) for name, table in code_tables()["tables"].items() for end in itertools.product(*table["labels"])
    ]
    codes += ["", "0SG", "0SGO071", "0SG9071", "ZZZ0000", "0sg-00-aj", "0SG00AJ0", "<b>0SG"]
    assert len(codes) > 2500
    for day in ("2015-09-30", "2017-10-01", "2025-04-01", "2026-01-14", "2026-10-01", "2027-04-01"):
        expected = [dataclasses.asdict(read_code(code, day)) for code in codes]
        wrong = [pair for pair in zip(read_in_browser(builder, codes, day), expected, strict=True) if pair[0] != pair[1]]
        assert wrong[:3] == [], day


def test_a_code_of_the_older_system_is_read_in_its_own_system(builder: Any) -> None:
    page = builder
    page.get_by_label("Type or paste").first.focus()
    page.keyboard.type("81.08")
    assert page.get_by_label("ICD-9-CM").is_checked()
    assert page.get_by_label("Type or paste").last.input_value() == "81.08"
    assert page.locator(".verdict").inner_text() == "≠ 81.08 is not valid on 2026-01-14."
    assert "to 2015-09-30" in page.locator(".more").inner_text()
    page.get_by_label("ICD-10-PCS").check()
    assert page.get_by_label("Type or paste").first.input_value() == "", "no piece of it is left behind"


def test_a_code_is_built_by_keyboard_from_its_lists(builder: Any) -> None:
    page = builder
    for axis, value in zip(("1 Section", "2 Body", "3 Root", "4 Body", "5 App", "6 Dev", "7 Qual"), "0SG00AJ", strict=True):
        page.get_by_label(axis).focus()
        page.keyboard.press(value)
    assert page.locator(".verdict").inner_text() == "✓ 0SG00AJ is valid on 2026-01-14."
    assert "One lumbar joint" in page.locator(".more").inner_text()
    assert page.get_by_label("Type or paste").first.input_value() == "0SG00AJ"


def test_an_empty_list_asks_for_the_characters_before_it_and_never_for_its_own(saved_page: Callable[..., Any]) -> None:
    page = saved_page(QuizCard(PCS))
    asked = [
        lists.first.inner_text().removeprefix("first choose ")
        for n in range(1, 8)
        if (lists := page.locator(f".character:nth-child({n}) option")).count() == 1
    ]
    assert asked == ["character 1", "characters 1 and 2", *["characters 1 to 3"] * 4]


def test_an_impossible_choice_can_be_made_and_is_explained(builder: Any) -> None:
    page = builder
    page.get_by_label("Type or paste").first.fill("0SG00A")
    qualifier = page.get_by_label("7 Qualifier")
    marked = [text for text in qualifier.locator("option").all_inner_texts() if "no row holds this" in text]
    assert [text[0] for text in marked] == ["1", "Z"]
    qualifier.select_option("1")
    assert page.locator(".verdict").inner_text() == "≠ 0SG00A1 is not a valid code on 2026-01-14."
    said = page.locator(".more").inner_text()
    assert "lies in the disc space, which belongs to the anterior column" in said
    assert "One change makes it a code: device 7, J or K; or qualifier 0 or J." in said


def test_the_same_code_is_judged_anew_on_another_day(builder: Any) -> None:
    page = builder
    page.get_by_label("Type or paste").first.fill("0SG00A1")
    page.get_by_label("Discharged").fill("2017-09-30")
    page.get_by_label("Discharged").dispatch_event("change")
    assert "is valid on 2017-09-30" in page.locator(".verdict").inner_text()


def test_four_questions_lead_to_an_icd9_code_and_a_code_back_to_them(builder: Any) -> None:
    page = builder
    page.get_by_label("ICD-9-CM").check()
    page.get_by_label("Discharged").fill("2015-09-30")
    page.get_by_label("Discharged").dispatch_event("change")
    for label, value in (
        ("fused before", "refusion"),
        ("Which joints", "lumbar"),
        ("Which column", "anterior"),
        ("From where", "posterior"),
    ):
        page.get_by_label(label).select_option(value)
    assert page.locator(".verdict").inner_text() == "✓ 81.38 is valid on 2015-09-30."
    page.get_by_label("Which column").select_option("posterior")
    page.get_by_label("From where").select_option("anterior")
    assert "No code of ICD-9-CM holds this combination" in page.locator(".verdict").inner_text()
    page.get_by_label("Type or paste").nth(1).fill("8107")
    assert page.get_by_label("Which column").input_value() == "posterior"
    assert page.get_by_label("From where").input_value() == "posterior"
    page.get_by_label("Vertebrae fused in all").fill("4")
    page.get_by_label("Vertebrae fused in all").press("Tab")
    assert "With 4 vertebrae fused in all, 81.63 is coded beside it" in page.locator(".more").inner_text()


def test_a_picker_without_a_kernel_keeps_the_last_answer_and_says_so(saved_page: Callable[..., Any]) -> None:
    page = saved_page(LevelPicker())
    assert page.locator(".said").inner_text() == "No code yet. 5 questions are open."
    assert not page.get_by_text("The codes need the notebook running").is_visible()
    page.get_by_label("Column fused").select_option("posterior")
    page.get_by_text("The codes need the notebook running").wait_for()
    assert page.evaluate("() => models[0].state.asked.fusions[0].column") == "posterior"
    assert page.locator(".said").inner_text() == "No code yet. 5 questions are open."


def test_a_joint_is_as_the_one_above_but_for_its_history(saved_page: Callable[..., Any]) -> None:
    page = saved_page(LevelPicker("L3-L4", "L4-L5"))
    assert page.locator(".noted").all_inner_texts() == ["nothing told yet"] * 2
    assert page.get_by_label("Column fused").nth(1).is_hidden(), "the form of the first is open"
    page.locator(".noted").nth(1).click()
    for label, value in (("Column fused", "posterior"), ("Fused before?", "refusion"), ("Approach", "open")):
        page.get_by_label(label).first.select_option(value)
    page.get_by_label("Fused before?").nth(1).select_option("initial")
    page.get_by_role("button", name="Copy L3-L4, but not its history").click()
    fields = [page.get_by_label(label).nth(1).input_value() for label in ("Column fused", "Fused before?", "Approach")]
    assert fields == ["posterior", "initial", "open"]
    assert page.get_by_role("button", name="but not its history").count() == 1, "nothing stands above the first"


def test_joints_are_picked_with_the_mouse_and_from_the_list_alike(saved_page: Callable[..., Any]) -> None:
    page = saved_page(LevelPicker())
    page.locator("[data-joint='L3-L4'] [data-column='anterior']").click()
    assert page.locator(".card legend").all_inner_texts() == ["L4-L5", "L3-L4"]
    assert page.get_by_label("Column fused").nth(1).input_value() == "anterior"
    assert page.evaluate("() => document.activeElement.dataset.field") == "column"
    page.get_by_label("Joint", exact=True).select_option("SI-right")
    page.get_by_role("button", name="Add this joint").press("Enter")
    assert page.locator(".card legend").all_inner_texts() == ["L4-L5", "L3-L4", "SI-right"]
    page.get_by_role("button", name="Add the posterior column").click()
    page.get_by_role("button", name="Remove L4-L5").click()
    page.wait_for_function("() => models[0].state.asked.fusions.every((one) => one.joint !== 'L4-L5')")  # told once all is quiet
    kept = page.evaluate("() => models[0].state.asked.fusions.map((one) => [one.joint, one.column])")
    assert kept == [["L3-L4", "anterior"], ["SI-right", None], ["L3-L4", "posterior"]]
    assert page.locator("[data-joint].picked").count() == 1


def test_the_joint_offered_next_is_the_one_below_the_last(saved_page: Callable[..., Any]) -> None:
    page = saved_page(LevelPicker("L2-L3"), LevelPicker("C5-C6", region="cervical"))
    for n, next_joints in ((0, ["L3-L4", "L4-L5", "L5-S1", "L1-L2"]), (1, ["C6-C7", "C7-T1", "O-C1"])):
        picker = page.locator(".spine-lp").nth(n)
        for joint in next_joints:
            assert picker.get_by_label("Joint", exact=True).input_value() == joint
            picker.get_by_role("button", name="Add this joint").click()


def test_what_was_done_beside_the_fusion_is_added_field_by_field(saved_page: Callable[..., Any]) -> None:
    page = saved_page(LevelPicker())
    page.get_by_label("Also done").select_option("removal")
    page.get_by_role("button", name="Add this procedure").press("Enter")
    assert page.evaluate("() => document.activeElement.dataset.field") == "of"
    page.get_by_label("What").select_option("screws and rods")
    page.get_by_label("Vertebrae, such as").fill("L4, L5")
    page.get_by_label("Also done").select_option("decompression")
    page.get_by_role("button", name="Add this procedure").click()
    page.get_by_label("With a goal of its own?").select_option("yes")
    page.get_by_role("button", name="Remove this removal").click()
    page.wait_for_function("() => models[0].state.asked.procedures?.[0]?.kind === 'decompression'")  # told once all is quiet
    assert page.evaluate("() => models[0].state.asked.procedures") == [{"kind": "decompression", "own_objective": "yes"}]
    assert page.get_by_label("With a goal of its own?").input_value() == "yes"


def test_builder_and_picker_pass_wcag_in_both_themes_and_fit_320_px(
    saved_page: Callable[..., Any], in_both_themes: Callable[..., Any]
) -> None:
    for widget in (
        CodeBuilder("0SG00A1", on="2026-01-14"),
        CodeBuilder("81.38", on="2015-09-30"),
        LevelPicker("L4-L5", "SI-left"),
    ):
        page = saved_page(widget, viewport=NARROW)
        for fold in page.locator("summary").all():
            fold.click()
        for button in page.get_by_role("button", name="Add this procedure").all():
            button.click()
        assert in_both_themes(page, "main") == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320

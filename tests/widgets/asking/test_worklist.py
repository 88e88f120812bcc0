"""The worklist in Python: which case is dealt, what is kept of a claim, and that every key is right by its own judge."""

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spine_edu.coding.feedback.diagnose import diagnose
from spine_edu.errors import SpineEduError
from spine_edu.learner import log
from spine_edu.practice.case import practice_case
from spine_edu.practice.claims.claim import dealt
from spine_edu.practice.claims.skills import SKILLS, can_train
from spine_edu.practice.claims.tagging import tagging
from spine_edu.practice.plans.draw import LARGEST, plan_of
from spine_edu.practice.plans.switches import SWITCHES, numbers_where, wanted
from spine_edu.quiz import judge
from spine_edu.quiz.kinds.query_read import query_rules
from spine_edu.widgets.asking.worklist import Worklist
from spine_edu.widgets.script import script
from tests.js.node import find_node
from tests.surroundings import missing


def judged(cases: list[tuple[dict, dict]]) -> list[dict]:
    """Return what the script finds of claims, each a case as dealt and what was put in."""
    program = script("asking/worklist.js").replace("export default", "const ignored =") + (
        "\nconst given = JSON.parse(await new Response(process.stdin).text());"
        "console.log(JSON.stringify(given.cases.map(([dealt, claim]) => {"
        "const found = judgeClaim(dealt, claim, { query: given.rules });"
        "return { sections: found.sections.map((one) => [one.right.every(Boolean), one.single]),"
        " codes: found.codes.map((one) => [one.given, one.verdict, one.meant?.code ?? null, one.places]),"
        " tag: found.tag, missing: found.missing.map((one) => one.code), reply: found.query?.reply ?? '',"
        " settles: found.query?.settles ?? "
        "false }; })));"
    )
    node = find_node() or missing("no Node on this machine; the script of the worklist was not tried")
    ran = subprocess.run(
        [node, "--input-type=module", "--eval", program],
        input=json.dumps({"cases": cases, "rules": query_rules()}), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(ran.stdout)


def right_claim(number: int, skill: str = "claim") -> dict:
    key = dealt(number, skill)
    choices = {section["name"]: [row["right"][0] for row in section["rows"]] for section in key["sections"]}
    if "diagnoses" in choices:
        first = choices["diagnoses"].index(0)
        rows = next(section["rows"] for section in key["sections"] if section["name"] == "diagnoses")
        choices["diagnoses"] = [row["right"][-1] if n != first else 0 for n, row in enumerate(rows)]
    return {"choices": choices, "codes": " ".join(code["code"] for code in key["codes"]), "query": "", "stage": 1}


def test_the_right_claim_of_any_case_is_right_in_the_browser():
    numbers = range(60)
    found = judged([(dealt(n), right_claim(n)) for n in numbers])
    for number, one in zip(numbers, found, strict=True):
        assert one["missing"] == [] and all(right and single for right, single in one["sections"]), number
        assert all(verdict == "right" for _, verdict, _, _ in one["codes"]), number


def test_a_note_is_marked_with_the_phrases_that_decide_and_judged_in_the_browser_as_in_python():
    numbers = numbers_where(can_train("note"), 12)
    empty = {"choices": {}, "codes": "", "query": "", "stage": 1}
    right = [(dealt(n, "note"), {**empty, "marks": tagging(practice_case(n)).solution()}) for n in numbers]
    wrong = [(key, {**claim, "marks": {name: clauses[:1] for name, clauses in claim["marks"].items()}}) for key, claim in right]
    assert all(one["tag"]["correct"] for one in judged(right))
    for number, (_, claim), one in zip(numbers, wrong, judged(wrong), strict=True):
        python = judge(tagging(practice_case(number)), claim["marks"])
        assert (one["tag"]["score"], one["tag"]["why"]) == (pytest.approx(python.score), python.why)


def test_a_wrong_character_is_found_where_python_finds_it():
    cases = []
    for n in range(40):
        for place, code in enumerate(dealt(n)["codes"]):
            if "." in code["code"]:
                continue
            wrong = code["code"][:5] + ("K" if code["code"][5] != "K" else "7") + code["code"][6]
            codes = [one["code"] for one in dealt(n)["codes"]]
            if wrong not in codes and wrong not in code["accepts"]:
                cases.append((n, place, wrong, [*codes[:place], wrong, *codes[place + 1 :]]))
    found = judged([(dealt(n), {**right_claim(n), "codes": " ".join(codes)}) for n, _, _, codes in cases])
    assert len(cases) > 20
    for (n, place, wrong, codes), one in zip(cases, found, strict=True):
        python = diagnose(codes, practice_case(n).answer).findings[place]
        given, verdict, meant, places = one["codes"][place]
        assert (given, verdict) == (wrong, python.verdict), n
        if verdict == "near":
            assert (meant, [at + 1 for at in places]) == (python.expected, [fault.character for fault in python.faults])


def test_the_surgeon_answers_in_the_browser_as_in_python():
    numbers = [n for n in range(3000) if plan_of(n).gap][:6]
    openly = [(dealt(n), {**right_claim(n), "query": dealt(n)["query"]["table"]["example"]}) for n in numbers]
    pressing = [(key, {**claim, "query": f"{claim['query']} Please confirm, as usual."}) for key, claim in openly]
    assert all(one["settles"] for one in judged(openly))
    assert not any(one["settles"] for one in judged(pressing))


@pytest.mark.parametrize("skill", SKILLS)
def test_each_skill_alone_has_a_right_answer_with_a_reason(skill):
    for number in numbers_where(can_train(skill), 8):
        key = dealt(number, skill)
        assert key["sections"] or key["tag"]
        for section in key["sections"]:
            assert len(section["rows"]) > 0
            assert all(row["why"] and all(0 <= n < len(section["options"]) for n in row["right"]) for row in section["rows"])


@settings(max_examples=40)
@given(st.integers(0, LARGEST))
def test_every_phrase_that_is_quoted_stands_in_the_note(number):
    key, text = dealt(number), practice_case(number).note.text
    phrases = [row["phrase"] for section in key["sections"] for row in section["rows"]]
    phrases += [one["phrase"] for code in key["codes"] for one in code["characters"]]
    assert all(phrase in text for phrase in phrases)


@pytest.mark.parametrize("switch", [*SWITCHES, "FY2027"])
def test_each_switch_finds_what_it_says(switch):
    fits = wanted(only=[switch])
    assert all(fits(plan_of(number)) for number in numbers_where(fits, 3))


def test_switches_and_difficulty_go_together():
    number = numbers_where(wanted(4, ["refusion only", "FY2027"]), 1)[0]
    plan = plan_of(number)
    assert plan.difficulty == 4 and "2026-10-01" <= plan.discharged <= "2027-03-31" and plan.kind in ("refusion", "mixed")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"difficulty": 6}, "difficulty 6"),
        ({"only": ["refusions"]}, "did you mean"),
        ({"only": "FY2030"}, "FY2030"),
        ({"skill": "level"}, "levels"),
    ],
)
def test_what_cannot_be_dealt_is_told(asked, says):
    with pytest.raises(SpineEduError, match=says):
        Worklist(**asked)


def test_a_case_is_opened_by_its_number_and_the_next_one_is_ready():
    worklist = Worklist(stock=2)
    worklist.asked = 4711
    assert worklist.number == 4711
    assert len(worklist.stock) == worklist.at + 2
    worklist.at += 1
    assert worklist.number == 4712 and len(worklist.stock) == worklist.at + 2
    worklist.asked = 10**15
    assert "whole number" in worklist.notice and worklist.number == 4712


def test_the_same_number_is_the_same_case_for_everybody():
    assert json.dumps(dealt(4711)) == json.dumps(dealt.__wrapped__(4711))
    assert Worklist(4711, stock=1).claim is None


def told(number: int, claim: dict, tries: int = 1, time: str = "2026-11-30T10:00:00.000000Z") -> dict:
    """A hand-in as the browser tells it."""
    about = {"place": 0, "part": str(number), "confidence": "", "hints": 0, "revealed": False}
    return {**about, "answer": claim, "number": tries, "time": time}


def test_a_claim_that_is_handed_in_goes_into_the_log_skill_by_skill():
    number = next(n for n in numbers_where(wanted(only="FY2026"), 30) if plan_of(n).stages and not plan_of(n).gap)
    worklist, claim = Worklist(number, stock=1), right_claim(number)
    wrong = dealt(number)["codes"][0]["code"]
    claim["codes"] = claim["codes"].replace(wrong, f"{wrong[:5]}{'K' if wrong[5] != 'K' else '7'}{wrong[6]}")
    worklist.given = [told(number, claim)]
    assert worklist.kept == ["2026-11-30T10:00:00.000000Z"]
    kept = {one.question: one for one in log.answers()}
    assert not kept["practice.device"].correct and not kept["practice.claim"].correct
    assert all(kept[name].correct for name in ("practice.levels", "practice.column", "practice.query"))
    assert {one.answer["case"] for one in kept.values()} == {number}


@pytest.mark.parametrize("skill", SKILLS)
def test_the_right_answer_to_each_skill_is_right_in_the_log(skill):
    numbers = numbers_where(can_train(skill), 8)
    worklist = Worklist(skill=skill, stock=1)
    for n, number in enumerate(numbers):
        marks = tagging(practice_case(number)).solution() if skill == "note" else None
        worklist.given = [told(number, {**right_claim(number, skill), "marks": marks}, time=f"2026-11-30T10:00:0{n}.000000Z")]
    assert len({one.answer["case"] for one in log.answers()}) == len(numbers)
    assert all(one.correct for one in log.answers())


@pytest.mark.parametrize("claim", [None, [], {"choices": 3, "codes": {}}, {"choices": {"query": ["x"]}, "codes": "   "}])
def test_what_is_no_claim_is_kept_out_of_the_log(claim):
    worklist = Worklist(5, stock=1)
    worklist.given = [told(5, claim), told(10**14, claim, time="2026-11-30T10:00:01.000000Z")]
    assert not log.answers() and len(worklist.kept) == 2


def test_a_page_without_scripts_says_what_is_to_be_claimed_and_no_answer():
    worklist = Worklist(4711, stock=1)
    shown = worklist.static_html()
    assert "Case 4711" in shown and not any(code["code"] in shown for code in dealt(4711)["codes"])

"""What authors of the files of practice are told: line, place and fix, in words."""

from __future__ import annotations

import pytest

from spine_edu import data
from spine_edu.__main__ import main
from spine_edu.practice.authors import to_mend

NAMES = ("phrases", "techniques", "patients", "scenarios", "queries", "skills", "astray")
TEXTS = {name: data.text_of(f"practice/{name}.yml") for name in NAMES}
PHRASES, TECHNIQUES, PATIENTS, SCENARIOS, QUERIES, SKILLS, ASTRAY = TEXTS.values()


@pytest.mark.parametrize("name", NAMES)
def test_ours_have_nothing_to_mend(name: str) -> None:
    assert to_mend(TEXTS[name], "ours.yml") == []


@pytest.mark.parametrize(
    ("text", "old", "new", "says"),
    [
        (PHRASES, "incision:\n", "incison: []\nincision:\n", "did you mean 'incision'"),
        (PHRASES, "bone wax was applied", "bone {waxx} was applied", "no slot 'waxx'"),
        (PHRASES, "[column: the burr was taken", "[colum: the burr was taken", "did you mean 'column'"),
        (PHRASES, "(sparingly|to bleeding edges)", "(sparingly|to bleeding edges", "round bracket is not closed"),
        (TECHNIQUES, "    fixation: {plate: 9, none: 2}", "    fixatoin: {plate: 9, none: 2}", "did you mean 'fixation'"),
        (TECHNIQUES, "last: C7-T1", "last: C7-T9", "C7-T9"),
        (TECHNIQUES, "beside: {plf: 40}", "beside: {plff: 40}", "did you mean 'plf'"),
        (TECHNIQUES, "disc: {total: 9, partial: 1}", "disc: {total: often, partial: 1}", "whole number"),
        (TECHNIQUES, "of: [machined bone dowel]}", "of: [machined bone dowl]}", "did you mean 'machined bone dowel'"),
        (TECHNIQUES, "    column: anterior\n", "", "'column' is missing"),
        (TECHNIQUES, "  llif:\n", "  llfi:\n", "`names:` of phrases.yml for 'llfi'"),
        (TECHNIQUES, "way: side of the loin", "way: side of the lion", "did you mean 'side of the loin'"),
        (PATIENTS, "techniques: {plf: 7", "techniques: {plff: 7", "did you mean 'plf'"),
        (PATIENTS, "joints: L1-L5, words: narrow", "joints: L1-L9, words: narrow", "L9"),
        (PATIENTS, 'to: "2024-09-30"', 'to: "2024-09-31"', "2024-09-31"),
        (PATIENTS, "name: anemia", "name: anaemia", "did you mean 'anemia'"),
        (SCENARIOS, "first: 10, refusion: 6", "first: 10, refusal: 6", "did you mean 'refusion'"),
        (SCENARIOS, "staged: {techniques: [alif", "staged: {techniques: [alfi", "did you mean 'alif'"),
        (SCENARIOS, "earlier: {acdf: 6", "earlier: {thoracotomy: 6", "`old:` of phrases.yml for 'thoracotomy'"),
        (SCENARIOS, "gaps: {graft: 5", "gaps: {graft: half", "whole number"),
        (QUERIES, "    answers: []\n", "", "'answers' is missing"),
        (QUERIES, "pressed: [", "pressed: []\nothers: [", "A list is needed"),
        (SKILLS, "words: reading the levels", "wording: reading the levels", "'words' is missing"),
        (ASTRAY, "removal: Taking", "removals: Taking", "did you mean 'removal'"),
    ],
)
def test_a_slip_is_told_with_its_line_and_its_fix(text: str, old: str, new: str, says: str) -> None:
    assert old in text
    found = to_mend(text.replace(old, new, 1), "mine.yml")
    assert found and any(says in f"{one.text} {one.fix}" for one in found), found
    line = text[: text.index(old)].count("\n") + 1
    assert abs(found[0].line - line) <= 12, (found[0].line, line)


def test_the_command_reads_them_too(tmp_path, capsys) -> None:
    mine = tmp_path / "phrases.yml"
    mine.write_text(PHRASES.replace("bone wax was applied", "bone {waxx} was applied", 1), "utf-8")
    assert main(["check", str(mine)]) == 1
    assert "no slot 'waxx'" in capsys.readouterr().out

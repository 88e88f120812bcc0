"""`code`, `drg` and `look` as a learner or a program runs them: an answer and 0, or one line that helps and 2."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from spine_edu import __main__ as start
from spine_edu.coding.eras import ending
from spine_edu.commands.command import main

ROOT = Path(__file__).resolve().parents[2]
FAR, PAST = "2026-11-24", "2999-01-01"
"""Days on which the end of our tables is far, and past."""
FUSION = {
    "joint": "L4-L5",
    "status": "refusion",
    "column": "posterior",
    "direction": "posterior",
    "approach": "open",
    "materials": ["local autograft"],
}
CASE = {"discharged": "2026-01-14", "diagnoses": {"principal": "M96.0"}, "fusions": [FUSION]}
CLAIM = {"discharged": "2026-11-20", "principal": "M96.0", "secondary": ["T84.226A"], "procedures": ["0SG0071"]}
YAML = """
discharged: 2026-01-14          # no quotes needed
diagnoses: {principal: M96.0}
fusions:
  - {joint: L4-5, status: refusion, column: posterior, direction: posterior, approach: open, materials: [local autograft]}
"""


class Run:
    """Runs one command as `python3 -m spine_edu` would, without a new process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys
        self.on(FAR)

    def on(self, today: str) -> None:
        """Set the clock of the commands."""
        self.monkeypatch.setattr("spine_edu.commands.command.today", lambda: today)

    def __call__(self, *arguments: str, stdin: str | bytes = b"") -> tuple[int, str, str]:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = self.capsys.readouterr()
        return status, out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


def _file(folder: Path, content: Any, name: str = "case.yml") -> str:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "content", [CASE, YAML, "\ufeff" + YAML, json.dumps(CASE, indent=2)], ids=["JSON", "YAML", "YAML with BOM", "indented JSON"]
)
def test_one_operation_is_answered_with_the_published_shape(run: Run, tmp_path: Path, content: Any) -> None:
    status, out, err = run("code", _file(tmp_path, content), "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert answer["discharged"] == "2026-01-14"
    assert {name: answer["icd10pcs"][name] for name in ("valid_in", "fusion", "companion")} == {
        "valid_in": "FY2026",
        "fusion": ["0SG0071"],
        "companion": [],
    }
    assert answer["icd9cm"] == {"applies": False, "fusion": ["81.37"], "count": "81.62", "companion": [], "optional": ["77.79"]}
    assert (answer["ms_drg"]["version"], answer["ms_drg"]["drg"]) == ("v43", "451")
    assert {"title", "weight"} <= set(answer["ms_drg"])
    assert answer["queries"] == []
    assert {"code", "rule", "because", "source"} <= set(answer["why"][0])


def test_the_same_without_json_is_the_explanation(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("code", _file(tmp_path, CASE))
    assert status == 0
    assert out.startswith("Discharged 2026-01-14: coded in ICD-10-PCS (FY2026).")


NOTE = """
discharged: 2026-01-14
diagnoses: {principal: M96.0, secondary: [T84.226A]}
fusions:
  - {joint: L4-L5, status: refusion, technique: PLF, approach: open, materials: [local bone, ICBG]}
  - {joint: L3-L4, technique: TLIF, approach: open, materials: [PEEK cage, local bone]}
procedures:
  - {kind: removal, of: screws and rods, vertebrae: [L4, L5], approach: open}
  - {kind: discectomy, joint: L3-L4, extent: partial, approach: open}
"""


def test_the_short_answer_has_a_line_for_each_code_the_questions_and_the_class(run: Run) -> None:
    lines = run("code", "-", stdin=NOTE)[1].splitlines()
    assert len(lines) <= 18
    assert [line.split()[0] for line in lines[1:4]] == ["0SG0071", "0SG00AJ", "0QP004Z"]
    assert "L4-L5: posterior column" in lines[1]
    assert lines[6].startswith("  bone harvest, site: ")
    assert "moves no code in force" in lines[7]
    assert "  L3-L4, status: Was L3-L4 fused before?" in lines[8]
    assert lines[9].startswith("MS-DRG v43: 402 ")
    assert "  T84.226A  Displacement of internal fixation device of vertebrae, initial encounter" in lines
    assert lines[-3].startswith("Until 2015-09-30, in ICD-9-CM: ")
    assert lines[-1].startswith("More: --why ")
    assert "character 3" not in "".join(lines)


def test_more_is_told_to_whoever_asks_for_it(run: Run) -> None:
    short = run("code", "-", stdin=NOTE)[1]
    why, icd9, everything = (run("code", "-", option, stdin=NOTE)[1] for option in ("--why", "--icd9", "--all"))
    assert "character 7: qualifier J" in why
    assert "Not coded" in why
    assert "81.0 (initial fusion)" not in why
    assert "character 5: L4-L5 counts as lumbar" in icd9
    assert "qualifier J" not in icd9
    assert "More:" not in everything
    assert "qualifier J" in everything
    assert len(short) < len(icd9) < len(everything)


def test_on_a_day_of_icd_9_its_codes_are_the_short_answer(run: Run) -> None:
    out = run("code", "-", "--on", "2014-01-14", stdin=NOTE)[1]
    assert "\n  81.37  L4-L5: Refusion of lumbar" in out
    assert "Until 2015" not in out


def test_what_is_asked_of_several_joints_is_asked_once_and_a_diagnosis_of_another_time_is_marked(run: Run) -> None:
    joints = [{**FUSION, "joint": joint, "status": None} for joint in ("L3-L4", "L4-L5")]
    content = {**CASE, "diagnoses": {"principal": "M48.06", "secondary": ["I10"]}, "fusions": joints}
    out = run("code", "-", stdin=json.dumps(content))[1]
    assert "  L3-L4 and L4-L5, status: Was L3-L4 fused before? " in out
    assert "Was L4-L5 fused" not in out
    assert "\n  M48.06  Spinal stenosis, lumbar region (principal); not valid on 2026-01-14\n  I10  Essential (primary)" in out


def test_several_operations_are_told_once_what_else_can_be_asked(run: Run) -> None:
    assert run("code", "-", stdin=json.dumps([CASE, CASE]))[1].count("More: ") == 1


def test_the_words_of_the_format_are_listed_with_those_of_the_operating_room(run: Run) -> None:
    status, out, err = run("code", "--words")
    assert (status, err) == (0, "")
    for told in ("materials\n", "  rhBMP: Infuse", "kind\n  removal (of, vertebrae, joint, side)", "names of fields"):
        assert told in out
    assert run("code", "--words", "side")[1].startswith("side\n  left: ")
    status, out, err = run("code", "--words", "material")
    assert (status, out) == (2, "")
    assert "did you mean 'materials'?" in err


def test_an_unknown_word_names_those_that_are_near_and_where_all_are(run: Run) -> None:
    err = run("code", "-", stdin=json.dumps({**CASE, "procedures": [{"kind": "graft of the disc"}]}))[2]
    assert "'discectomy'" not in err
    assert "'disc replacement'" in err
    assert "`code --words kind`" in err
    assert len(err) < 250


def test_what_is_wrong_in_the_same_way_is_told_once_with_all_its_lines(run: Run) -> None:
    entry = "  - {joint: L4-L5, status: initail, materials: [moon dust]}\n"
    status, _, err = run("code", "-", stdin=f"discharged: 2026-01-14\nfusions:\n{entry * 3}")
    assert status == 2
    assert err.count("'initail'") == err.count("'moon dust'") == 1
    assert err.count("The same stands in line 4 and line 5.") == 2


DRAFTS = yaml.load((ROOT / "tests" / "messy_notes.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("row", DRAFTS, ids=lambda row: row["note"])
def test_a_hasty_draft_is_asked_what_decides_and_coded_once_that_is_said(run: Run, row: dict[str, Any]) -> None:
    status, _, err = run("code", "-", stdin=row["written"])
    faults = err.splitlines()[1:] or err.splitlines()
    assert (status, len(faults)) == (2, len(row["asked"])), err
    for fault, asked in zip(faults, row["asked"], strict=True):
        assert asked in fault
    mended = row["written"]
    for before, after in row["mended"].items():
        assert before in mended
        mended = mended.replace(before, after)
    status, out, err = run("code", "-", "--json", stdin=mended)
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert answer["icd10pcs"]["fusion"] == row["fusions"]
    assert set(row.get("asks", ())) <= {query["missing"] for query in answer["queries"]}


def test_an_entry_in_the_wrong_list_is_one_thing_to_mend(run: Run) -> None:
    err = run("code", "-", stdin=json.dumps({**CASE, "fusions": [{"kind": "removal", "of": "screws", "vertebrae": "L4-L5"}]}))[2]
    assert err.count("\n") == 1
    assert "'kind', 'of' and 'vertebrae'; put them into an entry of procedures" in err


def test_standard_input_is_read(run: Run) -> None:
    status, out, _ = run("code", "-", "--json", stdin=YAML)
    assert (status, json.loads(out)["icd10pcs"]["fusion"]) == (0, ["0SG0071"])


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_list_in_gives_a_list_out(run: Run, number: int) -> None:
    status, out, _ = run("code", "-", "--json", stdin=json.dumps([CASE] * number))
    assert status == 0
    assert [entry["icd10pcs"]["fusion"] for entry in json.loads(out)] == [["0SG0071"]] * number
    status, out, _ = run("drg", "-", "--json", stdin=json.dumps([CLAIM] * number))
    assert (status, len(json.loads(out))) == (0, number)


def test_another_day_may_be_asked_for(run: Run) -> None:
    status, out, _ = run("code", "-", "--json", "--on", "2014-01-14", stdin=YAML)
    assert (status, json.loads(out)["icd9cm"]["applies"]) == (0, True)
    without = {name: value for name, value in CASE.items() if name != "discharged"}
    status, out, _ = run("code", "-", "--json", "--on", "2014-01-14", stdin=json.dumps([without]))
    assert (status, json.loads(out)[0]["discharged"]) == (0, "2014-01-14")


def test_what_the_note_leaves_open_is_a_query_and_no_error(run: Run) -> None:
    status, out, _ = run("code", "-", "--json", stdin=json.dumps({**CASE, "fusions": [{**FUSION, "materials": None}]}))
    answer = json.loads(out)
    assert (status, answer["icd10pcs"]["fusion"], answer["ms_drg"]["drg"]) == (0, [], None)
    (query,) = answer["queries"]
    assert (query["about"], query["missing"]) == ("L4-L5", "graft")
    assert query["ask"].endswith("?")


def test_a_claim_is_grouped(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("drg", _file(tmp_path, CLAIM, "claim.json"), "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["version"], answer["drg"]) == ("v44", "451")
    assert {"title", "weight", "because"} <= set(answer)
    dotless = {**CLAIM, "principal": "M960", "secondary": ["T84226A"]}
    assert json.loads(run("drg", "-", "--json", stdin=json.dumps(dotless))[1]) == answer


def test_a_claim_that_cannot_be_grouped_says_why(run: Run) -> None:
    status, out, _ = run("drg", "-", "--json", stdin=json.dumps({**CLAIM, "discharged": "2014-01-14", "procedures": ["81.37"]}))
    answer = json.loads(out)
    assert (status, answer["drg"]) == (0, None)
    assert answer["because"]


def test_a_code_is_looked_up(run: Run) -> None:
    status, out, _ = run("look", "0sg00aj", "--on", "2026-01-14", "--json")
    answer = json.loads(out)
    assert (status, answer["code"], answer["valid"]) == (0, "0SG00AJ", True)
    assert run("look", "0SG604Z", "--on", "2025-04-01", "--json")[1].count('"valid": false') == 1
    assert "81.38" in run("look", "81.38")[1]


def test_many_codes_are_looked_up_at_once(run: Run) -> None:
    pairs = [["0SG00AJ", "2026-01-14"], ["0SG604Z", "2025-03-31"], ["0SG604Z", "2025-04-01"]]
    status, out, _ = run("look", "-", "--json", stdin=json.dumps(pairs))
    assert (status, [entry["valid"] for entry in json.loads(out)]) == (0, [True, True, False])
    assert json.loads(run("look", "-", "--json", stdin="[]")[1]) == []


def test_an_empty_list_is_answered_in_words(run: Run) -> None:
    for command in ("code", "drg", "look"):
        assert run(command, "-", stdin="[]") == (0, "The list is empty, so there is nothing to answer.\n", "")
        assert json.loads(run(command, "-", "--json", stdin="[]")[1]) == []


def test_an_operation_in_which_nothing_was_done_says_so(run: Run) -> None:
    status, out, _ = run("code", "-", stdin="discharged: 2026-01-14")
    assert status == 0
    assert "neither fusions nor procedures" in out
    assert "neither fusions" not in run("code", "-", stdin=YAML)[1]


def test_a_claim_without_secondary_diagnoses_may_leave_them_empty(run: Run) -> None:
    claims = [{**CLAIM, "secondary": none, "procedures": CLAIM["procedures"]} for none in (None, [])]
    first, second = json.loads(run("drg", "-", "--json", stdin=json.dumps(claims))[1])
    assert first == second
    assert first["drg"] == "451"


def test_a_text_that_begins_with_a_byte_order_mark_is_read(run: Run) -> None:
    assert run("look", "-", "--json", stdin=b'\xef\xbb\xbf[["0SG0071", "2026-01-14"]]')[0] == 0
    assert run("code", "-", "--json", stdin=b"\xef\xbb\xbf" + json.dumps(CASE).encode())[0] == 0


@pytest.mark.parametrize("command", ["code", "drg"])
def test_the_example_that_a_command_prints_runs(run: Run, command: str) -> None:
    status, example, err = run(command, "--example")
    assert (status, err) == (0, "")
    assert "# " in example
    status, out, err = run(command, "-", stdin=example)
    assert (status, err) == (0, "")
    assert "MS-DRG v4" in out


@pytest.mark.parametrize("command", ["code", "drg"])
def test_help_shows_what_a_file_looks_like(run: Run, command: str) -> None:
    _, example, _ = run(command, "--example")
    assert example in run(command, "--help")[1]


def test_a_file_of_cases_is_coded_case_by_case(run: Run) -> None:
    status, out, _ = run("code", str(ROOT / "data" / "cases" / "refusion.yml"))
    assert status == 0
    assert out.startswith("mixed-l3-l5: A fusion that never healed")
    status, out, _ = run("code", str(ROOT / "data" / "cases" / "refusion.yml"), "--json", "--on", "2014-01-14")
    assert (status, {answer["discharged"] for answer in json.loads(out)}) == (0, {"2014-01-14"})


def test_a_case_is_coded_by_its_id_and_a_mistyped_id_names_the_nearest(run: Run) -> None:
    status, out, _ = run("code", "mixed-l3-l5")
    assert status == 0
    assert out.startswith("mixed-l3-l5: A fusion that never healed")
    assert json.loads(run("code", "mixed-l3-l5", "--json", "--on", "2014-01-14")[1])["icd9cm"]["applies"]
    status, out, err = run("code", "mixed-l3-l6")
    assert (status, out) == (2, "")
    assert "did you mean 'mixed-l3-l5'?" in err


def test_a_claim_reads_its_diagnoses_where_an_operation_has_them(run: Run) -> None:
    claim = {name: CLAIM[name] for name in ("discharged", "procedures")}
    claim["diagnoses"] = {name: CLAIM[name] for name in ("principal", "secondary")}
    assert run("drg", "-", "--json", stdin=json.dumps(claim)) == run("drg", "-", "--json", stdin=json.dumps(CLAIM))


def test_an_undecided_class_is_told_in_sentences_each_once(run: Run) -> None:
    status, out, _ = run("drg", "-", stdin=json.dumps({**CLAIM, "procedures": ["0SG00AJ", "Z999999"], "principal": "Z99.9"}))
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "MS-DRG: none given"
    assert len(set(lines)) == len(lines) > 1
    assert not [line for line in lines if line.lstrip().startswith("<")]


def test_every_fault_of_a_file_is_told_in_one_run_each_with_its_line(run: Run, tmp_path: Path) -> None:
    text = YAML.replace("2026-01-14 ", "03/04/2026 ").replace("refusion", "redo").replace("local autograft", "graft, alograft")
    text += "  - jiont: L3-4\nprincipal: M96.0\n"
    status, out, err = run("code", _file(tmp_path, text))
    assert (status, out) == (2, "")
    first, *faults = err.splitlines()
    assert "--example" in first
    told = [
        ("line 2", "'2026-03-04'"), ("line 5", "'redo'"), ("line 5", "its origin decides"),
        ("line 5", "did you mean 'allograft'?"), ("line 6", "did you mean 'joint'?"), ("line 7", "put it under diagnoses"),
    ]  # fmt: skip
    assert len(faults) == len(told), err
    for fault, parts in zip(faults, told, strict=True):
        assert all(part in fault for part in parts), fault


def test_faults_of_several_operations_and_claims_are_told_together(run: Run) -> None:
    entries = [CASE, {"fusions": []}, {**CASE, "diagnoses": {"principal": "724.02", "secondary": ["998.4"]}}]
    err = run("code", "-", stdin=json.dumps(entries))[2]
    assert [line.split(":")[0] for line in err.splitlines()[1:]] == [
        "  standard input, operation 2",
        "  standard input, operation 3, diagnoses, principal",
        "  standard input, operation 3, diagnoses, secondary, entry 1",
    ]
    err = run("drg", "-", stdin=json.dumps([{**CLAIM, "procedures": ["0SGO071"]}, CLAIM, {**CLAIM, "secondary": ["?"]}]))[2]
    assert [line.split(":")[0] for line in err.splitlines()[1:]] == [
        "  standard input, claim 1, procedures, entry 1",
        "  standard input, claim 3, secondary, entry 1",
    ]


BAD = [
    pytest.param(["code"], b"", ["file"], id="no file named"),
    pytest.param(["code", "no-such-file.yml"], b"", ["no-such-file.yml", "cannot be read"], id="a file that is not there"),
    pytest.param(["code", str(ROOT)], b"", ["cannot be read"], id="a folder"),
    pytest.param(["code", sys.executable], b"", ["no text in UTF-8"], id="a binary file"),
    pytest.param(["code", "-"], b"", ["standard input"], id="nothing on standard input"),
    pytest.param(["code", "-"], b"\xff\xfe\x00\x01", ["standard input"], id="bytes on standard input"),
    pytest.param(["code", "-"], "Müller".encode("latin-1"), ["standard input", "save it as UTF-8"],
                 id="another alphabet on standard input"),
    pytest.param(["code", "-"], YAML.encode("utf-16"), ["standard input", "save it as UTF-8"], id="UTF-16"),
    pytest.param(["code", "-"], YAML.encode("utf-16-le"), ["standard input", "in UTF-8"], id="UTF-16 that does not say so"),
    pytest.param(["code", "-"], b"# a comment\n\n", ["standard input is empty"], id="nothing but a comment"),
    pytest.param(["drg", "-"], b"", ["standard input is empty"], id="drg: nothing"),
    pytest.param(["code", ""], b"", ["name of the file is empty"], id="a name without letters"),
    pytest.param(["code", "-"], b"discharged: 2026-01-14\nfusions:\n\t- joint: L4-L5\n", ["line 3", "a tab", "two spaces"],
                 id="a tab in front"),
    pytest.param(["code", "-"], b"a: 1\n---\na: 2\n", ["line 2", "second document", "one list"], id="two documents"),
    pytest.param(["code", "-"], b"a: &a {b: 1}\nc: {<<: *a}\n", ["line 2", "'<<'", "write every field out"], id="a merge key"),
    pytest.param(["code", "-"], b"[null]", ["operation 1", "an empty entry"], id="an empty entry of a list"),
    pytest.param(["code", "-"], b"a: [", ["not readable YAML", "line"], id="broken YAML"),
    pytest.param(["code", "-"], b'{"discharged": ', ["not readable YAML"], id="broken JSON"),
    pytest.param(["code", "-"], b"[" * 50_000, ["levels deep"], id="nested without end"),
    pytest.param(["code", "-"], b"42", ["no set of fields"], id="a number"),
    pytest.param(["code", "-"], json.dumps([{"fusions": []}]).encode(), ["operation 1", "'discharged'"],
                 id="one broken entry of a list"),
    pytest.param(["code", "-"], json.dumps({**CASE, "fusion": []}).encode(), ["'fusion'", "fusions"], id="an unknown field"),
    pytest.param(["code", "-"], json.dumps({**CASE, "fusions": [{"joint": "L6-S1"}]}).encode(),
                 ["fusions entry 1", "transitional"], id="a joint that is none"),
    pytest.param(["code", "-"], json.dumps({**CASE, "diagnoses": {"principal": "M"}}).encode(), ["diagnoses", "principal"],
                 id="a diagnosis that is none"),
    pytest.param(["code", "-", "--on", "yesterday"], YAML.encode(), ["yesterday", "year-month-day"], id="--on with no day"),
    pytest.param(["code", "-", "--on", ""], YAML.encode(), ["'' is not a day"], id="--on with an empty day"),
    pytest.param(["look", "0SG0071", "--on", ""], b"", ["'' is not a day"], id="look: an empty day"),
    pytest.param(["look", "-", "--on", ""], b"[]", ["'' is not a day"], id="look: an empty day for a list"),
    pytest.param(["code", "-", "--on"], YAML.encode(), ["--on"], id="--on with nothing"),
    pytest.param(["code", "-", "--xml"], YAML.encode(), ["--xml"], id="an unknown option"),
    pytest.param(["drg", "-"], b"[]extra", ["not readable YAML"], id="drg: broken"),
    pytest.param(["drg", "-"], b'{"principal": "M96.0"}', ["discharged is missing"], id="drg: no day"),
    pytest.param(["drg", "-"], b'"0SG0071"', ["claim"], id="drg: no claim"),
    pytest.param(["drg", "-"], json.dumps([{**CLAIM, "colour": 1}]).encode(), ["claim 1", "colour"],
                 id="drg: one broken claim of a list"),
    pytest.param(["drg", "-"], json.dumps({**CLAIM, "discharged": "20261120"}).encode(), ["discharged"], id="drg: no such day"),
    pytest.param(["drg", "no-such-claim.json"], b"", ["cannot be read"], id="drg: no file"),
    pytest.param(["look", "!"], b"", ["!"], id="look: no code"),
    pytest.param(["look", "0SG00AJ", "--on", "soon"], b"", ["soon"], id="look: no day"),
    pytest.param(["look", "-"], b"0SG00AJ", ["no JSON"], id="look: no JSON"),
    pytest.param(["look", "-"], b"{}", ["list of pairs"], id="look: no list"),
    pytest.param(["look", "-"], b'[["0SG00AJ", "2026-01-14"], [1, 2]]', ["entry 2"], id="look: one broken pair"),
    pytest.param(["look", "-"], b"[" * 50_000, ["no JSON"], id="look: nested without end"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "stdin", "told"), BAD)
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_bad_input_is_refused_in_one_line(run: Run, arguments: list[str], stdin: bytes, told: list[str], as_json: bool) -> None:
    status, out, err = run(*arguments, *(["--json"] if as_json and arguments[-1] != "--on" else []), stdin=stdin)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1, err
    assert err.startswith("spine_edu")
    assert "Traceback" not in err
    assert len(err) < 700
    for part in told:
        assert part in err


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
@pytest.mark.parametrize(
    ("command", "good", "broken", "told"),
    [
        pytest.param("code", CASE, {"fusions": []}, "operation 2: field 'discharged' is missing", id="code"),
        pytest.param("drg", CLAIM, {**CLAIM, "colour": 1}, "claim 2: there is no field 'colour'", id="drg"),
    ],
)
def test_what_cannot_be_read_hides_no_other_answer(
    run: Run, command: str, good: Any, broken: Any, told: str, as_json: bool
) -> None:
    option = ["--json"] if as_json else []
    status, out, err = run(command, "-", *option, stdin=json.dumps([good, broken, good]))
    alone = run(command, "-", *option, stdin=json.dumps([good, good]))[1]
    assert status == 1
    assert told in err
    if as_json:
        first, second = json.loads(alone)
        assert json.loads(out) == [first, None, second]
    else:
        assert out == alone


def test_several_files_and_cases_are_answered_in_one_run(run: Run, tmp_path: Path) -> None:
    one, other = _file(tmp_path, YAML, "one.yml"), _file(tmp_path, NOTE, "other.yml")
    status, out, _ = run("code", one, other, "mixed-l3-l5", "--json")
    assert status == 0
    assert [answer["discharged"] for answer in json.loads(out)][:2] == ["2026-01-14", "2026-01-14"]
    assert len(json.loads(out)) == 3
    status, out, err = run("code", one, _file(tmp_path, "fusions: []", "broken.yml"))
    assert (status, out) == (1, run("code", one)[1])
    assert "broken.yml" in err


def test_a_claim_may_list_its_codes_in_a_text_as_an_operation_does_and_keeps_their_order(run: Run) -> None:
    claim = {"discharged": "11/20/2026", "diagnoses": "M96.0, T84.226A, D62", "procedures": "0SG0071, 0SG00AJ"}
    status, out, err = run("drg", "-", stdin=json.dumps(claim))
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[-3:]] == ["M96.0", "T84.226A", "D62"]
    listed = {**claim, "discharged": "2026-11-20", "procedures": ["0SG0071", "0SG00AJ"]}
    assert set(run("drg", "-", stdin=json.dumps(listed))[1].splitlines()) < set(out.splitlines())
    assert "'11/20/2026' is read as 2026-11-20" in out


def test_an_entry_whose_kind_is_unknown_is_told_with_all_that_is_wrong_in_it(run: Run) -> None:
    entry = {"kind": "laminoplasty", "joint": "L6-S1", "approach": "MIS", "of": "anything"}
    err = run("code", "-", stdin=json.dumps({**CASE, "procedures": [entry]}))[2]
    assert [part in line for part, line in zip(("laminoplasty", "L6 is", "'MIS'"), err.splitlines()[1:], strict=True)] == [
        True
    ] * 3


def test_a_reason_that_was_given_of_one_code_is_not_given_again(run: Run) -> None:
    lines = run("code", "-", "--why", stdin=NOTE)[1].splitlines()
    reasons = [line for line in lines if line.startswith("      character") and "as for" not in line]
    assert len(set(reasons)) == len(reasons) > 5
    assert any(line.startswith("      characters 3") and line.endswith("as for 0SG0071") for line in lines)


def test_the_commands_run_as_a_module_of_a_fresh_process(tmp_path: Path) -> None:
    """Once for real, from another folder, with a name that is not ASCII."""
    file = _file(tmp_path, YAML, "Fall ä.yml")
    ran = subprocess.run([sys.executable, "-m", "spine_edu", "code", file, "--json"], capture_output=True, cwd=ROOT, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["icd10pcs"]["fusion"] == ["0SG0071"]
    ran = subprocess.run([sys.executable, "-m", "spine_edu", "code", file + "x"], capture_output=True, cwd=ROOT, check=False)
    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1


def test_a_letter_that_the_terminal_lacks_does_not_stop_the_answer(tmp_path: Path) -> None:
    content = {**CASE, "fusions": [{**FUSION, "joint": "L4\u2013L6"}]}
    ran = subprocess.run(
        [sys.executable, "-m", "spine_edu", "code", _file(tmp_path, content)],
        capture_output=True, cwd=ROOT, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert ran.returncode == 2
    assert b"transitional" in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("as_json", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [(["code", "-"], YAML), (["drg", "-"], json.dumps(CLAIM)), (["look", "0SG0071", "--on", "2026-01-14"], "")],
    ids=["code", "drg", "look"],
)
def test_the_end_of_the_tables_is_told_beside_the_answer_and_never_in_it(
    run: Run, arguments: list[str], stdin: str, as_json: list[str]
) -> None:
    last, told = ending().last, {}
    answers = set()
    for today in (FAR, last, PAST):
        run.on(today)
        status, out, told[today] = run(*arguments, *as_json, stdin=stdin)
        answers.add((status, out))
    assert len(answers) == 1, "an answer depends on the day of discharge alone"
    assert told[FAR] == ""
    assert told[last].startswith(f"The code tables of this course end on {last}.")
    assert told[PAST].startswith(f"The code tables of this course ended on {last}: answers for discharges after")


def test_who_checks_what_authors_write_is_not_told_of_the_tables(run: Run) -> None:
    run.on(PAST)
    assert run("check", "-", stdin=(ROOT / "data" / "questions" / "start.yml").read_text("utf-8"))[2] == ""


@pytest.mark.parametrize("command", ["code", "drg", "look"])
def test_help_is_told(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as stop:
        start.main([command, "--help"])
    assert stop.value.code == 0
    assert "--json" in capsys.readouterr().out

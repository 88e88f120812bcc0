"""The explanation reads well: sentences, not fragments, in text and in HTML."""

from __future__ import annotations

import html
import html.parser
import re

import pytest
from hypothesis import given

from spine_edu.coding.engine import codes_for
from spine_edu.coding.explain import explain
from spine_edu.errors import CodeError
from spine_edu.operation import read_operation
from tests.coding.build import CAGE, Fields, contents, done, fused, operation

MIXED = operation(
    "2026-01-14",
    fused("L4-L5", status="refusion"),
    fused("L5-S1", "plif", CAGE),
    procedures=[done("removal", of="screws and rods", vertebrae=["L4", "L5"]), done("discectomy", joint="L5-S1")],
    principal="M96.0",
)


def test_the_text_holds_codes_titles_reasons_questions_and_what_is_not_coded() -> None:
    text = explain(codes_for(MIXED)).text()
    for part in (
        "0SG0071  Fusion of Lumbar Vertebral Joint",
        "81.37  Refusion",
        "[B3.10c]",
        "Ask the surgeon",
        "Not coded",
        "MS-DRG",
    ):
        assert part in text
    assert text.startswith("Discharged 2026-01-14: coded in ICD-10-PCS (FY2026).")


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("2014-01-14", "coded in ICD-9-CM."),
        ("1980-01-14", "not covered by our tables."),
        ("2030-01-14", "not covered by our tables."),
    ],
)
def test_the_heading_says_which_system_held(day: str, heading: str) -> None:
    assert explain(codes_for(MIXED.on(day))).text().splitlines()[0] == f"Discharged {day}: {heading}"


def test_the_explanation_as_data_is_the_answer() -> None:
    assert explain(codes_for(MIXED)).as_dict() == codes_for(MIXED).as_dict()


@given(contents())
def test_text_table_and_data_say_the_same_sentences_in_the_same_order(content: Fields) -> None:
    """A question that is asked of several joints stands once in text and table, with their names."""
    explanation = explain(codes_for(read_operation(content)))
    told = explanation.as_dict()
    sentences = [*dict.fromkeys(query["ask"] for query in told["queries"])] + told["notes"]
    sentences += [reason["because"] for reason in told["why"]]
    sentences += told["ms_drg"]["because"] if told["ms_drg"] else []
    sentences += [left["because"] for left in told["not_coded"]]
    table = html.unescape(re.sub(r"<[^>]*>", "", explanation.html()))
    for said in (explanation.text(), table):
        place = 0
        for sentence in sentences:
            assert sentence in said[place:], f"{sentence!r} is missing, or stands elsewhere"
            place = said.index(sentence, place) + len(sentence)


_DISAGREES = re.compile(
    r"\ba (MCC|MS-DRG|MDC|8|11)\b|\ban (CC|PCS)\b"
    r"|\b1 (joints|vertebrae|codes|queries)\b|(?<![\d-])[2-9] (joint|vertebra|code|query)\b(?!-)"
    r"|[0-9A-Z]{7} and [0-9A-Z]{7} (ranks|is|has|stands|fuses|counts|was|gives)\b"
    r"|\bat these vertebrae\b(?<=in [CTLS]\d with no graft at these vertebrae)"
)


@given(contents())
def test_number_and_article_agree_in_every_sentence(content: Fields) -> None:
    assert not _DISAGREES.search(explain(codes_for(read_operation(content))).text())


def test_what_a_rule_says_lies_under_its_name_where_it_is_named_first() -> None:
    table = explain(codes_for(MIXED)).html()
    named = re.findall(r"<small(?: title=\"[^\"]*\")?>\([^<]*\)</small>", table)
    for rule in {re.sub("<[^>]*>", "", name) for name in named}:
        first, *more = [name for name in named if name.endswith(f">{rule}</small>")]
        assert "title=" in first and not any("title=" in name for name in more), rule
    assert len(named) > len(set(named)) > 1


def test_one_reason_for_many_joints_is_said_once_with_their_names() -> None:
    mixed = [fused(f"T{n}-T{n + 1}", materials=["local autograft", "allograft"]) for n in range(1, 12)]
    text = explain(codes_for(operation("2026-01-14", *mixed))).text()
    (said,) = [line for line in text.splitlines() if "donor bone was mixed in" in line]
    assert "T1-T2" in said
    assert "T11-T12" in said
    silent = explain(codes_for(operation("2026-01-14", *(fused(joint, approach=None) for joint in ("L3-L4", "L4-L5"))))).text()
    assert "L3-L4 and L4-L5, approach: How was the site reached" in silent


FOLD = re.compile(r"<details>.*</details>", re.DOTALL)


def test_codes_and_questions_stand_first_a_line_each_and_all_else_is_folded() -> None:
    answer = codes_for(MIXED.on("2026-01-14"))
    open_page = html.unescape(re.sub(r"<[^>]*>", " ", FOLD.sub("", answer.explain().html())))
    for code in answer.codes:
        assert open_page.count(code) == 1, code
    assert "posterior column, from behind; the patient's own bone" in open_page
    for told_on_demand in ("Why these codes", "ICD-9-CM, as", "MS-DRG", "Not coded"):
        assert told_on_demand not in open_page
        assert f"<summary>{told_on_demand}" in answer.explain().html()
    lines = answer.explain().text().splitlines()
    assert [line.split()[0] for line in lines[3 : 3 + len(answer.codes)]] == list(answer.codes)
    silent = codes_for(operation("2026-01-14", fused("L4-L5", column=None), principal="M96.0"))
    assert "Which part was fused" in FOLD.sub("", silent.explain().html())


def test_what_ranks_above_a_class_is_for_who_asks() -> None:
    page = codes_for(operation("2026-01-14", fused("L4-L5"), principal="M96.0")).explain().html()
    assert "<details><summary>What ranks above it</summary>Ranked above, but not met" in page


@pytest.mark.parametrize("day", ["2026-01-14", "2014-01-14"])
def test_less_is_told_to_those_who_have_not_learned_more(day: str) -> None:
    answer = codes_for(MIXED.on(day))
    other = "ICD-10-PCS" if answer.icd9_applies else "ICD-9-CM"
    beyond = (other, "MS-DRG", "Not coded")
    codes, characters = (answer.showing(show).explain().text() for show in ("codes", "characters"))
    assert not [word for said in (codes, characters) for word in beyond if word in said]
    assert all(code in codes for code in answer.codes)
    fusions = answer.icd9_fusion if answer.icd9_applies else answer.pcs_fusion
    told = re.findall(r"^  (\S+)  ", characters, re.MULTILINE)
    assert told == [code.code for code in fusions]
    characters_told = {line.strip()[:11] for line in characters.splitlines() if line.strip().startswith("character ")}
    assert characters_told == ({"character 4", "character 5"} if answer.icd9_applies else {"character 6", "character 7"})
    assert answer.showing("codes") == answer


def test_how_much_is_told_is_one_of_three() -> None:
    with pytest.raises(CodeError, match="'characters', 'codes' or 'all', not 'everything'"):
        codes_for(MIXED).showing("everything")  # type: ignore[arg-type]


def test_a_notebook_shows_the_table_and_the_text() -> None:
    bundle = codes_for(MIXED)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"].count("<table>") == bundle["text/html"].count("</table>") >= 4


class _Balanced(html.parser.HTMLParser):
    """Complains about a tag that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


BAD_GRAMMAR = re.compile(
    r"\ba (?=[aeio])(?!one)|\ban (?=[^aeiou8L])|\bNone\b|\(\)|\[\]|  \S|\b(and|or) (and|or)\b|, \.|\.\.(?!\.)"
    r"|\b(screws|rods|hooks|wires|screws and rods) (was|is|sits|comes)\b|\b(plate|device) (were|are|sit)\b"
    r"|\b1 joints\b|frozenset|Joint\("
)


@given(contents())
def test_sentences_agree_in_number_and_nothing_of_the_program_shows(content: Fields) -> None:
    found = codes_for(read_operation(content))
    said = [reason.because for code in found.assignments for reason in code.reasons]
    said += [code.contested for code in found.assignments] + [query.ask for query in found.queries]
    said += [rejection.because for rejection in found.rejections]
    for sentence in said:
        assert not BAD_GRAMMAR.search(sentence), f"{BAD_GRAMMAR.search(sentence)} in {sentence!r}"
    page = _Balanced()
    page.feed(found.explain().html())
    assert not page.open


def test_what_comes_from_outside_is_escaped() -> None:
    page = codes_for(operation("2026-01-14", fused("L4-L5"), principal="M96.0")).explain().html()
    assert "<script" not in page
    assert "&#x27;" in page


@pytest.mark.parametrize("principal", ["Z98.1", "A41.9"])
def test_a_class_outside_the_spine_is_told_with_its_title(principal: str) -> None:
    found = codes_for(operation("2026-11-20", fused("L4-L5"), principal=principal))
    assert found.grouping is not None
    for said in (found.explain().text(), found.explain().html(), str(found.grouping)):
        assert f"{found.grouping.drg}" in said
        assert f"{found.grouping.title}" in said
        assert "None" not in said

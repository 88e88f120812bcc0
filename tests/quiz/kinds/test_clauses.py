"""A note is cut where it pauses, never where its evidence begins, and not a word is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spine_edu.cases import Case, all_cases
from spine_edu.quiz.kinds.clauses import clauses_of, paragraphs_of


def joined(note: str) -> str:
    return " ".join(
        piece
        for paragraph in paragraphs_of(note)
        for line in paragraph
        for run in line
        for piece in (run.heading, *run.clauses)
        if piece
    )


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_no_word_of_a_note_is_lost_or_moved(case: Case) -> None:
    assert joined(case.note).split() == case.note.split()


@example(note="L--:1")
@given(note=st.text(alphabet="ab L45.,;:!?-1(\n “", max_size=80))
def test_no_word_of_any_text_is_lost_or_moved(note: str) -> None:
    assert joined(note).split() == note.split()


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        pytest.param("Rods were placed. The wound was closed.", ["Rods were placed.", "The wound was closed."],
                     id="two sentences"),
        pytest.param("Screws went into L3, L4, L5 and S1.", ["Screws went into L3, L4, L5 and S1."],
                     id="an enumeration of bones"),
        pytest.param("Fusion, left, with a cage.", ["Fusion, left, with a cage."], id="pieces too short to stand alone"),
        pytest.param("It was solid at L4-5, with no motion on distraction.",
                     ["It was solid at L4-5,", "with no motion on distraction."], id="two long pieces"),
        pytest.param("A 2.5 mm gap was seen by Dr. Who.", ["A 2.5 mm gap was seen by Dr. Who."], id="a decimal and a title"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_a_line_is_cut_at_its_pauses(line: str, clauses: list[str]) -> None:
    assert list(clauses_of(line)) == clauses


def test_headings_and_numbers_of_a_list_are_not_to_be_marked() -> None:
    runs = [run for line in paragraphs_of("PROCEDURES:\n1. Fusion of L4-L5. ANESTHESIA: General.")[0] for run in line]
    assert [(run.heading, run.clauses) for run in runs] == [
        ("PROCEDURES:", ()),
        ("1.", ("Fusion of L4-L5.",)),
        ("ANESTHESIA:", ("General.",)),
    ]

"""Tone: who picks what sounds careful, or strikes out what sounds absolute, gains nothing in our bank; before, one did."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from spine_edu import data
from spine_edu.review.draft import choices_in, options_of, read_drafts
from spine_edu.review.fairness import Options, told_by_tone
from spine_edu.review.tone import ABSOLUTES, HEDGES, absolute, hedged, most_modest

BEFORE = Path(__file__).parent / "bank_guessed_by_tone.txt"


def singles_before() -> list[Options]:
    """Return the options of the bank before its tone was measured; a line begins with + where it is right."""
    blocks = re.sub(r"^#.*\n", "", BEFORE.read_text("utf-8"), flags=re.MULTILINE).strip().split("\n\n")
    return [[(line[2:], line[0] == "+") for line in block.splitlines()] for block in blocks]


@functools.cache
def singles_today() -> list[Options]:
    drafts = [
        draft
        for path in data.files("questions", "*.yml")
        for draft in read_drafts(data.text_of(f"questions/{path.name}"), path.name)[0]
    ]
    return [options_of(c) for draft in drafts for _, c in choices_in(draft) if c.get("kind", "single") == "single"]


def test_the_bank_before_could_be_guessed_by_its_tone() -> None:
    found = [finding.text for finding in told_by_tone("before", singles_before())]
    assert [text.split(" is right")[0] for text in found] == [
        "An option that leaves room",
        "An option that leaves no room",
        "An option that sounds most careful",
    ]


def test_the_bank_of_today_cannot() -> None:
    """`check` asks the same of the whole bank and of each file; here it is asked by itself, so that nothing else hides it."""
    assert [str(finding) for finding in told_by_tone("today", singles_today())] == []


@pytest.mark.parametrize("pick", [hedged, absolute], ids=["words that leave room", "words that leave none"])
def test_such_words_are_about_as_frequent_in_right_options_as_in_wrong_ones(pick: Callable[[Sequence[str]], set[int]]) -> None:
    """Within six percent of all options; before, the shares lay 14 and 13 apart."""
    shares = {}
    for correct in (True, False):
        marks = [
            n in pick([text for text, _ in options])
            for options in singles_today()
            for n, (_, c) in enumerate(options)
            if c is correct
        ]
        shares[correct] = 100 * sum(marks) / len(marks)
    assert abs(shares[True] - shares[False]) <= 6, shares


def test_doubt_is_wrong_in_some_questions_and_certainty_right() -> None:
    """Otherwise 'it is open' would always be worth a try."""
    texts = [(text, correct) for options in singles_today() for text, correct in options]
    open_ones = [correct for text, correct in texts if re.search(r"\bopen\b|\bdepends?\b|\bdisagree\b", text) and hedged([text])]
    assert open_ones.count(False) >= open_ones.count(True)
    assert sum(correct for text, correct in texts if absolute([text])) >= 20


@pytest.mark.parametrize(
    ("text", "leaves_room", "leaves_none"),
    [
        ("It is open, as the studies disagree", True, False),
        ("Open, as the site was laid bare and seen", False, False),
        ("Usually not, under 2 mm counts as safe", True, False),
        ("It cannot be told without the names", True, False),
        ("Crest bone is alive, so the protein cannot have fused more", False, True),
        ("It names how many of a hundred had it", False, False),
        ("About half as far as before", True, False),
        ("It is about another operation than the question", False, False),
        ("Never, for C7-T1 has a value of its own", False, True),
        ("Decompression alone did as well for them", False, False),
        ("0QP004Z alone", False, True),
        ("Refusion at all three joints", False, True),
    ],
)
def test_a_tone_is_heard_by_its_words_and_not_by_the_matter(text: str, leaves_room: bool, leaves_none: bool) -> None:
    assert (bool(hedged([text])), bool(absolute([text]))) == (leaves_room, leaves_none)


@pytest.mark.parametrize("words", [HEDGES, ABSOLUTES], ids=["hedges", "absolutes"])
def test_every_word_of_a_list_has_a_reason_and_stands_in_some_bank(words: Mapping[str, str]) -> None:
    texts = [text for options in (*singles_before(), *singles_today()) for text, _ in options]
    for pattern, reason in words.items():
        assert re.fullmatch(r"it .+", reason)
        assert any(re.search(rf"\b(?:{pattern})(?=\W|$)", text, re.IGNORECASE) for text in texts), pattern


ROOM, PLAIN, FIRM = "It may be so, in some way", "It is so, and in this way", "It is always so, in any way"


def bank(right: str, wrong: str, size: int = 8) -> list[Options]:
    return [[(right, True), (wrong, False), (PLAIN, False)] for _ in range(size)]


@pytest.mark.parametrize(
    ("singles", "said"),
    [
        pytest.param(bank(ROOM, PLAIN), "that leaves room is right in 8 of 8", id="the careful one is right"),
        pytest.param(bank(PLAIN, ROOM, 12), "that leaves room is right in 0 of 12", id="the careful one is wrong"),
        pytest.param(bank(PLAIN, FIRM, 12), "that leaves no room is right in 0 of 12", id="the absolute one is wrong"),
        pytest.param(bank(FIRM, PLAIN), "that leaves no room is right in 8 of 8", id="the absolute one is right"),
    ],
)
def test_a_tone_that_tells_is_found(singles: list[Options], said: str) -> None:
    assert any(said in finding.text for finding in told_by_tone("x.yml", singles))


def test_a_tone_that_is_right_as_often_as_chance_is_left_alone() -> None:
    fair = [*bank(ROOM, PLAIN, 4), *bank(PLAIN, ROOM, 8), *bank(FIRM, PLAIN, 4), *bank(PLAIN, FIRM, 8)]
    assert [finding for finding in told_by_tone("x.yml", fair) if "careful" not in finding.text] == []


def test_too_few_questions_say_nothing() -> None:
    assert list(told_by_tone("x.yml", bank(ROOM, PLAIN, 5))) == []


def test_the_most_careful_option_weighs_both_kinds_of_words() -> None:
    assert most_modest([PLAIN, FIRM]) == {0}
    assert most_modest([ROOM, PLAIN, FIRM]) == {0}
    assert most_modest([PLAIN, PLAIN]) == {0, 1}

"""The phrases of the note writer: every one can be read, and what is wrong with one is told."""

import pytest

from spine_edu import data
from spine_edu.errors import DataError
from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.phrases import SLOTS, phrases, read_phrase, written
from spine_edu.practice.plans.tables import techniques

NO_PHRASES = {"sounds"}


def texts(value, path=()):
    """Yield each phrase of the file with its place."""
    if isinstance(value, list):
        yield from ((path, text) for text in value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, (*path, name))


ALL = [
    found
    for name, value in data.document("practice/phrases.yml").items()
    if name not in NO_PHRASES
    for found in texts(value, (name,))
]


def test_every_phrase_can_be_read_and_written():
    words = dict.fromkeys(SLOTS, "word")
    for path, text in ALL:
        for seed in range(6):
            said = "".join(piece for piece, _ in written(read_phrase(text, ", ".join(path)), Chance(seed), words))
            assert said and not set(said) & set("{}[]|()<>"), (path, said)


def test_every_technique_has_a_name_a_past_and_a_way_in():
    for name, technique in techniques().items():
        for place in (("names", name), ("positioned", technique.way), ("incision", technique.way)):
            assert phrases(*place), place


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bone (was|were laid in", "round bracket is not closed"),
        ("[column the endplates bled]", "begins with the fact"),
        ("[colum: the endplates bled]", "did you mean 'column'"),
        ("[column: the endplates bled", "square bracket is not closed"),
        ("at {levels} bone was laid", "did you mean 'level'"),
        ("bone | graft", "stands alone"),
        ("<drian> the drain was placed", "did you mean 'drain'"),
    ],
)
def test_a_slip_in_a_phrase_is_told_with_its_fix(text, says):
    with pytest.raises(DataError) as error:
        read_phrase(text)
    assert says in str(error.value)


def test_there_are_no_phrases_where_nobody_wrote_any():
    with pytest.raises(DataError, match="no phrase"):
        phrases("incision", "front of the knee")

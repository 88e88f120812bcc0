"""One picture in several states: what is on screen, what stands where nothing runs, and what is refused."""

from __future__ import annotations

import re

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.plates.pressed_root import hit_by
from spine_edu.lesson import column_systems, herniations, roots, ways_in
from spine_edu.text.cited import uncited
from spine_edu.widgets.turning.views import Views
from tests.widgets.unpack import unpacked


def test_moving_a_herniation_outward_changes_what_it_presses() -> None:
    views = herniations("L4-L5")
    pressed = []
    for place in range(len(views.pictures)):
        views.shown = place
        pressed.append(views.picture.name.partition("presses the ")[2])
    assert pressed == ["thecal sac", "L5 root", "L4 root", "L4 root"]


def test_the_neck_has_no_far_lateral_herniation() -> None:
    assert list(herniations("C5-C6").pictures) == ["central", "paracentral", "foraminal"]


@pytest.mark.parametrize("views", [herniations(), ways_in(), column_systems()], ids=["herniations", "ways in", "columns"])
def test_the_browser_gets_every_picture_with_its_name_and_words(views: Views) -> None:
    faces = unpacked(views.views)
    assert [(face["name"], face["title"], face["words"]) for face in faces] == [
        (name, picture.name, uncited(picture.words)) for name, picture in views.pictures.items()
    ]
    assert not any(re.search(r"\[[a-z]+\d{4}\]", face["words"]) for face in faces)
    assert all("".join(face["drawing"]).startswith("<svg") for face in faces)


def test_where_nothing_runs_one_view_is_drawn_and_the_others_are_told() -> None:
    printed = herniations("L4-L5").static_html()
    assert printed.count("<img ") == 1
    assert f"presses the {hit_by('L4-L5', 'far lateral')}" in printed


def test_one_picture_alone_is_no_switch() -> None:
    with pytest.raises(FigureError, match="two pictures or more"):
        Views("Which?", {"only": roots()})


def test_a_view_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(FigureError, match="Views: central, paracentral"):
        Views("Which?", {"central": roots("L4-L5", "central"), "paracentral": roots()}, shown="front")

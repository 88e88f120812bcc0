"""The two views of a still: what words name is seen in one of them, and letters stand where what they name is seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from spine_edu.anatomy import joint_named
from spine_edu.cases import case_named
from spine_edu.figures.spine3d.spine import USUAL
from spine_edu.figures.spine3d.still import look, still, views_of
from spine_edu.geometry.body.posture import neutral
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.plan.history import stages_of
from spine_edu.geometry.plan.plan import Cage, Plan
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.render.png import read_png
from spine_edu.geometry.render.render import seen
from spine_edu.geometry.render.triangles import Surface
from spine_edu.geometry.scene.construct import parts_of, window_of


@pytest.mark.parametrize("id", ["front-and-back-c4-c6", "abdomen-after-back-l4-s1", "front-then-back-l5-s1"])
def test_from_behind_no_letter_of_the_anterior_column_stands_on_bone(id):
    case = case_named(id)
    plan = stages_of(case, case.operation_month)[0].plan
    parts = parts_of(plan, window_of(plan), neutral(), USUAL, "coarse")

    def without(column):
        return look([replace(part, place=None) if part.column == column else part for part in parts], "back")

    whole = look(parts, "back")
    assert (whole == without("anterior")).all()
    assert not (whole == without("posterior")).all()


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "top"])  # from above, bodies hide it: that view is for screws
def test_one_of_the_two_views_shows_the_cage(view):
    plan = Plan("today", cages=(Cage(joint_named("L5-S1"), "TLIF"),))
    parts = parts_of(plan, ("L4", "L5", "S1"), neutral(), ["bone", "hardware"], "coarse")
    middle = np.concatenate([part.mesh.points for part in parts]).mean(axis=0)
    surfaces = [Surface(_moved(part.mesh, middle), "#FFFFFF") for part in parts]
    cages = [number for number, part in enumerate(parts) if part.layer == "hardware"]
    looked = (seen(surfaces, VIEWS[name], (300, 300), (-150, -150, 150, 150)) for name in views_of(view))
    assert max(np.isin(owner, cages).sum() for owner in looked) > 100


def test_glass_reads_on_dark_and_on_light_paper():
    plan = Plan("today")
    image = read_png(still(parts_of(plan, ("L3", "L4"), neutral(), ["bone"], "coarse"), xray=True))
    cover = image[..., 3:] / 255.0
    for paper in (np.array([35.0, 43, 50]), np.array([244.0, 241, 234])):
        page = image[..., :3] * cover + paper * (1 - cover)
        assert (np.abs(page - paper).max(axis=2) > 60).sum() > 2500  # the lines around the bones


def _moved(mesh, middle):
    return Mesh(mesh.points - middle, mesh.faces)

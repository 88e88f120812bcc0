"""The renderer that needs no browser: what is in front hides what is behind, left is left, one scene is one file."""

from __future__ import annotations

import numpy as np
import pytest

from spine_edu.errors import GeometryError
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.mesh.mesh import box
from spine_edu.geometry.render import lettering
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.render.canvas import SceneLabel
from spine_edu.geometry.render.png import png, read_png
from spine_edu.geometry.render.render import Caption, beside, render
from spine_edu.geometry.render.triangles import Surface

RED, BLUE = "#C02020", "#2030C0"


def where(image: np.ndarray, channel: int) -> np.ndarray:
    """Pixels (row, column) in which one colour is clearly the strongest."""
    rest = [c for c in range(3) if c != channel]
    strong = image[..., channel].astype(int) - image[..., rest].max(axis=2)
    return np.argwhere(strong > 40)


@pytest.mark.parametrize(
    ("view", "sees"),
    [("back", "left"), ("front", "right"), ("top", "left")],
)
def test_the_patients_left_is_where_that_view_has_it(view, sees):
    """Seen from behind, and from above with the front up, the patient's left is on the left."""
    left = Surface(box((10, -3, -3), (16, 3, 3)), RED)
    right = Surface(box((-16, -3, -3), (-10, 3, 3)), BLUE)
    image = render([left, right], VIEWS[view], (120, 90))
    columns = where(image, 0)[:, 1].mean(), where(image, 2)[:, 1].mean()
    assert (columns[0] < columns[1]) == (sees == "left")


def test_cranial_is_up_and_in_the_view_from_above_the_front_is_up():
    high, low = Surface(box((-3, -3, 10), (3, 3, 16)), RED), Surface(box((-3, -3, -16), (3, 3, -10)), BLUE)
    image = render([high, low], VIEWS["left side"], (90, 120))
    assert where(image, 0)[:, 0].mean() < where(image, 2)[:, 0].mean()
    front, back = Surface(box((-3, -16, -3), (3, -10, 3)), RED), Surface(box((-3, 10, -3), (3, 16, 3)), BLUE)
    image = render([front, back], VIEWS["top"], (90, 120))
    assert where(image, 0)[:, 0].mean() < where(image, 2)[:, 0].mean()


def test_from_the_left_the_front_is_on_the_left():
    front, back = Surface(box((-3, -16, -3), (3, -10, 3)), RED), Surface(box((-3, 10, -3), (3, 16, 3)), BLUE)
    image = render([front, back], VIEWS["left side"], (120, 90))
    assert where(image, 0)[:, 1].mean() < where(image, 2)[:, 1].mean()


def test_what_is_nearer_hides_what_is_behind_it():
    near, far = Surface(box((-5, 10, -5), (5, 12, 5)), RED), Surface(box((-5, -12, -5), (5, -10, 5)), BLUE)
    assert len(where(render([near, far], VIEWS["back"], (100, 100)), 2)) == 0
    assert len(where(render([near, far], VIEWS["front"], (100, 100)), 0)) == 0


def test_something_see_through_shows_what_is_behind_it():
    glass = Surface(box((-8, 10, -8), (8, 12, 8)), "#D0D0D0", opacity=0.3)
    image = render([glass, Surface(box((-5, -12, -5), (5, -10, 5)), BLUE)], VIEWS["back"], (100, 100))
    bare = render([Surface(box((-5, -12, -5), (5, -10, 5)), BLUE)], VIEWS["back"], (100, 100), fit=glass.mesh.points)
    assert len(where(image, 2)) > 300
    assert not np.array_equal(image, bare)


def test_everything_fits_with_a_margin():
    image = render([Surface(bone("L4"), "#C02020")], VIEWS["back"], (200, 120))
    found = where(image, 0)
    assert found[:, 0].min() >= 4 and found[:, 0].max() <= 115 and found[:, 1].min() >= 8 and found[:, 1].max() <= 191


def test_the_same_scene_is_the_same_file_and_can_be_read_back():
    surface = Surface(bone("C5", "coarse"), "#EADDC3")
    one, two = (png(render([surface], VIEWS["oblique from behind"], (160, 120))) for _ in range(2))
    assert one == two
    image = render([surface], VIEWS["oblique from behind"], (160, 120))
    assert np.abs(read_png(one).astype(int) - image.astype(int)).mean() < 2.5, "few colours change little"


def test_the_picture_is_a_png_that_other_programs_read():
    pil = pytest.importorskip("PIL.Image")
    import io

    image = render([Surface(box((0, 0, 0), (1, 1, 1)), RED)], VIEWS["back"], (40, 30))
    opened = pil.open(io.BytesIO(png(image)))
    assert opened.size == (40, 30)
    assert np.array_equal(np.asarray(opened.convert("RGBA")), read_png(png(image)))


def test_a_label_is_written_and_a_word_is_wider_than_a_letter():
    surface = Surface(box((-9, -9, -9), (9, 9, 9)), "#EADDC3")
    bare, named = (
        render([surface], VIEWS["back"], (120, 90), labels=labels) for labels in ((), [SceneLabel("L4", (0, 10, 0), chip=True)])
    )
    assert (bare != named).any()
    assert lettering.width_of("L4-L5", 12) > lettering.width_of("L4", 12)


def test_beside_puts_pictures_side_by_side():
    one = render([Surface(box((0, 0, 0), (1, 1, 1)), RED)], VIEWS["back"], (40, 30))
    assert beside([one, one]).shape == (30, 80, 4)


def test_a_picture_too_large_for_whole_number_arithmetic_is_refused():
    with pytest.raises(GeometryError, match="too large"):
        render([Surface(box((0, 0, 0), (1, 1, 1)), RED)], VIEWS["back"], (2000, 300))


def test_a_clear_picture_has_no_paper_but_below_its_words():
    surface = Surface(box((-9, -9, -9), (9, 9, 9)), RED)
    clear, sheet = (
        render([surface], VIEWS["back"], (200, 90), captions=[Caption("L", 0.06, 0.5)], clear=clear) for clear in (True, False)
    )
    assert (sheet[..., 3] == 255).all()
    assert clear[0, 0, 3] == 0 and clear[45, 100, 3] == 255
    assert (clear[38:53, :24] == (0xF4, 0xF1, 0xEA, 255)).all(axis=2).sum() > 30, "words stand on a strip of paper"
    laid = clear[..., :3] * (clear[..., 3:] / 255) + sheet[0, 0, :3] * (1 - clear[..., 3:] / 255)
    assert np.abs(laid - sheet[..., :3]).max() < 2, "on paper it is the same picture"


def test_something_see_through_that_is_wholly_hidden_changes_nothing():
    wall, glass = Surface(box((-9, 10, -9), (9, 12, 9)), RED), Surface(box((-3, -3, -3), (3, 3, 3)), BLUE, opacity=0.5)
    assert np.array_equal(
        render([wall, glass], VIEWS["back"], (60, 60)),
        render([wall], VIEWS["back"], (60, 60), fit=np.vstack([wall.mesh.points, glass.mesh.points])),
    )

"""The axial slices put every structure where anatomy has it: x to the patient's left, y to the back, from mid-body."""

from __future__ import annotations

import math
import re

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.plates.axial.axial_cervical import LATERAL_MASS_ANGLE, MASS_START, PEDICLE_ANGLE, PEDICLE_START, ahead
from spine_edu.figures.plates.axial.axial_lumbar import CORRIDORS, NAMED, axial_lumbar
from spine_edu.figures.plates.axial.lumbar_tissues import lumbar_parts
from spine_edu.figures.plates.axial.named_slices import named_slices
from spine_edu.figures.plates.axial.neck_tissues import cervical_parts
from spine_edu.geometry.body.measures import size
from tests.figures.plates.every import parts
from tests.figures.svgs import parsed

WHERE = "see spine_edu/figures/plates/axial/axial_lumbar.py and lumbar_tissues.py"
LUMBAR = {part.key: part for part in lumbar_parts()}
NECK = {part.key: part for part in cervical_parts()}
BANDS = {band.key: band for corridor in CORRIDORS.values() for band in corridor.bands}


def ring(part, side=0):
    """The first stroke of a part on the patient's left (0) or right (1)."""
    return part.strokes[side].points


def middle(points):
    return tuple(sum(point[axis] for point in points) / len(points) for axis in (0, 1))


def span(points, axis):
    return min(point[axis] for point in points), max(point[axis] for point in points)


def inside(point, ring):
    x, y = point
    within = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within


def area(ring):
    """What a soft ring holds, in square millimetres: its points pull it, and the curve ends between them."""
    between = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True)]
    shoelace = sum(a * d - c * b for (a, b), (c, d) in zip(between, [*between[1:], between[0]], strict=True)) / 2
    caps = [
        (x - a) * (d - b) - (y - b) * (c - a)
        for (a, b), (x, y), (c, d) in zip([between[-1], *between], ring, between, strict=False)
    ]
    return abs(shoelace) + abs(sum(caps)) / 3


def from_path(point, start, end):
    """How far a point lies from the straight path between two others."""
    (ax, ay), (bx, by), (x, y) = start, end, point
    t = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / math.dist(start, end) ** 2
    t = min(max(t, 0), 1)
    return math.dist(point, (ax + t * (bx - ax), ay + t * (by - ay)))


class TestLowBack:
    def test_the_psoas_lies_beside_the_disc_and_the_plexus_in_its_hind_third(self):
        psoas, disc = ring(LUMBAR["psoas"]), ring(LUMBAR["disc"])
        assert span(psoas, 0)[0] > span(disc, 0)[1] - 1, WHERE
        front, back = span(psoas, 1)
        for shape in LUMBAR["plexus"].strokes[::2]:
            spot = middle(shape.points)
            assert inside(spot, psoas) and spot[1] > back - (back - front) / 3, "[lu2011]"

    def test_the_great_vessels_lie_before_the_disc_the_vein_on_the_right(self):
        front = span(ring(LUMBAR["disc"]), 1)[0]
        places = {key: middle(ring(LUMBAR[key])) for key in ("vena-cava", "right-iliac-artery", "left-iliac-artery")}
        assert all(y < front for _, y in places.values())
        assert places["vena-cava"][0] < places["right-iliac-artery"][0] < places["left-iliac-artery"][0]
        assert places["vena-cava"][0] < 0 < places["left-iliac-artery"][0]

    def test_the_gap_between_left_iliac_artery_and_psoas_is_as_measured(self):
        gap = min(math.dist(a, b) for a in ring(LUMBAR["left-iliac-artery"]) for b in ring(LUMBAR["psoas"]))
        assert gap == pytest.approx(13.9, abs=2.5), "13.9 mm in 511 patients [limthongkul2023]"

    def test_the_sac_lies_in_the_canal_and_the_traversing_roots_beside_it(self):
        canal, sac = LUMBAR["canal"].strokes[0].points, LUMBAR["sac"].strokes[0].points
        assert all(inside(point, canal) for point in sac)
        root = middle(ring(LUMBAR["traversing-roots"]))
        assert inside(root, canal) and root[0] > span(sac, 0)[1], "in the lateral recess"
        assert all(inside(middle(shape.points), sac) for shape in LUMBAR["sac"].strokes[1:])

    def test_the_exiting_root_has_left_the_canal_and_runs_forward_beside_the_disc(self):
        path = ring(LUMBAR["exiting-roots"])
        assert not any(inside(point, LUMBAR["canal"].strokes[0].points) for point in path)
        assert path[-1][1] < path[0][1] and path[-1][0] > path[0][0]

    def test_the_facet_joint_parts_the_process_of_l5_in_front_from_that_of_l4_behind(self):
        joint = middle(ring(LUMBAR["facet"]))
        above, below = middle(ring(LUMBAR["inferior-process"])), middle(ring(LUMBAR["superior-process"]))
        assert below[1] < joint[1] < above[1]
        assert above[0] < below[0], "the process of L5 lies to the side of that of L4"

    def test_muscles_stand_from_the_midline_outward_behind_the_arch(self):
        multifidus, erector = middle(ring(LUMBAR["multifidus"])), middle(ring(LUMBAR["erector"]))
        quadratus, psoas = middle(ring(LUMBAR["quadratus"])), middle(ring(LUMBAR["psoas"]))
        assert 0 < multifidus[0] < erector[0] < quadratus[0]
        assert psoas[1] < quadratus[1] < erector[1]

    def test_the_muscles_of_the_belly_wall_lie_in_layers_and_grow_thicker_outward_of_the_innermost(self):
        layers = [ring(LUMBAR[key]) for key in ("transversus", "internal-oblique", "external-oblique")]
        at_the_flank = [max(x for x, _ in layer) for layer in layers]
        assert at_the_flank == sorted(at_the_flank), "from within outward"
        inner, middle_one, outer = (span([(x, y) for x, y in layer if abs(y + 18) < 25], 0) for layer in layers)
        assert inner[1] - inner[0] < outer[1] - outer[0] + 4 and middle_one[1] > inner[1], "[tahan2016]"
        assert span(ring(LUMBAR["rectus"]), 0)[1] < at_the_flank[0], "the rectus in front, beside the midline"

    def test_the_psoas_is_as_large_as_on_mri(self):
        assert area(ring(LUMBAR["psoas"])) == pytest.approx(1775, rel=0.1), "square millimetres, 30 healthy adults [ivanac2026]"

    def test_everything_lies_inside_the_skin(self):
        skin = ring(LUMBAR["fat"])
        for part in LUMBAR.values():
            assert all(inside(point, skin) for stroke in part.strokes for point in stroke.points if part.key != "fat"), part.key

    def test_disc_and_canal_have_the_size_of_the_tables(self):
        disc, canal = ring(LUMBAR["disc"]), LUMBAR["canal"].strokes[0].points
        assert span(disc, 0)[1] * 2 == pytest.approx(size("L4", "endplate_width_lower"), rel=0.02)
        assert span(canal, 0)[1] * 2 == pytest.approx(size("L4", "canal_width"), rel=0.02)
        assert span(LUMBAR["spinous"].strokes[0].points, 1)[1] - span(disc, 1)[1] == pytest.approx(
            size("L4", "spinous_reach"), abs=1
        )

    @pytest.mark.parametrize(
        ("band", "through"),
        [
            pytest.param("PLIF", ("lamina", "multifidus"), id="PLIF takes lamina and muscle near the midline"),
            pytest.param("TLIF", ("facet", "erector"), id="TLIF goes through the facet joint"),
            pytest.param("LLIF", ("psoas",), id="LLIF goes through the psoas"),
        ],
    )
    def test_a_way_meets_what_it_is_said_to_go_through(self, band, through):
        start, end = BANDS[band].path
        side = 0 if start[0] > 0 else 1
        steps = [(start[0] + (end[0] - start[0]) * k / 60, start[1] + (end[1] - start[1]) * k / 60) for k in range(61)]
        for key in through:
            points = ring(LUMBAR[key], side)
            met = min(math.dist(step, point) for step in steps for point in points) < BANDS[band].width / 2
            assert met or any(inside(step, points) for step in steps), key

    def test_oblique_and_anterior_ways_pass_between_their_neighbours(self):
        oblique, front = BANDS["OLIF"], BANDS["ALIF"]
        for key in ("left-iliac-artery", "psoas"):
            free = min(from_path(point, *oblique.path) for point in ring(LUMBAR[key]))
            assert free > oblique.width / 2, f"OLIF touches the {key}"
        left, right = (middle(ring(LUMBAR[key]))[0] for key in ("left-iliac-artery", "right-iliac-artery"))
        assert right < front.path[0][0] < left

    def test_the_lateral_way_stays_before_the_plexus_and_every_way_ends_in_the_disc(self):
        lateral = BANDS["LLIF"]
        assert all(middle(shape.points)[1] > lateral.path[0][1] + lateral.width / 2 for shape in LUMBAR["plexus"].strokes)
        for band in BANDS.values():
            assert inside(band.path[1], ring(LUMBAR["disc"])), band.key

    def test_plif_passes_beside_the_sac_on_both_sides(self):
        assert sorted(math.copysign(1, BANDS[key].path[0][0]) for key in ("PLIF", "PLIF-left")) == [-1, 1]

    def test_each_way_says_what_it_puts_at_risk_and_rings_it(self):
        for name, corridor in CORRIDORS.items():
            assert axial_lumbar(name).svg.count(", at risk'") == len(corridor.at_risk)
            assert set(corridor.at_risk) <= set(LUMBAR)
        assert "at risk" not in axial_lumbar(at_risk=False).words

    @pytest.mark.parametrize("way", CORRIDORS)
    def test_a_slice_with_a_way_has_a_handful_of_labels_and_the_others_behind_the_fold(self, way):
        svg = axial_lumbar([way]).svg
        assert 4 <= len(re.findall(r" class='(?:leader|on)'", svg)) <= 8
        assert "parts by name" in axial_lumbar([way]).as_html()

    def test_what_lies_on_the_other_side_of_the_way_is_not_ringed(self):
        drawn = parts(parsed(axial_lumbar("LLIF").svg))
        assert sum(path.get("class") == "risk" for path in drawn["psoas"]) == 1, "the psoas of the left side alone"

    def test_every_part_has_a_name_in_one_of_the_groups_or_the_ways(self):
        told = {key for naming in NAMED.values() for key in naming.keys}
        assert set(LUMBAR) - told <= {"canal", "fascia", "sheath"}, WHERE

    def test_an_unknown_group_is_refused_with_the_known_ones(self):
        with pytest.raises(FigureError, match=r"'bones'.*bones and joints"):
            axial_lumbar([], named="bones")
        with pytest.raises(FigureError, match=r"'L3-L4'.*L4-L5, C5"):
            named_slices("L3-L4")

    def test_an_unknown_way_is_refused_with_the_known_ones(self):
        with pytest.raises(FigureError, match=r"'XLIF'.*PLIF, TLIF, LLIF, OLIF, ALIF"):
            axial_lumbar(["XLIF"])


class TestNeck:
    def test_the_artery_lies_in_its_foramen_beside_the_body(self):
        for side in (0, 1):
            assert all(inside(point, ring(NECK["foramen"], side)) for point in ring(NECK["vertebral-artery"], side))
            spot = middle(ring(NECK["foramen"], side))
            assert abs(spot[0]) > span(NECK["body"].strokes[0].points, 0)[1]

    def test_the_cord_lies_in_the_canal_and_the_nerve_behind_the_artery(self):
        canal = NECK["canal"].strokes[0].points
        assert all(inside(point, canal) for point in NECK["cord"].strokes[0].points)
        nerve = ring(NECK["roots"])
        assert nerve[0][1] > middle(ring(NECK["vertebral-artery"]))[1]

    def test_from_behind_forward_come_cord_body_gullet_and_airway(self):
        order = [middle(NECK[key].strokes[0].points)[1] for key in ("cord", "body", "gullet", "airway")]
        assert order == sorted(order, reverse=True)

    def test_the_cord_fills_three_fifths_of_its_sac(self):
        cord, sac = area(NECK["cord"].strokes[0].points), area(NECK["canal"].strokes[1].points)
        assert cord == pytest.approx(76, rel=0.1), "square millimetres at the middle of C5 [kato2012]"
        assert cord / sac == pytest.approx(0.58, abs=0.07), "[kato2012]"

    def test_the_carotid_sheath_holds_the_artery_inside_the_vein_outside_the_vagus_between(self):
        artery, vein, nerve = (middle(ring(NECK[key])) for key in ("carotid", "jugular", "vagus"))
        assert artery[0] < vein[0]
        assert artery[0] < nerve[0] < vein[0]
        for key in ("carotid", "jugular", "vagus"):
            assert all(inside(point, ring(NECK["sheath"])) for point in ring(NECK[key])), key

    def test_the_lateral_mass_screw_points_aside_and_stays_clear_of_the_artery(self):
        end = ahead(MASS_START, LATERAL_MASS_ANGLE, 10)
        assert end[0] > MASS_START[0], "to the side"
        clear = min(from_path(point, MASS_START, end) for point in ring(NECK["foramen"]))
        assert clear > 3.5 / 2, "a 3.5 mm screw reaches the foramen: see spine_edu/figures/plates/axial/axial_cervical.py"

    def test_the_pedicle_screw_runs_to_the_midline_between_artery_and_canal(self):
        end = ahead(PEDICLE_START, PEDICLE_ANGLE, 29)
        assert PEDICLE_START[0] < end[0] < 0, "from the patient's right towards the midline"
        assert 42 <= PEDICLE_ANGLE <= 51, "[alsaleh2021]"
        for key in ("foramen", "canal"):
            points = ring(NECK[key], 1) if key == "foramen" else NECK[key].strokes[0].points
            assert min(from_path(point, PEDICLE_START, end) for point in points) > 3.5 / 2, key
        assert inside(end, NECK["body"].strokes[0].points)

    def test_body_and_width_have_the_size_of_the_tables(self):
        assert span(NECK["body"].strokes[0].points, 0)[1] * 2 == pytest.approx(size("C5", "endplate_width_lower"), rel=0.02)
        assert span(ring(NECK["transverse"], 2), 0)[1] * 2 == pytest.approx(size("C5", "transverse_width"), rel=0.03)

"""The words of an operation: what a field may hold, what is taken for it, and what to say of a word that is likely and wrong."""

from __future__ import annotations

from collections.abc import Mapping

STATUSES = ("initial", "refusion")
COLUMNS = ("anterior", "posterior")
DIRECTIONS = ("anterior", "lateral", "posterior", "extracavitary")
FROM_BEHIND = frozenset(("posterior", "extracavitary"))
"""Ways in that start on the patient's back: an extracavitary one goes on beside the ribs, outside the chest, to the bodies."""
APPROACHES = ("open", "percutaneous", "percutaneous endoscopic")
MATERIALS = (
    "interbody cage",
    "machined bone dowel",
    "local autograft",
    "harvested autograft",
    "allograft",
    "bone graft of unknown origin",
    "demineralized bone matrix",
    "synthetic substitute",
    "rhBMP",
    "bone marrow aspirate",
    "custom-made interbody device",
    "nanotextured interbody device",
    "radiolucent porous interbody device",
    "paired titanium facet cages",
    "internal fixation device",
    "internal fixation device with tulip connector",
    "internal fixation device with bone-density-specific thread",
)
INTERBODY = frozenset(
    (
        "interbody cage",
        "machined bone dowel",
        "custom-made interbody device",
        "nanotextured interbody device",
        "radiolucent porous interbody device",
    )
)
"""What is made to stand between two vertebral bodies."""
AUTOGRAFT = frozenset(("local autograft", "harvested autograft"))
DONOR_BONE = frozenset(("allograft", "demineralized bone matrix"))
GRAFT = AUTOGRAFT | DONOR_BONE | {"synthetic substitute", "bone graft of unknown origin"}
"""What bone grows through."""
EXTENDERS = frozenset(("rhBMP", "bone marrow aspirate"))
IMPLANTS = frozenset(
    (
        "internal fixation device",
        "internal fixation device with tulip connector",
        "internal fixation device with bone-density-specific thread",
    )
)
"""What may be laid across a joint of the pelvis to fuse it."""
CAGE_WAYS = {"ACDF": "anterior", "ALIF": "anterior", "LLIF": "lateral", "TLIF": "transforaminal", "PLIF": "posterior"}
"""The kinds of interbody cage, and from where each comes in."""
FIXATION = (
    "screws and rods",
    "screws",
    "rods",
    "rod connectors",
    "plate",
    "spinous process plate",
    "hooks",
    "wires",
    "iliac screws",
)
STABILIZERS = ("interspinous process device", "pedicle-based dynamic device", "facet replacement device")
REMOVABLE = (*FIXATION, "interbody device", "internal fixation device", *STABILIZERS, "disc prosthesis")
OSTEOTOMIES = ("Smith-Petersen", "pedicle subtraction")
AUGMENTATIONS = ("vertebroplasty", "kyphoplasty")
HEMATOMA_SITES = ("spinal canal", "muscle", "subcutaneous tissue")
DEBRIDED = ("subcutaneous tissue", "muscle", "bone")
DEBRIDEMENTS = ("excisional", "non-excisional")
IMAGING = ("fluoroscopy", "CT", "MRI")

ALIASES = {
    "nerve roots": "nerve root",
    "cord": "spinal cord",
    "canal": "spinal canal",
    "thecal sac": "dural sac",
    "interbody cage": "interbody device",
    "cage": "interbody device",
    "pedicle screws": "screws",
    "pedicle screws and rods": "screws and rods",
    "complete": "total",
    "connectors": "rod connectors",
    "interspinous plate": "spinous process plate",
    "artificial disc": "disc prosthesis",
    "interspinous spacer": "interspinous process device",
    "ponte": "smith-petersen",
    "nonexcisional": "non-excisional",
    "epidural space": "spinal canal",
    "endoscopic": "percutaneous endoscopic",
    "dbm": "demineralized bone matrix",
    "demineralised bone matrix": "demineralized bone matrix",
}
_STATUS_LESSON = "say initial (this joint is fused for the first time) or refusion (this joint was fused before)"
_PSEUDARTHROSIS_LESSON = (
    "say refusion where an old fusion of this joint never healed; "
    "in a joint that was never fused, beside a fracture that never healed, say initial"
)
_BOTH_COLUMNS_LESSON = (
    "a column is fused for itself: write two entries for this joint, one with the anterior and one with the posterior column, "
    "each with its own direction, approach and materials"
)
_STYLE_LESSON = (
    "it is a style, not an approach value: open (the site is seen directly, however small the cut), percutaneous (not seen), "
    "or percutaneous endoscopic (seen through an endoscope)"
)
_DIRECTION_LESSON = "it says from where the surgeon came, which is the direction of a fusion"
_WAY_IN_LESSON = _DIRECTION_LESSON + "; the approach is open, percutaneous or percutaneous endoscopic"
_FACET_LESSON = "the facet joints lie in the arch: the column is posterior"
_HARDWARE_LESSON = (
    "instrumentation does not bridge bone: list it under procedures as kind: instrumentation, "
    "and here what the bone grows through"
)
_ORIGIN_LESSON = (
    "its origin decides the device: 'local autograft', 'harvested autograft', 'allograft', "
    "or 'bone graft of unknown origin' if the note does not say"
)
_CREST_LESSON = (
    "bone cut from the iliac crest is 'harvested autograft'; "
    "the cutting goes under procedures as kind: harvest, from: iliac crest"
)
_CAGE_LESSON = (
    "write 'interbody cage' for a cage in the disc space, of PEEK or of titanium; "
    "a pair of cages in the facet joints is 'paired titanium facet cages'"
)
LESSONS: Mapping[tuple[str, ...], Mapping[str, str]] = {
    # the words that would have been right: {a word that was likely written, whole or as the last of several: the lesson}
    STATUSES: {
        "revision": "the surgeon's 'revision' is not a status: " + _STATUS_LESSON,
        "redo": _STATUS_LESSON,
        "primary": _STATUS_LESSON,
        "adjacent": "a joint beside an old fusion that is fused for the first time is initial",
        "nonunion": _PSEUDARTHROSIS_LESSON,
        "non union": _PSEUDARTHROSIS_LESSON,
        "pseudarthrosis": _PSEUDARTHROSIS_LESSON,
        "pseudoarthrosis": _PSEUDARTHROSIS_LESSON,
    },
    COLUMNS: {
        "middle": (
            "Denis' middle column has no value in the code tables: "
            "body and disc, up to the posterior longitudinal ligament, are the anterior column"
        ),
        "both": _BOTH_COLUMNS_LESSON,
        "360": _BOTH_COLUMNS_LESSON,
        "360°": _BOTH_COLUMNS_LESSON,
        "circumferential": _BOTH_COLUMNS_LESSON,
        "interbody": "bodies and discs are the anterior column, from wherever the surgeon came",
        "facet": _FACET_LESSON,
        "facets": _FACET_LESSON,
        "posterolateral": "it names a place for the graft: the column is posterior, and so is the direction",
        "lateral": _DIRECTION_LESSON,
    },
    DIRECTIONS: {
        "posterolateral": "it names a place for the graft: the column is posterior, and so is the direction",
    },
    APPROACHES: {
        "minimally invasive": _STYLE_LESSON,
        "mis": _STYLE_LESSON,
        "anterior": _WAY_IN_LESSON,
        "lateral": _WAY_IN_LESSON,
        "posterior": _WAY_IN_LESSON,
    },
    MATERIALS: {
        **dict.fromkeys(("screws", "rods", "screws and rods", "plate", "plates", "hooks", "wires"), _HARDWARE_LESSON),
        "graft": _ORIGIN_LESSON,
        "bone": _ORIGIN_LESSON,
        "autograft": (
            "say where it came from: 'local autograft' (the same wound) "
            "or 'harvested autograft' (a site of its own, such as the iliac crest)"
        ),
        "local bone": "write 'local autograft'",
        "iliac crest": _CREST_LESSON,
        "iliac crest bone": _CREST_LESSON,
        "iliac crest graft": _CREST_LESSON,
        "cage": _CAGE_LESSON,
        "cages": _CAGE_LESSON,
    },
}  # fmt: skip

"""The words of an operation: what a field may hold. What a coder may write instead stands in data/words.yml."""

from __future__ import annotations

from typing import NamedTuple

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
    "autograft of unknown site",
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
AUTOGRAFT = frozenset(("local autograft", "harvested autograft", "autograft of unknown site"))
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
ROOTS = ("nerve root", "exiting nerve root", "traversing nerve root")
"""Roots that are freed: at one disc the exiting one leaves the canal, the traversing one runs on to leave one level below."""
FREED = (*ROOTS, "spinal cord", "spinal canal", "dural sac", "cauda equina")
OSTEOTOMIES = ("Smith-Petersen", "pedicle subtraction")
AUGMENTATIONS = ("vertebroplasty", "kyphoplasty")
HEMATOMA_SITES = ("spinal canal", "muscle", "subcutaneous tissue")
DEBRIDED = ("subcutaneous tissue", "muscle", "bone")
DEBRIDEMENTS = ("excisional", "non-excisional")
IMAGING = ("fluoroscopy", "CT", "MRI")
REGIONS = ("cervical", "thoracic", "lumbar", "sacral")
NO_LEVEL = ("not documented", *REGIONS)
"""What stands for a joint where the note names none, or only its region."""


class Technique(NamedTuple):
    """What the name of a fusion says: the column made rigid, from where it was reached, the regions of it (() for all)."""

    column: str
    direction: str
    regions: tuple[str, ...]
    beside: str = ""

    @property
    def is_interbody(self) -> bool:
        """Whether the name says that the way led through a disc, to the space between two bodies."""
        return self.beside == "discectomy"


TECHNIQUES = {
    "ACDF": Technique("anterior", "anterior", ("cervical",), "discectomy"),
    "ALIF": Technique("anterior", "anterior", ("thoracic", "lumbar"), "discectomy"),
    "LLIF": Technique("anterior", "lateral", ("thoracic", "lumbar"), "discectomy"),
    "OLIF": Technique("anterior", "lateral", ("thoracic", "lumbar"), "discectomy"),
    "PLIF": Technique("anterior", "posterior", ("thoracic", "lumbar"), "discectomy"),
    "TLIF": Technique("anterior", "posterior", ("thoracic", "lumbar"), "discectomy"),
    "PLF": Technique("posterior", "posterior", ()),
    "PCF": Technique("posterior", "posterior", ("cervical",)),
}
"""Names that say a column and a direction at once, and what is done beside them and coded for itself."""

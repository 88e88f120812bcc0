"""The figures of alignment that take numbers or joints."""

from __future__ import annotations

from spine_edu.figures.alignment.column_bend import column_bend
from spine_edu.figures.alignment.neck_nod import neck_motion
from spine_edu.figures.alignment.sagittal_profile import sagittal_profile
from spine_edu.figures.drawing.picture import Picture

ALIGNMENTS: dict[str, Picture] = {
    "column to bend": column_bend(),
    "neck": neck_motion("C5-C6"),
    "profile": sagittal_profile(),
}

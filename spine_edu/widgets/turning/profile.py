"""The sagittal profile to turn oneself: incidence is anatomy, tilt and slope trade with each other, lordosis answers."""

from __future__ import annotations

import traitlets

from spine_edu.figures.alignment import sagittal_profile as figure
from spine_edu.figures.alignment.profile_angles import solve
from spine_edu.figures.drawing.picture import Picture
from spine_edu.widgets.script import script, style
from spine_edu.widgets.turning.drawn import TurnedFigure

_HINTS = {
    "PI": "the shape of this pelvis: changing it means another person",
    "PT": "its position: more tilt, less slope",
    "LL": "the curve from L1 to S1",
}


class PelvisProfile(TurnedFigure):
    """Pelvis and lumbar spine with sliders. What the learner set is here to read: `pi`, `pt`, `ss`, `ll`, in degrees."""

    _esm = script("turning/profile.js")
    _css = style("base.css", "turning/profile.css")

    pi = traitlets.Int().tag(sync=True)
    pt = traitlets.Int().tag(sync=True)
    ll = traitlets.Int().tag(sync=True)

    def __init__(self, pi: int | None = None, pt: int | None = None, ss: int | None = None, ll: int | None = None) -> None:
        """Start from a profile, as `sagittal_profile` takes it; angles are whole degrees here."""
        pi_, pt_, ll_ = (round(angle) for angle in solve(pi, pt, ss, ll))
        super().__init__(
            pi=pi_, pt=pt_, ll=ll_, svg=figure.sagittal_profile(pi=pi_, pt=pt_, ll=ll_).svg, table=figure.table(_HINTS)
        )

    @property
    def ss(self) -> int:
        """The sacral slope that follows."""
        return self.pi - self.pt

    def picture(self) -> Picture:
        """The profile as it stands now, as a figure."""
        return figure.sagittal_profile(pi=self.pi, pt=self.pt, ll=self.ll)

    def __repr__(self) -> str:
        return f"PelvisProfile(PI {self.pi}, PT {self.pt}, SS {self.ss}, LL {self.ll})"

"""Property tests take the time they need, and draw the same examples in every CI run."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "spine_edu", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", parent=settings.get_profile("spine_edu"), max_examples=3000)
settings.load_profile(os.environ.get("SPINE_EDU_HYPOTHESIS", "spine_edu"))

"""Teaching notebooks on spinal fusion and its coding: what a learner types.

Nothing but the standard library is imported here; each name below is fetched when it is first used. Python 3.7 can still
read this file, so that `python3 -m spine_edu` lives to say which Python it needs.

>>> import spine_edu
>>> spine_edu.joints_in("L4-S1")
(L4-L5, L5-S1)
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` alone would cost more than the budget of 5 ms
    from typing import Any

__version__ = "0.1.0"

_HOME = {
    "joint_named": "spine_edu.anatomy",
    "joints_in": "spine_edu.anatomy",
    "vertebrae_in": "spine_edu.anatomy",
    "case": "spine_edu.lesson",
    "note": "spine_edu.lesson",
    "timeline": "spine_edu.lesson",
    "level_map": "spine_edu.lesson",
    "codes_for": "spine_edu.lesson",
    "diagnose": "spine_edu.lesson",
    "eras": "spine_edu.lesson",
    "anatomy_of": "spine_edu.lesson",
    "refusion_through_the_map": "spine_edu.lesson",
    "question": "spine_edu.widgets.question",
    "quiz": "spine_edu.widgets.question",
}

__all__ = [*_HOME]


def __getattr__(name: str) -> "Any":
    if name not in _HOME:
        raise AttributeError(f"spine_edu has no {name!r}; it offers {', '.join(__all__)}.")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> "list[str]":
    return sorted([*globals(), *__all__])

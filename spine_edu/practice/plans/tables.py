"""The tables that practice cases are drawn from: techniques, patients and what may happen, as data/practice/ tells them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spine_edu import data
from spine_edu.anatomy import JOINTS, Joint, joint_named, joints_in

Weights = Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Method:
    """One way to fuse: column, direction and way in, the joints it is done at, and what is laid in and holds.

    `starts` weighs the joint where it begins, `counts` how many joints it takes in from there, at most to `last`; `disc` weighs
    how much of a disc comes out ({} where none does), `again` what a fusion of this kind is revised with, and `beside` tells of
    every hundred how many are followed by another technique in the same session. All these may be empty.
    """

    name: str
    title: str
    column: str
    direction: str
    way: str
    starts: Mapping[Joint, int]
    last: Joint
    counts: Mapping[int, int]
    approaches: Weights = field(default_factory=dict)
    materials: Mapping[frozenset[str], int] = field(default_factory=dict)
    fixation: Weights = field(default_factory=dict)
    disc: Weights = field(default_factory=dict)
    again: Weights = field(default_factory=dict)
    beside: Weights = field(default_factory=dict)

    @property
    def joints(self) -> tuple[Joint, ...]:
        """Every joint at which it can be done, cranial first."""
        first = min(self.starts)
        return tuple(joint for joint in JOINTS if first.place <= joint.place <= self.last.place)


@dataclass(frozen=True, slots=True)
class Ailment:
    """A diagnosis code with our words for it; what it says is `told` in the note in one of several ways, by name or in words."""

    code: str
    words: str
    joints: frozenset[Joint] = frozenset()
    first: str = ""
    last: str = "9999"
    weight: int = 1
    from_age: int = 0
    not_with: tuple[str, ...] = ()
    name: str = ""
    told: tuple[str, ...] = ()

    def fits(self, joint: Joint, day: str) -> bool:
        """Whether it can be where and when it is asked for."""
        return joint in self.joints and self.first <= day <= self.last


@dataclass(frozen=True, slots=True, eq=False)
class Indication:
    """Why somebody is operated on: the ages at which it is met, its codes by joint and day, and what is done for it.

    `fewest` is the least number of joints that is worth fusing for it, `spared` what no graft for it is made of.
    """

    name: str
    ages: tuple[int, int]
    codes: tuple[Ailment, ...]
    techniques: Weights
    weight: int
    fewest: int
    spared: frozenset[str] = frozenset()

    def code_at(self, joint: Joint, day: str) -> Ailment | None:
        """Return its diagnosis at a joint on a day; None where it is not met there."""
        return next((diagnosis for diagnosis in self.codes if diagnosis.fits(joint, day)), None)


@functools.cache
def techniques() -> Mapping[str, Method]:
    """Return every technique by name.

    >>> techniques()["llif"].last
    L4-L5
    """
    written = data.document("practice/techniques.yml")
    laid_in = {name: {frozenset(row["of"]): int(row["weight"]) for row in rows} for name, rows in written["materials"].items()}
    return {name: _technique(name, fields, laid_in) for name, fields in written["techniques"].items()}


def _technique(name: str, fields: Mapping[str, Any], laid_in: Mapping[str, Mapping[frozenset[str], int]]) -> Method:
    """Read one technique; `laid_in` holds the named sets of materials."""
    return Method(
        name=name,
        title=fields["title"],
        column=fields["column"],
        direction=fields["direction"],
        way=fields["way"],
        starts={joint_named(joint): weight for joint, weight in _weights(fields["joints"]).items()},
        last=joint_named(fields["last"]),
        counts={int(count): weight for count, weight in _weights(fields["count"]).items()},
        approaches=_weights(fields["approaches"]),
        materials=laid_in[fields["materials"]],
        fixation=_weights(fields["fixation"]),
        disc=_weights(fields.get("disc", {})),
        again=_weights(fields["again"]),
        beside=_weights(fields.get("beside", {})),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Patients:
    """Everybody's reasons, illnesses and mishaps."""

    indications: Mapping[str, Indication]
    returns: Mapping[str, Indication]
    hardware: Mapping[str, Ailment]
    comorbidities: tuple[Ailment, ...]
    complications: tuple[Ailment, ...]
    dural_tear: Ailment
    given_up: Ailment
    left_out: tuple[Ailment, ...]
    jobs: tuple[str, ...]


@functools.cache
def patients() -> Patients:
    """Return the patients of data/practice/patients.yml.

    >>> patients().returns["nonunion"].codes[0].code
    'M96.0'
    """
    written = data.document("practice/patients.yml")
    return Patients(
        indications={name: _indication(name, fields) for name, fields in written["indications"].items()},
        returns={name: _indication(name, fields) for name, fields in written["returns"].items()},
        hardware={name: _diagnosis(fields) for name, fields in written["hardware"].items()},
        comorbidities=tuple(map(_diagnosis, written["comorbidities"])),
        complications=tuple(map(_diagnosis, written["complications"])),
        dural_tear=_diagnosis(written["dural tear"]),
        given_up=_diagnosis(written["given up"]),
        left_out=tuple(map(_diagnosis, written["left out"])),
        jobs=tuple(written["jobs"]),
    )


def _indication(name: str, fields: Mapping[str, Any]) -> Indication:
    youngest, oldest = map(int, fields["ages"])
    return Indication(
        name=name,
        ages=(youngest, oldest),
        codes=tuple(map(_diagnosis, fields["codes"])),
        techniques=_weights(fields.get("techniques", {})),
        weight=int(fields.get("weight", 1)),
        fewest=int(fields.get("fewest", 1)),
        spared=frozenset(fields.get("never-laid-in", ())),
    )


def _diagnosis(fields: Mapping[str, Any]) -> Ailment:
    return Ailment(
        code=fields["code"],
        words=fields["words"],
        joints=frozenset(joints_in(fields["joints"]) if "joints" in fields else ()),
        first=fields.get("from", ""),
        last=fields.get("to", "9999"),
        weight=int(fields.get("weight", 1)),
        from_age=int(fields.get("from-age", 0)),
        not_with=tuple(fields.get("not-with", ())),
        name=fields.get("name", ""),
        told=tuple(fields.get("told", ())),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """What a kind is drawn among, where it is not everything: names of techniques, and of indications with their weights."""

    techniques: frozenset[str]
    indications: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Scenarios:
    """What happens how often; `kinds` and `troubles` by difficulty, `among` by the name of a kind."""

    kinds: Mapping[int, Weights]
    among: Mapping[str, Among]
    troubles: Mapping[int, Weights]
    gaps: Weights
    years: Weights
    earlier: Weights
    hardware: Mapping[str, Weights]


@functools.cache
def scenarios() -> Scenarios:
    """Return the scenarios of data/practice/scenarios.yml.

    >>> sorted(scenarios().kinds)
    [1, 2, 3, 4, 5]
    """
    written = data.document("practice/scenarios.yml")
    return Scenarios(
        kinds={int(level): _weights(kinds) for level, kinds in written["kinds"].items()},
        among={
            kind: Among(frozenset(few["techniques"]), _weights(few.get("indications", {})))
            for kind, few in written["among"].items()
        },
        troubles={int(level): _weights(percents) for level, percents in written["troubles"].items()},
        gaps=_weights(written["gaps"]),
        years=_weights(written["years"]),
        earlier=_weights(written["earlier"]),
        hardware={name: _weights(states) for name, states in written["hardware"].items()},
    )


def _weights(written: Mapping[str, str]) -> dict[str, int]:
    return {name: int(weight) for name, weight in written.items()}

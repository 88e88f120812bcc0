"""What a field may hold that is no word of a list: joints, vertebrae, counts, days, diagnoses, yes or no."""

from __future__ import annotations

import re

from spine_edu.anatomy import Joint, joints_in, joints_listed, position, vertebra_named, vertebrae_in
from spine_edu.days import day_written
from spine_edu.errors import OperationError, SpineEduError, UnknownJoint, UnknownVertebra
from spine_edu.operation.fields import FieldReading, list_of, text_of
from spine_edu.operation.one_word import Words
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy
from spine_edu.vocabulary import NO_LEVEL


def diagnosis_of(value: object, reading: FieldReading) -> str:
    """Read what has the form of a diagnosis code of any year; whether there is such a code on the day is asked by the grouper."""
    code = tidy(text_of(value))
    if _DIAGNOSIS.fullmatch(code):
        return code
    raise OperationError(f"{shown(code)} does not have the form of an ICD-10-CM code, such as M96.0 or T84.226A.")


_DIAGNOSIS = re.compile(r"[A-Za-z]?[0-9][0-9A-Za-z]{1,2}(?:\.?[0-9A-Za-z]{1,4})?", re.ASCII)


def joint_of(value: object, reading: FieldReading) -> Joint:
    """Read the one joint that is meant."""
    joints = joints_of(value, reading)
    if len(joints) != 1:
        raise OperationError(f"{shown(value)} is {len(joints)} joints ({listed(joints)}), and here one joint is needed.")
    return joints[0]


def joints_of(value: object, reading: FieldReading) -> tuple[Joint, ...]:
    """Read a joint, the span of several, or a list of joints in one text, cranial first."""
    if isinstance(value, Joint):
        return (value,)
    text = text_of(value, "L4-L5")
    try:
        return joints_in(text)
    except (UnknownJoint, UnknownVertebra) as error:
        if joints := joints_listed(text):
            return joints
        raise OperationError(str(error)) from None


def joints_or_region(value: object, reading: FieldReading) -> tuple[Joint, ...] | str:
    """Read a joint, a span, or what stands where the note names no level: a region, or 'not documented'.

    >>> from spine_edu.spots import Spot
    >>> joints_or_region("L3-L5", FieldReading(Spot("x"))), joints_or_region("lumbar", FieldReading(Spot("x")))
    ((L3-L4, L4-L5), 'lumbar')
    """
    try:
        return joints_of(value, reading)
    except OperationError:
        try:
            return _LEVEL(value, reading)
        except OperationError:
            pass
        raise


_LEVEL = Words("joint", NO_LEVEL)


def vertebrae_of(value: object, reading: FieldReading) -> tuple[str, ...]:
    """Read [L4, L5] or the span 'L4-S1' into vertebrae, cranial first."""
    try:
        if isinstance(value, str):
            try:
                return (vertebra_named(value),)
            except UnknownVertebra:
                if tidy(value).isalnum():
                    raise
                return vertebrae_in(joints_in(value))
        return tuple(sorted({vertebra_named(text_of(name, "L4")) for name in list_of(value)}, key=position))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(str(error)) from None


def number_of(value: object, reading: FieldReading) -> int:
    """Read how many: a whole number up to 99."""
    if (
        not isinstance(value, bool)
        and isinstance(value, int | str)
        and (number := shown(tidy(value) if isinstance(value, str) else value).strip("'")).isascii()
        and number.isdigit()
        and 0 < int(number) < 100
    ):
        return int(number)
    raise OperationError(f"{shown(value)} is no count; expected a whole number such as 2.")


def yes_or_no(value: object, reading: FieldReading) -> bool:
    """Read yes or no, also as true and false."""
    answers = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and tidy(value).lower() in answers:
        return answers[tidy(value).lower()]
    raise OperationError(f"{shown(value)} is neither true nor false.")


def day_of(value: object, reading: FieldReading) -> str:
    """Read a day, in any form that can mean no other."""
    try:
        text = text_of(str(value) if type(value).__name__ == "date" else value, "2026-01-14")
        day = day_written(text)
        if day != tidy(text):
            reading.understand(f"{shown(tidy(text))} is read as {day}")
        return day
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(str(error)) from None

"""A lesson does not grow unnoticed: what a clone holds, a browser loads and a reviewer reads are its stored bytes."""

from __future__ import annotations

import pytest

from spine_edu.publish.notebooks import lessons

KILOBYTES = {
    "00-start-here": 84,
    "01-the-column": 1120,
    "02-the-vertebra": 553,
    "03-the-motion-segment": 604,
    "04-cord-roots-artery": 1305,
    "05-columns-and-approaches": 797,
    "06-what-fusion-is": 193,
    "07-lumbar-techniques": 951,
    "08-posterior-cervical-fusion": 1193,
    "09-alignment-and-implants": 425,
    "10-recovery-and-proof": 750,
    "11-risk-in-numbers": 162,
    "12-refusion": 1244,
    "13-coding-across-systems": 303,
    "14-capstone": 278,
}
"""What each lesson weighed when it was last decided that it weighs enough (2026-11-30)."""


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_a_lesson_weighs_no_more_than_was_decided(path):
    kilobytes = path.stat().st_size / 1000
    assert kilobytes <= KILOBYTES[path.stem], (
        f"{path.stem} weighs {kilobytes:.0f} kB. Look for what is stored twice; for a figure that is worth it, raise the "
        f"limit here."
    )

"""Invented patients: history, operation and note as one value, and what would be, had it been done otherwise.

Everybody above enters by this door.
"""

from __future__ import annotations

from spine_edu.cases.case import Case, Evidence, all_cases, case_named, read_case

__all__ = ["Case", "Evidence", "all_cases", "case_named", "read_case"]

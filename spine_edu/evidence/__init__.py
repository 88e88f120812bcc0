"""Tables for the data labs: published numbers, code tables, and our own cases as rows. Lessons and their charts enter here."""

from __future__ import annotations

from spine_edu.evidence.tables import names, table

__all__ = ["names", "table"]

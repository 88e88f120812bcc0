"""Histories: states and events in time, of a patient or of anything else that is told by the year.

Who draws or walks through one enters by `timeline`; `history` reads those that are told beside the cases.
"""

from __future__ import annotations

from spine_edu.histories.history import History, history_named, history_names, read_history

__all__ = ["History", "history_named", "history_names", "read_history"]

"""What the surgeon did, joint by joint: the one format that drives codes, pictures and words, and how it is read.

Everybody above enters by this door; `fields` and `words` are for who reads or reviews what authors write.
"""

from __future__ import annotations

from spine_edu.operation.procedures import procedure_fields, procedure_kinds
from spine_edu.operation.reading import read_kept, read_operation, read_operations, words_of
from spine_edu.operation.values import CHANGEABLE, Fusion, Kept, Operation, Procedure

__all__ = [
    "CHANGEABLE",
    "Fusion",
    "Kept",
    "Operation",
    "Procedure",
    "procedure_fields",
    "procedure_kinds",
    "read_kept",
    "read_operation",
    "read_operations",
    "words_of",
]

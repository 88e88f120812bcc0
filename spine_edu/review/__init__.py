"""What authors are told: faults of questions and cases with line, field and fix, and whether a bank can be guessed.

The command `check` and the tests come here; no lesson does.
"""

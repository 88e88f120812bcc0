"""ICD-10-PCS: from an operation to the codes of its fusions and of what was done beside them, character by character.

`coding.engine` comes here for answers, questions and the builder for the tables of choices.
"""

"""ICD-9-CM, volume 3: fusion or refusion, column and technique, the count of vertebrae, and what was done beside them.

`coding.engine` comes here; feedback and explanations read the families of codes.
"""

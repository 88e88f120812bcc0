"""The coding rules: what an operation is coded as, on any day, in every system, and why.

`engine.codes_for` gives the whole answer (`full_answer`), which `explain` puts into words. What the note leaves open is found
first (`entries`, `contradictions`, `doubts`, `open_points`) and read by each system in a room of its own: `pcs`, `icd9` and
`drg`.
`eras` knows which system and year apply, `rules` what each reason rests on, `years` follows one operation through the years.
`feedback` finds what went wrong in another answer; `reading` reads single codes and the official maps between the systems.
"""

"""The coding rules: what an operation is coded as, on any day, in every system, and why.

`engine.codes_for` gives the whole answer. `icd10pcs` (from `pcs_tables`, `pcs_device`, `pcs_reasons`), `companions` (from `beside`,
`devices_beside`, `tissue_beside`), `icd9cm` and `ms_drg` each decide one part of it; `eras` knows which system and year apply.
`explain` puts the answer into words; `diagnose` (with `codes_given`, `faults`, `readings`, `diagnosis`) finds what went wrong in
another one; `lookup` reads a single code; `gems` holds the official maps between the systems.
"""

"""How large the bones of our drawings are: millimetres by vertebra, from the tables of data/anatomy."""

from __future__ import annotations

# Interim rows of the shared morphometry: upper/lower end-plate width and depth, body height front/back, canal, spinous, transverse.
_ROWS = {
    "C5": {"EPWu": 17.5, "EPDu": 13.0, "EPWl": 19.4, "EPDl": 14.9, "VBHa": 11.6, "VBHp": 12.7, "SCW": 24.9, "SCD": 16.4, "PDW": 5.6, "PDH": 7.0, "SPL": 31.1, "TPW": 52.7},
    "T7": {"EPWu": 27.8, "EPDu": 27.4, "EPWl": 29.1, "EPDl": 28.5, "VBHa": 17.0, "VBHp": 18.2, "SCW": 17.3, "SCD": 16.0, "PDW": 5.3, "PDH": 12.1, "SPL": 52.0, "TPW": 60.5},
    "L4": {"EPWu": 52.8, "EPDu": 34.3, "EPWl": 53.2, "EPDl": 34.7, "VBHa": 27.4, "VBHp": 27.1, "SCW": 25.6, "SCD": 16.5, "PDW": 16.0, "PDH": 15.8, "SPL": 50.7, "TPW": 89.8},
}


def measure(vertebra: str, name: str) -> float:
    """Return one measure of a vertebra, such as the depth of L4's lower end-plate ('EPDl')."""
    return _ROWS[vertebra][name]

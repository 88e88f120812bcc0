"""What stands behind a fold of a page, and what the fold is called: a result that was to be predicted, with the words on it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from spine_edu.text.markup import Markup, Piece, element

_SHOWN: Mapping[str, str] = {
    **dict.fromkeys(("rates", "recovery", "tally", "trends"), "the chart"),
    **dict.fromkeys(("codes_for", "eras"), "the codes"),
    **dict.fromkeys(("spine", "whole_spine"), "the model"),
    **dict.fromkeys(("people", "pseudarthroses"), "the people"),
    **dict.fromkeys(("column_curves", "column_regions"), "the column"),
    **dict.fromkeys(("columns", "column_systems"), "the columns"),
    **dict.fromkeys(("bone", "parts_of"), "the bone"),
    **dict.fromkeys(("roots", "root_finder"), "the roots"),
    **dict.fromkeys(("fused_motion", "neck_counter"), "the motion"),
    "anatomy_of": "the code, part by part",
    "axial_cervical": "the slice",
    "ct_slices": "the slices",
    "diagnose": "the thoughts behind the codes",
    "healing_phases": "the phases",
    "herniations": "the herniations",
    "joints_in": "the joints",
    "len": "the number",
    "level_map": "the map",
    "note": "the note",
    "pedicle_screw": "the screw",
    "planes": "the planes",
    "segment_bender": "the segment",
    "side_by_side": "both, side by side",
    "timeline": "the history",
    "vertebrae_in": "the vertebrae",
    "ways_in": "the ways in",
}
"""What each verb of a lesson shows."""
_TABLE = 'class="dataframe"'
_WORDS, _END = "<details><summary>What we see</summary>\n", "</details>\n"
"""How an author folds the words on a result, and where they end."""


def name_of(source: str, shown: str = "") -> str:
    """Return what the fold over the result of a cell is called, by the verb of its last line and by what is shown.

    >>> name_of('gardener = case("mixed-l3-l5")\\nlevel_map(gardener, at=14)')
    'Show the map'
    >>> name_of("roofers = people(9)\\nroofers"), name_of("bank.head()", '<table class="dataframe">'), name_of("6 * 7")
    ('Show the people', 'Show the table', 'Look at the result')
    """
    if is_table(shown):
        return "Show the table"
    said = _SHOWN.get(_verb(source))
    return f"Show {said}" if said else "Look at the result"


def fold(name: str, *inside: Piece) -> Markup:
    """Return what a reader opens to see it.

    >>> fold("Show the map", "L4-L5: I")
    '<details><summary>Show the map</summary>L4-L5: I</details>'
    """
    return element("details", element("summary", name), *inside)


def is_table(shown: str) -> bool:
    """Whether a result is a table that a program printed, the answer to a question in the program's own words."""
    return _TABLE in shown


def words_on(text: str) -> tuple[str, str]:
    """Return the words on a result by which a text begins, if they are folded away, and what the text goes on with.

    >>> words_on("<details><summary>What we see</summary>\\n\\nA gap.\\n\\n</details>\\n\\nAnd now?")
    ('\\nA gap.\\n\\n', '\\nAnd now?')
    >>> words_on("And now?")
    ('', 'And now?')
    """
    if not text.startswith(_WORDS) or text.count("<details>") > 1:
        return "", text
    words, _, rest = f"{text}\n".removeprefix(_WORDS).partition(_END)
    return words, rest.rstrip("\n")


def _verb(source: str) -> str:
    """Return the name of the function that a cell calls last; one that stands behind a name is looked up."""
    lines = ast.parse(source).body
    last = lines[-1].value if lines and isinstance(lines[-1], ast.Expr) else None
    if isinstance(last, ast.Name):
        named = (line for line in reversed(lines) if isinstance(line, ast.Assign))
        last = next((line.value for line in named if ast.unparse(line.targets[0]) == last.id), None)
    called = last.func if isinstance(last, ast.Call) else None
    return called.id if isinstance(called, ast.Name) else ""

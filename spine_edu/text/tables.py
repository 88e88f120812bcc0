"""Tables as HTML that read well in JupyterLab, on a phone, on paper and aloud.

JupyterLab sets tables to the right and in fixed columns; the doubled class below is what it takes to win against that. The
cells carry their side themselves, because a notebook that nobody has trusted yet loses every style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spine_edu.text.markup import Markup, Piece, element

_LEFT = "text-align:left;vertical-align:top"
_RULES = Markup(
    ".se-t{max-width:60em;overflow-x:auto}"
    ".se-t.se-t{"
    "table{table-layout:auto;border-collapse:collapse;width:100%;margin:.3em 0 1em}"
    "caption{text-align:left;font-weight:600;padding:.4em 0}"
    "th,td{padding:.3em .7em .3em 0;border-top:1px solid var(--jp-border-color2,#999);line-height:1.4}"
    "tr{background:none}thead th{border-top:0;font-size:.875em}"
    "tbody th{font-weight:600}th[scope=rowgroup]{border-top-width:2px;padding-top:.6em}"
    "code{background:none;padding:0;font-size:.9375em;overflow-wrap:anywhere}"
    "b{font-family:var(--jp-code-font-family,monospace)}"
    "ul{margin:.2em 0;padding-left:1.1em}small{display:block}summary{cursor:pointer;padding:.4em 0}}"
)


def framed(*parts: Piece, wide: str = "") -> Markup:
    """Put tables and what belongs to them into the frame that styles them.

    A frame that may be wider than a phone is named (`wide`): it scrolls, so the keyboard must be able to stop there.
    """
    region = {"role": "region", "tabindex": "0", "aria_label": wide} if wide else {}
    return element("style", _RULES) + element("div", *parts, class_="se-t", **region)


def table(caption: str, heads: Sequence[Piece], rows: Iterable[Sequence[Piece]]) -> Markup:
    """Build a table; the first cell of a row is its header.

    >>> table("Joints", ("Joint", "State"), [("L4-L5", "solid")]).count('scope="row"')
    1
    """
    return _whole(caption, heads, element("tbody", *map(_row, rows)))


def grouped(caption: str, heads: Sequence[Piece], groups: Iterable[tuple[Piece, Iterable[Sequence[Piece]]]]) -> Markup:
    """Build a table whose rows come in groups, each under a header of its own over the whole width.

    >>> grouped("Codes", ("Character", "Why"), [("81.38", [("4", "refusion")])]).count("<tbody>")
    1
    """
    bodies = (
        element("tbody", element("tr", element("th", head, scope="rowgroup", colspan=len(heads), style=_LEFT)), *map(_row, rows))
        for head, rows in groups
    )
    return _whole(caption, heads, *bodies)


def _whole(caption: str, heads: Sequence[Piece], *bodies: Markup) -> Markup:
    named = element("tr", *(element("th", head, scope="col", style=_LEFT) for head in heads))
    return element("table", element("caption", caption), element("thead", named), *bodies)


def _row(cells: Sequence[Piece]) -> Markup:
    first, *rest = cells
    return element("tr", element("th", first, scope="row", style=_LEFT), *(element("td", cell, style=_LEFT) for cell in rest))

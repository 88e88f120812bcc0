"""Tables as HTML that read well in JupyterLab, on a phone, on paper and aloud.

JupyterLab sets tables to the right and in fixed columns; the doubled class below is what it takes to win against that. The
cells carry their side themselves, because a notebook that nobody has trusted yet loses every style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_LEFT = 'style="text-align:left;vertical-align:top"'
_STYLE = (
    "<style>.se-t{max-width:60em;overflow-x:auto}.se-t.se-t table{table-layout:auto;border-collapse:collapse;width:100%;margin:.3em 0 1em}"
    ".se-t.se-t caption{text-align:left;font-weight:600;padding:.4em 0}"
    ".se-t.se-t th,.se-t.se-t td{padding:.3em .7em .3em 0;border-top:1px solid var(--jp-border-color2,#999);line-height:1.4}"
    ".se-t.se-t tr{background:none}.se-t.se-t thead th{border-top:0;font-size:.85em}"
    ".se-t.se-t tbody th{font-weight:600}.se-t.se-t th[scope=rowgroup]{border-top-width:2px;padding-top:.6em}"
    ".se-t.se-t code{background:none;padding:0;font-size:.85em;overflow-wrap:anywhere}.se-t.se-t b{font-family:var(--jp-code-font-family,monospace)}"
    ".se-t.se-t ul{margin:.2em 0;padding-left:1.1em}.se-t small{display:block}.se-t summary{cursor:pointer;padding:.4em 0}</style>"
)


def framed(*parts: str, wide: str = "") -> str:
    """Put finished HTML into the frame that styles its tables.

    A frame that may be wider than a phone is named (`wide`): it scrolls, so the keyboard must be able to stop there.
    """
    region = f' role="region" tabindex="0" aria-label="{escape(wide)}"' if wide else ""
    return f'{_STYLE}<div class="se-t"{region}>{"".join(parts)}</div>'


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Build a table; caption and heads are text, cells are finished HTML, and the first cell of a row is its header.

    >>> table("Joints", ("Joint", "State"), [("L4-L5", "solid")]).count('scope="row"')
    1
    """
    return _whole(caption, heads, f"<tbody>{''.join(map(_row, rows))}</tbody>")


def grouped(caption: str, heads: Sequence[str], groups: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> str:
    """Build a table whose rows come in groups, each under a header of its own (finished HTML) over the whole width.

    >>> grouped("Codes", ("Character", "Why"), [("81.38", [("4", "refusion")])]).count("<tbody>")
    1
    """
    body = "".join(
        f'<tbody><tr><th scope="rowgroup" colspan="{len(heads)}" {_LEFT}>{head}</th></tr>{"".join(map(_row, rows))}</tbody>'
        for head, rows in groups
    )
    return _whole(caption, heads, body)


def _whole(caption: str, heads: Sequence[str], body: str) -> str:
    head = "".join(f'<th scope="col" {_LEFT}>{escape(name)}</th>' for name in heads)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>{body}</table>"


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f'<tr><th scope="row" {_LEFT}>{first}</th>{"".join(f"<td {_LEFT}>{cell}</td>" for cell in rest)}</tr>'

"""The anatomy of a code: what each of its characters says, one box a character, and a row of meaning for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import Markup, Piece, element, join, shape
from spine_edu.text.quoting import shown


@dataclass(frozen=True, slots=True)
class CodePart:
    """One character (or group of characters) of a code: where it stands, what it asks, what it answers, and why."""

    position: str
    axis: str
    value: str
    label: str
    reason: str = ""


Parts = Sequence[CodePart | Sequence[str]]


def code_anatomy(code: str, parts: Parts, *, title: str = "", system: str = "", told: Collection[str] = ()) -> Picture:
    """Show a code as a row of boxes. `parts` are (position, axis, value, label) with a reason as an optional fifth.

    The values, put one after another, must spell the code; points are not counted. `told` names the positions to be explained,
    which stand out then; all are, unless it is given.

    >>> parts = [("1-2", "category", "81", "joint structures of the spine"), ("3", "kind", "3", "refusion"),
    ...     ("4", "where", "8", "lumbar, anterior column, from behind")]
    >>> code_anatomy("81.38", parts).words.partition(". Character 3")[0]
    '81.38. Character 1-2, category: 81, joint structures of the spine'
    """
    read = _read(code, parts)
    name = f"Anatomy of {system + ' ' if system else ''}code {code}"
    explained = [part for part in read if part.position in told] if told else read
    words = f"{code}{', ' + title if title else ''}. " + " ".join(_in_words(part) for part in explained)
    mark = theme.mark_of("code-anatomy", name, words)
    said = join((element("small", text) for text in (system, title) if text), " ")
    head = join([_strip(code, read, told), element("br"), said])
    rows = [
        element(
            "tr",
            _head("row", *_position(part)),
            shape("td", part.value, class_="value", style=_SIDE),
            shape("td", element("b", part.label), _aside(part.reason), style=_SIDE),
        )
        for part in explained
    ]
    html = _table(mark, head, ("Character", "Value", "Meaning"), rows)
    return Picture(name=name, words=words, html=html, caption="")


def _strip(code: str, parts: Sequence[CodePart], told: Collection[str]) -> Markup:
    """The code as a row of boxes, one a part, those told of marked; a screen reader gets the code as one word instead."""
    boxes: list[Piece] = []
    for part in parts:
        kind = "box other" if part.position in told else "box"
        boxes += [shape("span", part.value, element("sub", part.position), class_=kind), " "]
    return shape("span", *boxes, class_="strip", role="img", aria_label=code)


def _read(code: str, parts: Parts) -> tuple[CodePart, ...]:
    read = []
    for part in parts:
        if not isinstance(part, CodePart) and (isinstance(part, str) or not 4 <= len(part) <= 5):
            raise FigureError(
                f"{code}: a part of a code needs (position, axis, value, label) and may have a reason; got {shown(part)}."
            )
        read.append(part if isinstance(part, CodePart) else CodePart(*map(str, part)))
    spelled = "".join(part.value for part in read)
    if not read or spelled.replace(".", "") != code.replace(".", ""):
        raise FigureError(
            f"The parts spell {shown(spelled)}, but the code is {shown(code)}: give every character once, in order."
        )
    return tuple(read)


def _in_words(part: CodePart) -> str:
    said = f"Character {part.position}, {part.axis}: {part.value}, {part.label}"
    why = f" {part.reason.rstrip('.')}." if part.reason else ""
    return said.rstrip(".") + "." + why


def _position(part: CodePart) -> tuple[Piece, ...]:
    return shape("span", part.position, class_="at"), f" {part.axis}"


def _head(scope: str, *inside: Piece) -> Markup:
    return shape("th", *inside, scope=scope, style=_SIDE)


def _aside(text: str) -> Markup | None:
    return element("br") + element("small", text) if text else None


def _table(mark: str, caption: Piece, columns: Sequence[Piece], rows: Sequence[Markup]) -> Markup:
    heads = element("thead", element("tr", *(_head("col", column) for column in columns)))
    table = element("table", shape("caption", caption, style=_SIDE), heads, element("tbody", *rows))
    rules = theme.colours_css(f".{mark}") + _STYLE.replace("&", f".{mark}")
    return element("style", Markup(rules)) + shape("div", table, class_=mark)


_SIDE = "text-align:left"  # kept where a notebook that nobody trusts yet loses its style sheet
_STYLE = (
    f"&{{font-family:{theme.FONT};font-size:1rem;line-height:1.4;color:var(--ink);background:var(--card);"
    "border:1px solid var(--edge);border-radius:10px;padding:8px 10px;max-width:760px;box-sizing:border-box;overflow-x:auto}"
    "& table{border-collapse:collapse;margin:0;width:100%;table-layout:auto;text-align:left;border:0;font-size:1rem}"
    "& caption{text-align:left;padding:0 0 6px;color:inherit;font-size:1rem;caption-side:top;font-style:normal}"
    "& .strip{display:flex;gap:3px;padding:2px 0 6px}"
    f"& .box{{font:700 22px/1.2 {theme.MONO};color:var(--ink);border:1.5px solid var(--muted);border-radius:5px;"
    "min-width:0;flex:0 1 40px;padding:3px 0 1px;text-align:center;background:var(--ghost)}"
    "& .box sub{display:block;font:400 13px/1.3 system-ui,sans-serif;color:var(--muted);vertical-align:baseline}"
    "& .other{border:2px solid var(--accent);color:var(--accent);text-decoration:underline}& .box sub{text-decoration:none}"
    "& th,& td{text-align:left;vertical-align:top;padding:6px 8px 6px 0;border:0;border-top:1px solid var(--edge);"
    "font-weight:400;background:none;white-space:normal;color:var(--ink);font-size:1rem}"
    "& thead th{border-top:0;font-size:.875rem;color:var(--muted)}"
    "& br{display:none}& small{display:block;color:var(--muted);font-size:.9375rem}"
    "& tbody th{min-width:5.6em;padding-left:1.9em;text-indent:-1.9em}& tbody th>*{text-indent:0}"
    "& .at{display:inline-block;min-width:1.9em;color:var(--muted);font-variant-numeric:tabular-nums}"
    f"& .value{{font-family:{theme.MONO};font-weight:700;font-size:1.25rem;line-height:1.2}}"
    "& td.value{padding-left:6px;padding-right:8px;width:1%;white-space:nowrap}"
    "& tbody tr:nth-child(n){background:none}"
)

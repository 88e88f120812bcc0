"""The operative note on the page, plain or with the deciding phrases marked."""

from __future__ import annotations

from html import escape

from spine_edu.cases import Case
from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.quoting import shown

_STYLE = (
    "<style>.se-note{max-width:46em;border:1px solid var(--jp-border-color2,#999);border-left:4px solid #0072b2;padding:.4em 1em;"
    "line-height:1.55}.se-note p{margin:.55em 0}.se-note mark{background:#fff2ab;color:#1a1a1a;padding:0 .15em}"
    ".se-note mark small{font-weight:600;border-left:1px solid #666;margin-left:.35em;padding-left:.35em}</style>"
)


def note_page(case: Case, marked: bool = False) -> Picture:
    """Show a case's note as paragraphs; `marked` marks each phrase of evidence and names the fact it decides.

    >>> from spine_edu.cases import case_named
    >>> "<mark>" in note_page(case_named("mixed-l3-l5"), marked=True).html
    True
    """
    paragraphs = [block.strip() for block in case.note.split("\n\n") if block.strip()]
    body = "".join(f"<p>{_marked(block, case) if marked else _lines(escape(block))}</p>" for block in paragraphs)
    label = f"Operative note, invented: {case.title}"
    html = f'{_STYLE}<div class="se-note" role="document" aria-label="{escape(label, quote=True)}">{body}</div>'
    facts = "; ".join(f"{item.fact}{f' of {item.joint}' if item.joint else ''}: “{item.phrase}”" for item in case.evidence)
    words = f"Marked: {facts}." if marked else f"{case.note.strip()}"
    return Picture(
        name=label, words=words, html=html, below="<p><small>Every person in this note is invented.</small></p>", caption=""
    )


def _marked(block: str, case: Case) -> str:
    """Mark the evidence inside one paragraph; phrases do not overlap."""
    found = sorted((block.find(item.phrase), item) for item in case.evidence if item.phrase in block) if case.evidence else []
    pieces, done = [], 0
    for start, item in found:
        if start < done:
            raise FigureError(f"{case.id}: the evidence {shown(item.phrase)} overlaps another phrase; mark each word once.")
        label = f"{item.fact}{f', {item.joint}' if item.joint else ''}"
        pieces += [escape(block[done:start]), f"<mark>{escape(item.phrase)}<small>{escape(label)}</small></mark>"]
        done = start + len(item.phrase)
    return _lines("".join([*pieces, escape(block[done:])]))


def _lines(text: str) -> str:
    return text.replace("\n", "<br>")

"""The operative note on the page, plain or with the deciding phrases marked."""

from __future__ import annotations

from spine_edu.cases import Case
from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import Markup, Piece, element, join
from spine_edu.text.quoting import shown

_RULES = Markup(
    ".se-note{max-width:46em;border:1px solid var(--jp-border-color2,#999);border-left:4px solid #0072b2;padding:.4em 1em;"
    "line-height:1.55}.se-note p{margin:.55em 0}.se-note mark{background:#fff2ab;color:#1a1a1a;padding:0 .15em}"
    ".se-note mark small{font-weight:600;border-left:1px solid #666;margin-left:.35em;padding-left:.35em}"
)

_VARIANT = (
    "What if? You changed this operation, so nothing in the note is marked: it tells what was done, and does not support "
    "what you made of it. "
)


def note_page(case: Case, marked: bool = False) -> Picture:
    """Show a case's note as paragraphs; `marked` marks each phrase of evidence and names the fact it decides.

    >>> from spine_edu.cases import case_named
    >>> "<mark>" in note_page(case_named("mixed-l3-l5"), marked=True).html
    True
    """
    paragraphs = [block.strip() for block in case.note.split("\n\n") if block.strip()]
    body = (element("p", *(_mark_evidence(block, case) if marked else _lines(block))) for block in paragraphs)
    label = f"Operative note, invented: {case.title}"
    html = element("style", _RULES) + element("div", *body, class_="se-note", role="document", aria_label=label)
    facts = "; ".join(f"{item.fact}{f' of {item.joint}' if item.joint else ''}: “{item.phrase}”" for item in case.evidence)
    words = f"Marked: {facts}." if marked and facts else f"{case.note.strip()}"
    below = element("p", element("small", "Every person in this note is invented."), class_="se-invented")
    if case.changed:
        html, words = element("p", _VARIANT, " ".join(case.changed)) + html, f"{_VARIANT}{' '.join(case.changed)} {words}"
    return Picture(name=label, words=words, html=html, below=below, caption="")


def _mark_evidence(block: str, case: Case) -> list[Piece]:
    """Mark the evidence inside one paragraph; phrases do not overlap."""
    found = sorted((block.find(item.phrase), item) for item in case.evidence if item.phrase in block) if case.evidence else []
    pieces: list[Piece] = []
    done = 0
    for start, item in found:
        if start < done:
            raise FigureError(f"{case.id}: the evidence {shown(item.phrase)} overlaps another phrase; mark each word once.")
        label = f"{item.fact}{f', {item.joint}' if item.joint else ''}"
        pieces += [*_lines(block[done:start]), element("mark", *_lines(item.phrase), element("small", label))]
        done = start + len(item.phrase)
    return [*pieces, *_lines(block[done:])]


def _lines(text: str) -> list[Piece]:
    """Return text with a break at the end of each of its lines."""
    return [join(text.split("\n"), element("br"))]

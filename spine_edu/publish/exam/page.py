"""An exam as one file that opens in any browser: what is asked, a clock, and no key.

Answers stay in the browser of whoever answers, until they are saved as a file. Nothing is sent, and nothing could be.
"""

from __future__ import annotations

from spine_edu.exam.forms import ExamForm
from spine_edu.publish.page import page_css
from spine_edu.publish.pieces.links import Links
from spine_edu.publish.pieces.live_widgets import LiveWidgets
from spine_edu.publish.pieces.shell import html_file
from spine_edu.text.markup import element
from spine_edu.widgets.asking.exam import Exam

_NAME = "exam"


def exam_page(form: ExamForm) -> str:
    """Return the file of one form."""
    widgets = LiveWidgets({_NAME: {"state": Exam(form, key=False).get_state()}}, Links(_NAME), whole_keys=False)
    off = element("p", "This exam needs scripts, which are off in this browser. Ask for it on paper.")
    place = widgets.place(_NAME, element("noscript", off))
    main = element("main", element("h1", "Spinal fusion: exam"), place)
    css = f"{page_css()}\n{widgets.styles()}"
    return html_file(f"Exam, {form.title}", css, main, widgets.scripts(), data_lesson=f"{_NAME} {form.number}")

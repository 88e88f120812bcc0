"""A learner's slip in a notebook, told in one sentence instead of Python's pages; what is no slip keeps its traceback.

A slip is an error of the course's own, and a wrong name, word or bracket in the learner's cell. What goes wrong deeper down may
be a fault of ours, and is shown whole. `full_error` shows the lines of a slip too.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import inspect
import linecache
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from spine_edu.errors import DataError, FigureError, SpineEduError
from spine_edu.text.markup import Markup, element
from spine_edu.text.quoting import nearest, some

_CAUGHT = (SpineEduError, NameError, TypeError, AttributeError, SyntaxError)
_LOOK = Markup(
    ".se-slip{max-width:72ch;margin:.3em 0;padding:.5em .8em;border-left:4px solid #c2571a;line-height:1.5;white-space:pre-line;"
    "background:var(--jp-layout-color2,#f3f4f6);color:var(--jp-content-font-color1,#1d2126)}"
    ".jp-OutputArea-child:has(.se-slip)+.jp-OutputArea-child:has([data-mime-type*=stderr]){display:none}"
)
"""What is told to the eye and to the screen reader need not stand below once more, as the error that other programs read."""


def install(words: Mapping[str, object]) -> None:
    """Have the notebook that we are in tell slips in a sentence; elsewhere do nothing. `words` are those of the course."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell:
        shell.set_custom_exc(_CAUGHT, functools.partial(_tell, words))


def _tell(
    words: Mapping[str, object],
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Show an error to the learner: as a sentence if it is a slip, else as Python does. The cell has failed in either case."""
    said = sentence(error, trace, words, shell.user_ns)
    if not said:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        return
    sys.last_type, sys.last_value, sys.last_traceback = kind, error, trace
    if getattr(shell, "kernel", None):
        shell.display_pub.publish({"text/plain": said, "text/html": str(alert(said))})
    shell._showtraceback(kind, error, [said])  # what IPython offers to be overridden has no public name to be called by


def alert(said: str, more: str = "") -> Markup:
    """Return a sentence as what a screen reader reads out when it comes; `more` is a class that scripts find it by."""
    return element("style", _LOOK) + element("div", said, class_=f"se-slip {more}".strip(), role="alert")


class NewKernel:
    """What a learner is told who ran a cell in a kernel in which the lesson has not begun.

    >>> repr(NewKernel()).partition(".")[0]
    'The kernel is new, and knows no name of this lesson yet'
    """

    def __repr__(self) -> str:
        return (
            "The kernel is new, and knows no name of this lesson yet. Names live in the kernel, and a restart takes them away: "
            "run the cells from the top."
        )

    def _repr_html_(self) -> str:
        return str(alert(repr(self), "se-new-kernel"))


def new_kernel() -> NewKernel | None:
    """Return what to say if no lesson has begun in this kernel; JupyterLab asks (lab_extensions), for no slip is told yet."""
    return None if "spine_edu.lesson" in sys.modules else NewKernel()


def full_error() -> None:
    """Print the last error with every line of Python that led to it."""
    error = getattr(sys, "last_value", None)
    print("".join(traceback.format_exception(error)) if error else "Nothing has gone wrong yet.", end="")


def sentence(error: BaseException, trace: TracebackType | None, words: Mapping[str, Any], names: Mapping[str, object]) -> str:
    """Return what to say of a slip, '' of what is none. `names` are those of the notebook, in which its cells run.

    >>> sentence(FigureError("There is no bone 'L6'."), None, {}, {})
    "There is no bone 'L6'."
    """
    if isinstance(error, SpineEduError):
        return "" if isinstance(error, DataError) else str(error)
    if isinstance(error, SyntaxError):
        return _of_syntax(error)
    frame, line = _innermost(trace)
    if frame is None or frame.f_globals is not names:
        return ""
    cell = _Cell("".join(linecache.getlines(frame.f_code.co_filename)), line)
    if isinstance(error, NameError):
        return _of_name(error.name or "", cell, words, names)
    if isinstance(error, AttributeError):
        return _of_attribute(error.obj, error.name or "", words)
    return _of_call(str(error), cell, words, names)


class _Cell:
    """The cell that was run, and the line of it that was."""

    def __init__(self, source: str, line: int) -> None:
        self.source, self.line = source, line

    def calls(self) -> Iterator[ast.Call]:
        """Yield the calls that the line is part of, the inner ones last."""
        with contextlib.suppress(SyntaxError):
            for node in ast.walk(ast.parse(self.source)):
                if isinstance(node, ast.Call) and node.lineno <= self.line <= (node.end_lineno or node.lineno):
                    yield node

    def text(self, node: ast.AST) -> str:
        return ast.get_source_segment(self.source, node) or ""


def _innermost(trace: TracebackType | None) -> tuple[FrameType | None, int]:
    """Return the frame in which an error was raised, and its line."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return (trace.tb_frame, trace.tb_lineno) if trace else (None, 0)


def _of_name(name: str, cell: _Cell, words: Mapping[str, object], names: Mapping[str, object]) -> str:
    if name in words:
        return f"{name} is a word of the course, and is gone from here: run `from spine_edu.lesson import *` once more."
    near = nearest(name, [*words, *(own for own in names if not own.startswith("_"))], cutoff=0.75)
    if near:
        return f"Nothing is called {name} here; did you mean {near[0]}?"
    for call in cell.calls():
        for given in [*call.args, *(keyword.value for keyword in call.keywords)]:
            held = [node.id for node in ast.walk(given) if isinstance(node, ast.Name)]
            if isinstance(given, ast.Name | ast.BinOp) and name in held:
                meant = cell.text(given)
                return f'{meant} is no name here. If it is meant as text, it stands in quotes: {cell.text(call.func)}("{meant}").'
    return f"Nothing is called {name} yet. If a cell further up makes it, run that cell first: from the top, one after the other."


def _of_attribute(of: object, name: str, words: Mapping[str, object]) -> str:
    for word, value in words.items():
        if value is of and callable(value):
            return f"{word} is asked with brackets, and what it gives can be asked for more: {word}(…).{name}"
    ours = [kind for kind in type(of).__mro__ if kind.__module__.startswith("spine_edu")]
    if not ours:
        return ""
    known = [own for own in dict.fromkeys(own for kind in ours for own in vars(kind)) if not own.startswith("_")]
    near = nearest(name, known)
    return f"A {type(of).__name__} has no {name}; {f'did you mean {near[0]}?' if near else f'it has {some(known)}.'}"


def _of_call(told: str, cell: _Cell, words: Mapping[str, object], names: Mapping[str, object]) -> str:
    """Tell what a verb of the course, or a method of what it gave, was called with; '' where the call is of another program."""
    for call in cell.calls():
        word = call.func.id if isinstance(call.func, ast.Name) else ""
        if word in words and names.get(word) is not words[word] and told.endswith("object is not callable"):
            return (
                f"{word} is no longer the word of the course: a line such as {word} = … gave its name away. "
                "Choose another name there, and run `from spine_edu.lesson import *` once more."
            )
    written = re.match(r"(?:\w+\.)*(\w+)\(\) (.*)", told)
    verb, what = written.groups() if written else ("", "")
    asked = words.get(verb) or next((getattr(own, verb) for own in names.values() if _is_ours(own) and hasattr(own, verb)), None)
    if not callable(asked):
        return ""
    unknown = re.match(r"got an unexpected keyword argument '(\w+)'", what)
    if unknown:
        return unknown_word(verb, unknown[1], asked)
    if what.startswith("missing"):
        return f"{verb} was not told {what.partition(': ')[2]}. It is written {_written(verb, asked)}."
    return f"{verb} was told more than it asks for. It is written {_written(verb, asked)}." if what.startswith("takes") else ""


def _is_ours(value: object) -> bool:
    return type(value).__module__.startswith("spine_edu")


def unknown_word(verb: str, word: str, asked: Callable[..., object]) -> str:
    """Say that a verb takes no word of this name, and which it does take.

    >>> def note(of, marked=False): ...
    >>> unknown_word("note", "mark", note)
    'note knows no mark=…; did you mean marked=…? It is written note(of, marked).'
    """
    near = nearest(word, inspect.signature(asked).parameters)
    meant = f"; did you mean {near[0]}=…? It" if near else ". It"
    return f"{verb} knows no {word}=…{meant} is written {_written(verb, asked)}."


def known_words(verb: str, asked: Callable[..., object], given: Mapping[str, object]) -> Mapping[str, Any]:
    """Return words that a verb hands on, if what it hands them to takes them all; else raise FigureError with the nearest."""
    for word in given:
        if word not in inspect.signature(asked).parameters:
            raise FigureError(unknown_word(verb, word, asked))
    return given


def _written(verb: str, asked: Callable[..., Any]) -> str:
    parameters = inspect.signature(asked).parameters.values()
    more = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return f"{verb}({', '.join('…' if one.kind in more else one.name for one in parameters)})"


def _of_syntax(error: SyntaxError) -> str:
    """Tell what went wrong with quotes and brackets; of the rest Python says enough, and shows the place."""
    if Path(error.filename or "").is_file():
        return ""
    line, where = (error.text or "").strip(), f"line {error.lineno} of this cell"
    curly = next((letter for letter in line if letter in "“”„‘’«»"), "")
    if curly and "invalid character" in error.msg:
        return f"In {where} stands {curly}, a quotation mark of print. Python reads the straight ones only: \" or '."
    if "unterminated" in error.msg:
        return (
            f"In {where} a text begins with a quotation mark and does not end with the same one. Text stands between two of them."
        )
    left_open = "incomplete input" in error.msg and line.count("(") + line.count("[") > line.count(")") + line.count("]")
    if left_open or "was never closed" in error.msg or "closing parenthesis" in error.msg or "unmatched" in error.msg:
        return f"In {where} a bracket has no partner: each ( needs its ), each [ its ]."
    if line.count('"') > 2 or line.count("'") > 2:
        return (
            f"In {where} a quotation mark ends the text too early. Where the text itself quotes something, "
            "use the other kind around it: 'The note says \"fused\".'"
        )
    return ""

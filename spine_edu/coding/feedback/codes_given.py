"""Read whatever a learner gave as codes: any list or text, misspelt, in lower case, without dots."""

from __future__ import annotations

from collections.abc import Iterable

from spine_edu.coding.feedback.diagnosis import CodeFinding
from spine_edu.text.typed import bare_code, tidy

_MOST = 60
"""How many codes of one answer are diagnosed one by one; no operation needs half as many."""


def codes_in(answer: object, system: str) -> tuple[list[tuple[int, str]], dict[int, CodeFinding]]:
    """Split an answer into codes that have the form of one, and findings for the rest."""
    if isinstance(answer, str):
        answer = tidy(answer).replace(",", " ").replace(";", " ").split()
    elif isinstance(answer, bytes | bytearray):
        return codes_in(bytes(answer[:4000]).decode("utf-8", errors="replace"), system)
    elif answer is None:
        answer = []
    elif not isinstance(answer, Iterable):
        answer = [answer]
    given: list[tuple[int, str]] = []
    findings: dict[int, CodeFinding] = {}
    for place, item in enumerate(answer):
        if place >= _MOST:
            findings[place] = CodeFinding(
                "…", None, "malformed", (), f"more than {_MOST} codes were given; the rest was not read"
            )
            break
        text = _text_of(item)
        code = normal_form(text)
        if code:
            given.append((place, code))
        else:
            shown = " ".join(text.split())
            form = (
                "seven digits and letters (never I or O), such as 0SG00AJ"
                if system == "ICD-10-PCS"
                else "two digits, a dot and one or two digits, such as 81.38"
            )
            findings[place] = CodeFinding(
                shown or "(blank)", None, "malformed", (), f"this does not have the form of a code; an {system} code has {form}"
            )
    return given, findings


def _text_of(item: object) -> str:
    """Return what was given as short text; whatever cannot be shown is named by its type."""
    if isinstance(item, str):
        return item[:40]
    if isinstance(item, bytes):
        return item[:40].decode("utf-8", errors="replace")
    if not isinstance(item, int | float):
        return f"({type(item).__name__})"
    return str(item) if abs(item) < 1e15 else f"({type(item).__name__})"


def normal_form(text: str) -> str:
    """Return a code as the tables write it, or '' where the text does not have the form of one.

    Case, blanks and dots do not matter; the letters O and I, which ICD-10-PCS never uses, are read as 0 and 1.

    >>> normal_form("0sg0-0aj"), normal_form("8138"), normal_form("OSG00AJ"), normal_form("banana!")
    ('0SG00AJ', '81.38', '0SG00AJ', '')
    """
    code = bare_code(text)
    if not code.isascii() or not code.isalnum():
        return ""
    if len(code) == 7:
        return code.replace("O", "0").replace("I", "1")
    if code.isdigit() and len(code) in (3, 4):
        return f"{code[:2]}.{code[2:]}"
    return ""

"""Styles of widgets on one page: whichever comes last, what a widget says of its own parts holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "spine_edu" / "widgets" / "static"
OWN = sorted(path for path in STATIC.glob("*/*.css"))
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def rules(path: Path) -> dict[str, set[str]]:
    """The properties that a style sheet sets, by selector."""
    found: dict[str, set[str]] = {}
    for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)):
        names = {line.split(":")[0].strip() for line in body.split(";") if ":" in line}
        for selector in re.split(r",(?![^(]*\))", selectors):
            found.setdefault(" ".join(selector.split()), set()).update(names)
    return found


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_no_shared_rule_that_comes_later_undoes_the_rule_of_a_widget(path: Path) -> None:
    shared = {what.removeprefix(".spine-w "): names for what, names in rules(STATIC / "panel.css").items()}
    for selector, names in rules(path).items():
        widget, _, what = selector.partition(" ")
        if re.fullmatch(r"\.spine-[a-z]+", widget) and widget != ".spine-q":
            assert not names & shared.get(what, set()), f"{selector}: write .spine-w{widget} {what}"

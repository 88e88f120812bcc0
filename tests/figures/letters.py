"""How tall the letters of a drawing are, in its own units: its rules of CSS against its texts, as a browser would match them.

What is known of CSS here is what our drawings use: rules for tags, classes and attributes, one within another; sizes in px.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

_NAME = "{http://www.w3.org/2000/svg}"
_SIZE = re.compile(r"(?:font-size:|font:(?:[a-z]+ )*)([\d.]+)px")


@dataclass(frozen=True)
class Rule:
    """A size for what a selector speaks of: compounds from the outermost to the one that is meant."""

    compounds: tuple[str, ...]
    size: float

    @property
    def weight(self) -> tuple[int, int]:
        """How many classes, then how many tags: the heavier rule wins, of equals the later one."""
        whole = " ".join(self.compounds)
        return len(re.findall(r"[.\[]", whole)), len(re.findall(r"(?:^| )[a-z]", whole))

    def speaks_of(self, path: Sequence[ElementTree.Element]) -> bool:
        """Whether it means the last element of a path from the root."""
        *outer, meant = self.compounds
        if not _matches(meant, path[-1]):
            return False
        wanted = list(outer)
        for element in reversed(path[:-1]):
            if wanted and _matches(wanted[-1], element):
                wanted.pop()
        return not wanted


def letters(svg: str) -> Iterator[tuple[str, float]]:
    """Yield the words of every text of a drawing with the height of its letters."""
    root = ElementTree.fromstring(svg)
    rules = [rule for sheet in root.iter(f"{_NAME}style") for rule in _rules(sheet.text or "")]
    for path in _paths(root, ()):
        if path[-1].tag == f"{_NAME}text":
            assert [element.tag for element in path].count(f"{_NAME}svg") == 1, "an inner svg has a scale of its own"
            sizes = [size for element in range(len(path)) if (size := _own(rules, path[: element + 1]))]
            yield "".join(path[-1].itertext()), sizes[-1]


def width_of_box(svg: str) -> float:
    """How wide a drawing is in its own units."""
    return float(ElementTree.fromstring(svg).get("viewBox", "").split()[2])


def _own(rules: Sequence[Rule], path: Sequence[ElementTree.Element]) -> float | None:
    """The size that is said of an element itself; else it has that of what it stands in."""
    element = path[-1]
    said = _SIZE.search(element.get("style", "")) or re.fullmatch(r"([\d.]+)(?:px)?", element.get("font-size", ""))
    if said:
        return float(said[1])
    meant = [(rule.weight, place, rule.size) for place, rule in enumerate(rules) if rule.speaks_of(path)]
    return max(meant)[2] if meant else None


def _rules(css: str) -> Iterator[Rule]:
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    for selectors, look in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        if size := _SIZE.search(look):
            yield from (Rule(tuple(selector.split()), float(size[1])) for selector in selectors.split(","))


def _paths(element: ElementTree.Element, above: tuple[ElementTree.Element, ...]) -> Iterator[tuple[ElementTree.Element, ...]]:
    path = (*above, element)
    yield path
    for child in element:
        yield from _paths(child, path)


def _matches(compound: str, element: ElementTree.Element) -> bool:
    """Whether a tag, classes and attributes are all an element's."""
    tag, *_ = re.findall(r"^[a-z]+", compound) or [""]
    classes = re.findall(r"\.([\w-]+)", compound)
    attributes = re.findall(r"\[([\w-]+)=([^\]]*)\]", compound)
    return (
        tag in ("", element.tag.removeprefix(_NAME))
        and set(classes) <= set(element.get("class", "").split())
        and all(element.get(name) == value for name, value in attributes)
    )

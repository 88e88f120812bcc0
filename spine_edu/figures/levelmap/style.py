"""How a level map looks: the same rules for the drawing inside a page, whose theme it follows, and for the still image."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from spine_edu.figures.drawing import theme
from spine_edu.text.markup import Markup, Shape, shape

_RULES = {
    "": f"font:11.3px {theme.FONT};fill:var(--ink)",
    ".card": "fill:var(--card);stroke:var(--edge)",
    ".name": "font-size:13px;font-weight:600",
    ".side": "font-size:11.3px;fill:var(--muted)",
    ".middle,.vertebra,.chip": "text-anchor:middle",
    ".bone": "fill:var(--bone);stroke:var(--bone-edge);stroke-width:calc(1.6px*var(--u));paint-order:stroke",
    ".ilium-left,.ilium-right": "fill:var(--ghost);stroke:var(--ghost-edge);stroke-width:var(--u)",
    ".faint": "opacity:.4",
    ".fade": "stop-color:var(--ghost-edge)",
    ".vertebra": "fill:var(--bone-ink);stroke:var(--bone);stroke-width:2.5;paint-order:stroke",
    ".native": "fill:var(--cartilage);stroke:var(--cartilage-edge);stroke-width:calc(.6px*var(--u))",
    ".native.posterior": "fill-opacity:.3;stroke-opacity:.4",
    ".told": "stroke:var(--outline);stroke-width:calc(1.1px*var(--u))",
    ".badge": "stroke:var(--muted);stroke-width:1",
    ".chip circle": f"fill:{theme.CHIP};stroke:{theme.CHIP_INK};stroke-width:.7",
    ".chip": f"fill:{theme.CHIP_INK};font-size:11.3px;font-weight:700",
    ".joint": "font-size:11.5px;font-weight:600",
    ".quiet": "font-weight:400;fill:var(--muted);font-size:11.3px",
    ".leader": "fill:none;stroke:var(--line);stroke-width:.8",
    ".metal": "fill:var(--metal);stroke:var(--metal-edge);stroke-width:var(--u)",
    ".shaft": "stroke:var(--metal-edge);stroke-width:calc(3.4px*var(--u));"
    "stroke-dasharray:calc(2px*var(--u)) calc(.8px*var(--u));fill:none",
    ".edge,.rod": "stroke:var(--metal-edge);stroke-width:calc(5.6px*var(--u));fill:none;"
    "stroke-linecap:round;stroke-linejoin:round",
    ".rod": "stroke:var(--metal);stroke-width:calc(3.6px*var(--u))",
    ".hidden": "stroke-dasharray:calc(5px*var(--u)) calc(3px*var(--u));stroke-opacity:.7",
}
_WIDTHS = re.compile(r"(?:calc\(([\d.]+)px\*)?var\(--u\)\)?")
_COLOURS = re.compile(r"var\(--([\w-]+)\)")
_ALONE = "-apple-system, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', Arial, "


def classes_of(shapes: Iterable[Shape]) -> list[str]:
    """Return the classes of shapes and of all that stand in them, in the order in which they are met."""
    said = (part.attributes.get("class_") for whole in shapes for part in whole.shapes)
    return list(dict.fromkeys(name for names in said if names for name in str(names).split()))


def rules_for(of: str, classes: Collection[str] | None = None) -> str:
    """Return the rules for what a selector such as '.spine-map' holds: those that a drawing with these classes needs, or all."""
    rules = (
        f"{','.join(f'{of} {part}'.rstrip() for part in selector.split(','))}{{{look}}}"
        for selector, look in _RULES.items()
        if classes is None or _used(selector, classes)
    )
    return theme.colours_css(of) + "".join(rules)


def short(shapes: Sequence[Shape], stretch: float) -> list[Shape]:
    """Return the shapes of an image behind their style: no more than they use, for a light and a dark system, and light on paper.

    `stretch` is how many units of what is drawn in millimetres make one of the sheet. Classes and colours get short names.
    """
    used = classes_of(shapes)
    rules = "".join(f"{selector or 'svg'}{{{look}}}" for selector, look in _RULES.items() if _used(selector, used))
    rules = _WIDTHS.sub(lambda found: f"{float(found[1] or 1) * stretch:.3g}", rules.replace(_ALONE, ""))
    colours, classes = _letters(_COLOURS.findall(rules)), _letters(used)
    rules = _COLOURS.sub(lambda found: f"var(--{colours[found[1]]})", rules)
    rules = re.sub(r"\.([a-z][\w-]*)(?=[ ,.{])", lambda found: f".{classes.get(found[1], 'z')}", rules)
    light, dark = (";".join(f"--{name}:{look[colour]}" for colour, name in colours.items()) for look in (theme.LIGHT, theme.DARK))

    def renamed(part: Shape) -> Shape:
        names = part.attributes.get("class_")
        if not names:
            return part
        return shape(
            part.tag, *part.inside, **{**part.attributes, "class_": " ".join(classes[name] for name in str(names).split())}
        )

    look = f"svg{{{light}}}@media screen and (prefers-color-scheme:dark){{svg{{{dark}}}}}{rules}"
    return [shape("style", Markup(look)), *(whole.changed(renamed) for whole in shapes)]


def _letters(names: Iterable[str]) -> dict[str, str]:
    return {name: chr(ord("a") + place) for place, name in enumerate(dict.fromkeys(names))}


def _used(selector: str, classes: Collection[str]) -> bool:
    """Whether among elements of these classes is one that a part of a selector speaks of."""
    return any(set(re.findall(r"\.([\w-]+)", part)) <= set(classes) for part in selector.split(","))

"""How a level map looks: the same rules for the drawing inside a page, which follows the page's theme, and for the still image."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spine_edu.figures.drawing import theme

_RULES = {
    "": f"font:11px {theme.FONT};fill:var(--ink)",
    ".card": "fill:var(--card);stroke:var(--edge)",
    ".name": "font-size:13px;font-weight:600",
    ".side": "font-size:10px;fill:var(--muted)",
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
    ".chip": f"fill:{theme.CHIP_INK};font-size:10.5px;font-weight:700",
    ".joint": "font-size:11.5px;font-weight:600",
    ".quiet": "font-weight:400;fill:var(--muted);font-size:10.5px",
    ".long": "font-size:9.5px",
    ".leader": "fill:none;stroke:var(--line);stroke-width:.8",
    ".metal": "fill:var(--metal);stroke:var(--metal-edge);stroke-width:var(--u)",
    ".shaft": "stroke:var(--metal-edge);stroke-width:calc(3.4px*var(--u));"
    "stroke-dasharray:calc(2px*var(--u)) calc(.8px*var(--u));fill:none",
    ".edge,.rod": "stroke:var(--metal-edge);stroke-width:calc(5.6px*var(--u));fill:none;stroke-linecap:round;stroke-linejoin:round",
    ".rod": "stroke:var(--metal);stroke-width:calc(3.6px*var(--u))",
    ".hidden": "stroke-dasharray:calc(5px*var(--u)) calc(3px*var(--u));stroke-opacity:.7",
}
_WIDTHS = re.compile(r"(?:calc\(([\d.]+)px\*)?var\(--u\)\)?")
_COLOURS = re.compile(r"var\(--([\w-]+)\)")
_CLASS = re.compile(r"class='([^']*)'")
_ALONE = "-apple-system, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', Arial, "


def live(drawing: str, mark: str) -> str:
    """Return the style of a drawing inside a page: every rule names the drawing, and the colours are those of the page's theme."""
    return f"<style>{rules_for(f'.{mark}', drawing)}</style>"


def rules_for(of: str, drawing: str | None = None) -> str:
    """Return the rules for what a selector such as '.spine-map' holds: those that a drawing needs, or all."""
    rules = (
        f"{','.join(f'{of} {part}'.rstrip() for part in selector.split(','))}{{{look}}}"
        for selector, look in _RULES.items()
        if drawing is None or _used(selector, drawing)
    )
    return theme.colours_css(of) + "".join(rules)


def still(drawing: str, stretch: float) -> str:
    """Return a drawing that is an image behind its style: no more than it uses, for a light and a dark system, and light on paper.

    `stretch` is how many units of what is drawn in millimetres make one of the sheet. Classes and colours get names of one letter.
    """
    rules = "".join(f"{selector or 'svg'}{{{look}}}" for selector, look in _RULES.items() if _used(selector, drawing))
    rules = _WIDTHS.sub(lambda found: f"{float(found[1] or 1) * stretch:.3g}", rules.replace(_ALONE, ""))
    colours = _letters(_COLOURS.findall(rules))
    classes = _letters(name for names in _CLASS.findall(drawing) for name in names.split())
    rules = _COLOURS.sub(lambda found: f"var(--{colours[found[1]]})", rules)
    rules = re.sub(r"\.([a-z][\w-]*)(?=[ ,.{])", lambda found: f".{classes.get(found[1], 'z')}", rules)
    drawing = _CLASS.sub(lambda found: f"class='{' '.join(classes[name] for name in found[1].split())}'", drawing)
    light, dark = (";".join(f"--{short}:{look[name]}" for name, short in colours.items()) for look in (theme.LIGHT, theme.DARK))
    return f"<style>svg{{{light}}}@media screen and (prefers-color-scheme:dark){{svg{{{dark}}}}}{rules}</style>{drawing}"


def _letters(names: Iterable[str]) -> dict[str, str]:
    return {name: chr(ord("a") + place) for place, name in enumerate(dict.fromkeys(names))}


def _used(selector: str, drawing: str) -> bool:
    """Whether a drawing has an element that one of the parts of a selector speaks of."""
    classes = {name for names in _CLASS.findall(drawing) for name in names.split()}
    return any(set(re.findall(r"\.([\w-]+)", part)) <= classes for part in selector.split(","))

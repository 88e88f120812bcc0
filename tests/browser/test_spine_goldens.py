"""What Chromium draws of a spine: few small pictures, compared so that no font and no version of WebGL breaks them."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from spine_edu.cases import case_named
from spine_edu.figures.spine3d.spine import bone_figure, spine

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
PICTURES = {
    "mixed-l3-l5": lambda: spine(case_named("mixed-l3-l5"), at=38, layers=["bone", "graft", "hardware"]),
    "plate-kept-xray": lambda: spine(case_named("stabilization-c5-c7"), at=45, view="left side", xray=True),
    "long-rods": lambda: spine(case_named("curve-t4-l3"), at=case_named("curve-t4-l3").operation_month),
    "L4": lambda: bone_figure("L4", detail="coarse"),
}
SIZE = 288
DRAW = """async ([data, layout, size]) => {
  const plot = document.body.appendChild(document.createElement("div"));
  const bare = { ...layout, height: size, width: size, margin: { l: 0, r: 0, t: 0, b: 0 }, updatemenus: [], sliders: [] };
  await Plotly.newPlot(plot, data, bare, { displayModeBar: false, plotGlPixelRatio: 1 });
  const scene = plot._fullLayout.scene._scene;
  const drawn = Object.values(scene.traces).map(({ data, mesh }) => [data.name, mesh.triangleCount]);
  const picture = scene.toImage("png");
  Plotly.purge(plot);
  plot.remove();
  return [picture, drawn];
}"""


def shrunk(image: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """Return colours (n, n, 3) and where something is drawn (n, n), a quarter as large: edges and dithering are averaged away."""
    pixels = np.asarray(image.convert("RGBA"), float)
    n = len(pixels) // 4
    blocks = pixels.reshape(n, 4, n, 4, 4).mean(axis=(1, 3))
    return blocks[..., :3], blocks[..., 3] > 128


def unlike(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return how much of the two silhouettes is not common to both, and by how much the colours differ inside (0 to 255)."""
    (colours, shape), (others, outline) = shrunk(one), shrunk(other)
    both = shape & outline
    return 1 - both.sum() / (shape | outline).sum(), float(np.abs(colours - others)[both].mean()) if both.any() else 255.0


@pytest.fixture(scope="module")
def drawn(browser):
    """The pictures as Chromium draws them, and the names of the traces with their triangles."""
    from plotly.offline import get_plotlyjs

    page = browser.new_page()
    page.set_content("<!DOCTYPE html><title>Goldens</title><body></body>")
    page.add_script_tag(content=get_plotlyjs())
    made = {}
    for name, make in PICTURES.items():
        spec = make().spec
        source, traces = page.evaluate(DRAW, [spec["data"], spec["layout"], SIZE])
        made[name] = Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))), traces, spec
    page.close()
    return made


@pytest.mark.parametrize("name", PICTURES)
def test_chromium_draws_what_it_drew_when_it_was_last_looked_at(drawn, name):
    """Compare with the golden picture. After a wanted change, SPINE_EDU_GOLDEN=write stores new ones: look at them."""
    picture, _, _ = drawn[name]
    path = GOLDEN / f"{name}.png"
    if os.environ.get("SPINE_EDU_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        picture.quantize(128).save(path, optimize=True)
    golden = Image.open(path)
    outline, colour = unlike(picture, golden)
    assert outline < 0.05 and colour < 14, f"{outline:.1%} of the outline and {colour:.0f} of 255 in color have changed"
    mirrored = unlike(picture, golden.convert("RGBA").transpose(Image.Transpose.FLIP_TOP_BOTTOM))
    assert mirrored[0] > 0.05 or mirrored[1] > 14, "the comparison sees a spine that stands on its head"


@pytest.mark.parametrize("name", PICTURES)
def test_every_visible_part_is_drawn_with_all_its_triangles(drawn, name):
    _, traces, spec = drawn[name]
    wanted = {
        trace["name"]: len(base64.b64decode(trace["i"]["bdata"])) // int(trace["i"]["dtype"][1])
        for trace in spec["data"]
        if trace.get("visible", True)
    }
    assert wanted and wanted.items() <= dict(traces).items()

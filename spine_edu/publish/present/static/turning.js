// Figures in three dimensions: plotly makes one when its still picture is asked to turn, as JupyterLab's own renderer does.

/**
 * @typedef {{ data: unknown[], layout: object, config?: object }} Figure
 * @typedef {{ newPlot(place: HTMLElement, data: unknown[], layout: object, config?: object): Promise<unknown> }} Plotly
 */

/** @type {Figure[]} */
const figures = JSON.parse(document.getElementById("turning")?.textContent ?? "[]");

for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-turning]"))) {
  const still = /** @type {HTMLImageElement} */ (place.querySelector("img"));
  still.addEventListener("mouseenter", async () => {
    const made = /** @type {HTMLElement | null} */ (place.querySelector(".plot-container"));
    const { data, layout, config } = figures[Number(place.dataset.turning)];
    if (made) made.style.display = "";
    else
      await /** @type {{ Plotly: Plotly }} */ (/** @type {unknown} */ (globalThis)).Plotly.newPlot(place, data, layout, config);
    still.style.display = "none";
  });
}

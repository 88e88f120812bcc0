// The neck counter: a box for each joint. Sums and sentences are those of spine_edu/figures/nod.py; tests hold them together.
import { h, keepKey } from "../../figures/static/elements.js";

const tenths = (number) => String(Math.round(number * 10) / 10);

export function left(table, fused) {
  return Object.entries(table.degrees).reduce((sum, [joint, value]) => sum + (fused.includes(joint) ? 0 : value), 0);
}

export function words(table, fused) {
  const whole = left(table, []),
    rest = left(table, fused),
    [turned, after] = table.turned;
  const said = [fused.length ? `Fused: ${fused.map((joint) => table.called[joint]).join(", ")}` : "No joint is fused"];
  said.push(
    fused.length
      ? `Of ${tenths(whole)} degrees forward and back, ${tenths(rest)} are left: ${Math.round((100 * rest) / whole)} of 100, if the other joints give no more than before (means of a series of 1975) [umtri2017]`
      : `The measured joints bend forward and back by ${tenths(whole)} degrees in all (means of a series of 1975) [umtri2017]`,
  );
  said.push("C1-C2 was not measured there");
  if (fused.includes("C1-C2"))
    said.push(
      `It is the joint that turns: when it was fixed, ${after} of ${turned} degrees of turning were left in 19 patients with rheumatoid arthritis [sugimoto2010]`,
    );
  return `${said.join(". ")}. Sums of means, and no patient's neck.`;
}

function render({ model, el, signal }) {
  const table = model.get("table");
  const drawing = document.importNode(new DOMParser().parseFromString(model.get("svg"), "image/svg+xml").documentElement, true);
  const status = h("p", { role: "status", "aria-live": "polite" });
  const choose = (joint, on) => {
    model.set(
      "fused",
      table.joints.filter((one) => (one === joint ? on : model.get("fused").includes(one))),
    );
    model.save_changes();
  };
  const boxes = table.joints.map((joint) =>
    h("input", { type: "checkbox", value: joint, onchange: (event) => choose(joint, event.target.checked) }),
  );
  const draw = () => {
    const fused = model.get("fused"),
      rest = left(table, fused),
      whole = left(table, []);
    boxes.forEach((box) => {
      box.checked = fused.includes(box.value);
    });
    for (const row of drawing.querySelectorAll("[data-joint]")) row.dataset.fused = fused.includes(row.dataset.joint);
    drawing.querySelector('[data-part="left"]').setAttribute("width", ((table.bar * rest) / whole).toFixed(1));
    drawing.querySelector('[data-part="sum"]').textContent = `${tenths(rest)} of ${tenths(whole)} degrees left`;
    const said = words(table, fused);
    drawing.querySelector("desc").textContent = said;
    if (status.textContent !== said) status.textContent = said;
  };
  el.classList.add("spine-w", "spine-nod");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(
    h(
      "fieldset",
      {},
      h("legend", { class: "head" }, "Which joints are fused?"),
      h(
        "div",
        { class: "bar" },
        boxes.map((box) => h("label", { class: "tick" }, box, table.called[box.value])),
      ),
    ),
    h("div", { class: "drawing" }, drawing),
    status,
  );
  model.on("change:fused", draw);
  signal?.addEventListener("abort", () => model.off("change:fused", draw));
  draw();
}

export default { render, keeps: ["fused"] };

// Hands, counted by the teacher: a number for each option, for a room without phones or without a network.
import { h } from "../../browser/elements.js";

/**
 * @import { DeskTold } from "../../widgets/static/contract.js"
 * @import { Deed } from "./panel.js"
 */

/** @param {(deed: Deed) => Promise<boolean>} tell */
export function handsOf(tell) {
  const fields = h("span", { class: "fields" });
  const form = h(
    "form",
    { class: "hands", hidden: true, "aria-label": "Hands counted", onsubmit: count },
    fields,
    h("button", {}, "Count"),
  );
  const button = h("button", { type: "button", onclick: toggle, "aria-keyshortcuts": "h" }, h("u", {}, "H"), "ands");
  let of = "";
  let ready = true;

  const inputs = () => [...fields.querySelectorAll("input")];

  function toggle() {
    if (button.getAttribute("aria-disabled") === "true") return;
    form.hidden = !form.hidden;
    if (!form.hidden) inputs()[0]?.focus();
    else button.focus();
  }

  /** @param {SubmitEvent} event */
  async function count(event) {
    event.preventDefault();
    const counts = inputs().map((input) => Number(input.value)); // a new round empties the fields
    if (ready && !(await tell({ do: "open" }))) return;
    if (!(await tell({ do: "hands", counts }))) return;
    form.hidden = true;
    button.focus();
  }

  /** @param {DeskTold} told */
  function draw(told) {
    const { question } = told;
    ready = told.phase === "ready";
    const fits = question?.hands === true && !told.revealed;
    button.setAttribute("aria-disabled", String(!fits));
    if (!fits) form.hidden = true;
    const mark = `${question?.id} ${told.answered.length}`;
    if (mark === of || !question) return;
    of = mark;
    fields.replaceChildren(
      ...question.options.map((_, n) => {
        const field = h("input", { type: "number", min: 0, max: 1000, value: 0, inputmode: "numeric" });
        field.addEventListener("focus", () => field.select());
        return h("label", {}, String.fromCharCode(65 + n), " ", field);
      }),
    );
  }

  return { form, button, draw, toggle };
}

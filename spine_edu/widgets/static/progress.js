// A learner's progress, as Python counted it when the cell was run.
import { h, keepKey } from "../../browser/elements.js";
import { lessonLink, table } from "./page.js";

/**
 * @import { ProgressRow } from "./contract.js"
 * @import { Screen } from "./types.js"
 */

/** @param {Screen<{ lead: string, due: number, rows: ProgressRow[], place: string }>} screen */
function renderProgress({ model, el }) {
  const [lead, due, rows, place] = [model.get("lead"), model.get("due"), model.get("rows"), model.get("place")];
  const lines = rows.map(({ title, link, right, word }) => [link ? lessonLink(link, title) : title, right, word]);
  const waiting = due === 1 ? "One question is due today." : `${due} questions are due today.`;
  el.replaceChildren(
    h(
      "section",
      { class: "spine-q progress", "aria-label": "Your progress", onkeydown: keepKey },
      h("h3", {}, "Your progress"),
      h("p", { class: "lead" }, lead),
      due
        ? h("p", {}, `${waiting} To answer ${due === 1 ? "it" : "them"}, run `, h("code", {}, "quiz(due(), fresh=True)"), ".")
        : [],
      lines.length ? table("By objective", ["Objective", "Right at first try", "So far"], lines) : [],
      lines.length
        ? h(
            "p",
            { class: "small" },
            "An objective is mastered when its first tries were right on three different days, with none wrong in between.",
          )
        : [],
      h(
        "p",
        { class: "small" },
        "Nothing leaves this computer. ",
        ...(place
          ? ["Your answers are kept in ", h("code", {}, place), "; ", h("code", {}, "forget()"), " deletes them."]
          : ["Your answers are not kept: this computer names no folder for them."]),
      ),
    ),
  );
}

export default { render: renderProgress };

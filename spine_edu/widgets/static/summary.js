// What the cards of a quiz add up to.
import { h } from "./page.js";
import { judge } from "./verdict.js";

export function summary(faces, tables, read) {
  const node = h("section", { class: "spine-q summary", "aria-label": "Your result" });
  function draw() {
    const byObjective = new Map();
    const all = { of: faces.length, tried: 0, first: 0, now: 0 };
    faces.forEach((face, n) => {
      const record = read(n);
      const row = byObjective.get(face.objective) ?? { of: 0, tried: 0, first: 0, now: 0 };
      byObjective.set(face.objective, row);
      const tried = record.tries > 0;
      const first = tried && tables[n] ? judge(face, tables[n], record.first_answer).correct : false;
      row.of += 1;
      for (const sum of [row, all]) {
        sum.tried += tried;
        sum.first += first;
        sum.now += Boolean(record.correct && !record.revealed) || (record.correct && first);
      }
    });
    const cells = (sum) => [`${sum.tried} of ${sum.of}`, `${sum.first}`, `${sum.now}`].map((text) => h("td", {}, text));
    const head = ["Objective", "Answered", "Right at once", "Right now"].map((text) => h("th", { scope: "col" }, text));
    const lines = [...byObjective].map(([name, sum]) => h("tr", {}, h("th", { scope: "row" }, name), cells(sum)));
    node.replaceChildren(h("table", {}, h("caption", {}, "Your result"), h("thead", {}, h("tr", {}, head)),
      h("tbody", {}, lines), h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "All"), cells(all)))));
  }
  draw();
  return { node, draw };
}

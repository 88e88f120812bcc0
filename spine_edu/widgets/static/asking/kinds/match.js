// Each item with its partner: one list to choose from for every item.
import { h } from "../../../../browser/elements.js";
import { annotate, belief, inline, plain } from "../../page.js";
import { tidy } from "../../typed.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { MatchFace, MatchTable } from "../../contract.js"
 * @import { Ask } from "../../types.js"
 */

/**
 * @param {MatchFace} face
 * @param {MatchTable} table
 * @param {unknown} answer
 */
function readMatch(face, table, answer) {
  const rows = table.items;
  const given = answer && typeof answer === "object" && !Array.isArray(answer) ? Object.entries(answer) : [];
  const partner = new Map(
    given.map(([item, target]) => [tidy(item), face.targets.find((known) => tidy(known) === tidy(target))]),
  );
  const chosen = rows.map((row) => partner.get(tidy(row.text)));
  if (chosen.includes(undefined) || given.length > rows.length) no(`Choose one for each of the ${rows.length}.`);
  const parts = rows.map((row, n) => {
    const label = `${row.text}: ${chosen[n]}`;
    if (chosen[n] === row.match) return { label, correct: true, why: row.why, idea: "" };
    const miss = row.near.find((near) => near.target === chosen[n]) ?? { why: row.why, idea: "" };
    return { label, correct: false, why: miss.why, idea: miss.idea };
  });
  const right = parts.filter((part) => part.correct).length;
  if (right === rows.length) return verdict(true, 1, table.why, "", parts);
  return verdict(false, right / rows.length, `${right} of ${rows.length} ${right === 1 ? "is" : "are"} right.`, "", parts);
}

/**
 * @param {MatchFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<MatchTable>}
 */
function askMatch(face, id, changed) {
  const [left, right] = face.headings;
  const rows = face.items.map((text, n) => {
    const select = h(
      "select",
      { id: `${id}-m${n}`, onchange: changed },
      h("option", { value: "" }, "choose"),
      face.targets.map((target) => h("option", { value: target }, plain(target))),
    );
    const mark = h("span", { class: "mark" });
    const note = h("p", { class: "note", id: `${id}-m${n}-note`, hidden: true });
    const label = h("label", { for: `${id}-m${n}` }, h("span", { class: "words" }, inline(text)));
    return { text, select, mark, note, node: h("div", { class: "pair" }, label, select, mark, note) };
  });
  const chosen = () => rows.filter((row) => row.select.value);
  return {
    node: h(
      "div",
      { class: "pairs" },
      h("p", { class: "heads", "aria-hidden": "true" }, h("span", {}, left), h("span", {}, right)),
      rows.map((row) => row.node),
    ),
    instruction: `${right}: choose one for each.`,
    todo: `Choose one for each of the ${rows.length}`,
    ready: () => chosen().length === rows.length,
    read: () => Object.fromEntries(rows.map((row) => [row.text, row.select.value])),
    write(answer) {
      const given = new Map(Object.entries(answer ?? {}).map(([item, target]) => [tidy(item), tidy(target)]));
      for (const row of rows) row.select.value = face.targets.find((target) => tidy(target) === given.get(tidy(row.text))) ?? "";
    },
    mark(found, table, all) {
      for (const row of rows) {
        const place = table.items.findIndex((item) => item.text === row.text);
        const [item, part] = [table.items[place], found.parts[place]];
        row.node.dataset.state = part.correct ? "right" : "wrong";
        row.mark.textContent = part.correct ? "✓ right" : "≠ not right";
        const shown = all || !part.correct;
        const said = shown ? [...inline(part.why), ...belief(table, part.idea, " ")] : [];
        if (all && !part.correct) {
          said.push(
            h("strong", {}, " Right is ", inline(item.match), "."),
            ...(part.why === item.why ? [] : [" ", ...inline(item.why)]),
          );
        }
        annotate(row.note, shown ? said : null, row.select);
      }
    },
    clear() {
      for (const { node, mark } of rows) {
        node.dataset.state = "";
        mark.textContent = "";
      }
    },
    reveal: () => ["The right one now stands under each item."],
  };
}

kinds.match = { read: readMatch, ask: askMatch };

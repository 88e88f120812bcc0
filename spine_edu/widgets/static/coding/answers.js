// An answer of the engine on screen: each code with its reasons under a fold, the MS-DRG, and what to ask the surgeon.
import { h } from "../../../browser/elements.js";

/** @import { AnsweredCode, AnsweredGroup, AnswerFace, Grounds } from "../contract.js" */

/** @type {Record<string, string>} what a code is beside the fusion */
const KINDS = { fusion: "", count: "counts the vertebrae", companion: "beside the fusion", optional: "optional" };

/** So many questions are read at sight. */
const AT_SIGHT = 6;

/**
 * @param {AnswerFace} face
 * @returns {Node[]}
 */
export function answers(face) {
  /** @type {Node[]} */
  const parts = [];
  for (const system of face.systems) {
    const name = system.applies ? system.name : `${system.name}, as it would have been coded`;
    parts.push(h("p", { class: "system" }, name), h("ul", { class: "codes" }, system.codes.map(code)));
  }
  if (!face.systems.length && !face.queries.length) parts.push(h("p", {}, "No procedure code of our tables."));
  if (face.queries.length)
    parts.push(h("p", { class: "system" }, "Ask the surgeon (what is open stays uncoded)"), asks(face.queries));
  if (face.drg) parts.push(group(face.drg));
  if (face.not_coded.length) {
    parts.push(
      h(
        "details",
        {},
        h("summary", {}, `Not coded, and why (${face.not_coded.length})`),
        h(
          "ul",
          { class: "asks" },
          face.not_coded.map((item) => h("li", {}, h("strong", {}, item.what), ". ", item.why, " ", rule(item))),
        ),
      ),
    );
  }
  parts.push(...face.notes.map((note) => h("p", {}, note)));
  return parts;
}

/**
 * What to ask; where hardly anything is told yet, under a fold, so that what was asked for is not pushed off the screen.
 *
 * @param {AnswerFace["queries"]} queries
 */
function asks(queries) {
  const list = h(
    "ul",
    { class: "asks" },
    queries.map((query) => h("li", {}, h("strong", {}, query.about), ". ", query.ask, " ", rule(query))),
  );
  return queries.length > AT_SIGHT ? h("details", {}, h("summary", {}, `All ${queries.length} questions`), list) : list;
}

/** @param {AnsweredCode} one */
function code(one) {
  const kind = KINDS[one.kind] ?? one.kind;
  const about = [one.joints, kind].filter(Boolean).join("; ");
  const why = one.why.map((reason) =>
    h("li", {}, h("strong", {}, reason.at ? `Character ${reason.at}: ` : "Whole code: "), reason.text, " ", rule(reason)),
  );
  if (one.contested) why.push(h("li", {}, h("strong", {}, "Contested: "), one.contested));
  return h(
    "li",
    {},
    h(
      "details",
      {},
      h(
        "summary",
        {},
        h("code", { class: "chip" }, one.code),
        " ",
        one.title,
        about ? h("span", { class: "soft" }, ` (${about})`) : "",
      ),
      h("ul", {}, why),
    ),
  );
}

/** @param {AnsweredGroup} drg */
function group(drg) {
  const name = h("p", { class: "system" }, `MS-DRG ${drg.version}`.trim());
  if (!drg.drg) return h("div", {}, name, h("p", {}, ["None given.", ...drg.because].join(" ")));
  const title = ` ${drg.title}${drg.weight ? `, weight ${drg.weight}` : ""}`;
  return h(
    "div",
    {},
    name,
    h(
      "ul",
      { class: "codes" },
      h(
        "li",
        {},
        h(
          "details",
          {},
          h("summary", {}, h("code", { class: "chip" }, drg.drg), title),
          h(
            "ul",
            {},
            drg.because.map((line) => h("li", {}, line)),
          ),
        ),
      ),
    ),
  );
}

/** @param {Grounds} one */
const rule = (one) => h("span", { class: "soft", title: one.source }, `(${one.rule})`);

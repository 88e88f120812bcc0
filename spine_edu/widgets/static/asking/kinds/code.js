// A code: ICD-10-PCS character by character, ICD-9-CM as a whole.
import { h } from "../../../../browser/elements.js";
import { annotate, belief, inline, own } from "../../page.js";
import { bareCode, firstChoose } from "../../typed.js";
import { typedInto } from "../field.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { CodeFace, CodeTable, Icd9Table, PcsFace, PcsTable } from "../../contract.js"
 * @import { Ask, JudgedPart } from "../../types.js"
 */

/**
 * @param {CodeFace | PcsFace} face
 * @param {CodeTable} table
 * @param {unknown} answer
 */
function judgeCode(face, table, answer) {
  const code = readCode(face, answer);
  return "tables" in face
    ? judgePcs(face, /** @type {PcsTable} */ (table), code)
    : judgeIcd9(face, /** @type {Icd9Table} */ (table), code);
}

/**
 * @param {CodeFace} face
 * @param {Icd9Table} table
 * @param {string} code
 */
function judgeIcd9(face, table, code) {
  if (code === table.answer) return verdict(true, 1, table.why);
  const [trap, title] = [table.traps[code], table.titles[code]];
  const says = title ? `${code} says: ${title}.` : `${code} is no ICD-9-CM code of our tables on ${face.on}.`;
  return verdict(false, 0, `${says} ${trap ? trap.why : table.otherwise}`, trap ? trap.idea : "");
}

/**
 * @param {PcsFace} face
 * @param {PcsTable} table
 * @param {string} code
 */
function judgePcs(face, table, code) {
  const parts = [...code].map((_, n) => character(face, table, code, n));
  const right = parts.filter((part) => part.correct).length;
  if (right === 7) return verdict(true, 1, table.why, "", parts);
  const trap = table.traps[code] ?? { why: "", idea: "" };
  const why = [`${right} of 7 characters are right.`, trap.why, stands(face, code)].filter(Boolean).join(" ");
  return verdict(false, right / 7, why, trap.idea, parts);
}

/**
 * @param {CodeFace | PcsFace} face
 * @param {unknown} answer
 */
function readCode(face, answer) {
  const text = bareCode(answer);
  if (!text) no(`Give an ${face.system} code.`);
  if ("tables" in face) {
    if (!/^[0-9A-Z]{7}$/.test(text)) {
      const form = "An ICD-10-PCS code has seven characters, digits and capital letters, and no dot.";
      no(/^[0-9A-Z]{1,30}$/.test(text) ? `${form} This one has ${text.length}.` : form);
    }
    if (/[OI]/.test(text)) no("ICD-10-PCS never uses the letters O and I; they would be taken for 0 and 1.");
    return text;
  }
  if (!/^[0-9]{3,4}$/.test(text)) {
    no("An ICD-9-CM procedure code has two digits, a dot, and one or two digits more, such as 03.09.");
  }
  return `${text.slice(0, 2)}.${text.slice(2)}`;
}

/**
 * @param {PcsFace} face
 * @param {string} code
 * @param {number} n
 */
function labelOf(face, code, n) {
  if (n === 0) return own(face.sections, code[0]) ?? "";
  if (n === 1) return own(face.systems, code.slice(0, 2)) ?? "";
  if (n === 2) return own(face.operations, code[2]) ?? "";
  return own(own(face.tables, code.slice(0, 3))?.labels[n - 3], code[n]) ?? "";
}

/**
 * @param {PcsFace} face
 * @param {PcsTable} table
 * @param {string} code
 * @param {number} n
 * @returns {JudgedPart}
 */
function character(face, table, code, n) {
  const label = labelOf(face, code, n);
  const name = `${n + 1} ${face.axes[n]}: ${code[n]} ${label}`.trim();
  const same = code[n] === table.answer[n];
  if (same && label === labelOf(face, table.answer, n)) return { label: name, correct: true, why: "", idea: "" };
  if (same) {
    const after = `After ${code.slice(0, Math.min(n, 3))}, ${code[n]} does not say what it should.`;
    const why = `${after} Settle the characters before it first.`;
    return { label: name, correct: false, why, idea: "" };
  }
  const trap = table.traps[`${n + 1}${code[n]}`];
  return { label: name, correct: false, why: trap ? trap.why : table.reasons[n], idea: trap ? trap.idea : "" };
}

/**
 * @param {PcsFace} face
 * @param {string} code
 */
function stands(face, code) {
  const table = own(face.tables, code.slice(0, 3));
  if (!table) return `Table ${code.slice(0, 3)} is not among those offered here.`;
  if (table.rows.some((row) => row.every((values, n) => values.includes(code[n + 3])))) return "";
  return `No row of table ${code.slice(0, 3)} holds this combination on ${face.on}, so ${code} is not a valid code.`;
}

/**
 * @param {CodeFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<CodeTable>}
 */
function wholeCode(face, id, changed) {
  const input = codeField(id, 8, changed);
  return {
    node: h(
      "p",
      { class: "field" },
      h("label", { for: `${id}-code` }, `${face.system} code`),
      input,
      h("span", { id: `${id}-form` }, "two digits, a dot, one or two digits"),
    ),
    todo: "Write a code",
    ...typedInto(input),
    reveal: (table) => [`The answer: ${table.answer}. ${table.why}`],
  };
}

/**
 * @param {string} id
 * @param {number} size
 * @param {() => void} changed
 */
function codeField(id, size, changed) {
  return h("input", {
    id: `${id}-code`,
    type: "text",
    class: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    size,
    maxlength: 40,
    "aria-describedby": `${id}-form`,
    oninput: changed,
  });
}

/**
 * The values that one character can have after those before it.
 *
 * @param {PcsFace} face
 * @param {string} start
 * @param {number} n
 */
function valuesAt(face, start, n) {
  if (n >= 3) return Object.keys(own(face.tables, start.slice(0, 3))?.labels[n - 3] ?? {});
  const tables = Object.keys(face.tables).filter((table) => table.startsWith(start.slice(0, n)));
  return [...new Set(tables.map((table) => table[n]))];
}

/**
 * The list of one character, with its mark and note.
 *
 * @param {PcsFace} face
 * @param {string} id
 * @param {number} n
 * @param {() => void} choose
 */
function characterList(face, id, n, choose) {
  const select = h("select", { id: `${id}-c${n}`, onchange: choose });
  const mark = h("span", { class: "mark" });
  const note = h("p", { class: "note", id: `${id}-c${n}-note`, hidden: true });
  const label = h("label", { for: `${id}-c${n}` }, h("span", { class: "letter" }, String(n + 1)), " ", face.axes[n]);
  const node = h("div", { class: "character" }, label, select, mark, note);

  /**
   * Show what can be chosen in a code as far as it goes; a space stands for "not chosen yet".
   *
   * @param {string} code
   */
  function draw(code) {
    const start = code.slice(0, n);
    const value = code[n] && code[n] !== " " ? code[n] : "";
    const known = /^\S*$/.test(start.slice(0, 3)) && start.length >= Math.min(n, 3);
    const listed = known ? valuesAt(face, start, n).sort() : [];
    if (value && !listed.includes(value)) listed.push(value);
    const options = listed.map((one) => {
      const says = labelOf(face, `${start.padEnd(n)}${one}`, n) || "(not in this table)";
      return h("option", { value: one }, `${one}  ${says}`);
    });
    select.replaceChildren(h("option", { value: "" }, listed.length ? "choose" : firstChoose(n)), ...options);
    select.value = value;
  }

  return { node, select, mark, note, draw };
}

/**
 * Seven labelled lists and one field, which follow each other.
 *
 * @param {PcsFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<PcsTable>}
 */
function characters(face, id, changed) {
  const field = codeField(id, 12, () => {
    spread(clean(field.value));
    changed();
  });
  const rows = face.axes.map((_, n) =>
    characterList(face, id, n, () => {
      gather(n);
      changed();
    }),
  );

  /** @param {string} code */
  function spread(code) {
    for (const row of rows) row.draw(code);
  }

  /** @param {number} from the place of the list that was chosen from */
  function gather(from) {
    let code = rows.map(({ select }) => select.value || " ").join("");
    if (from < 3) {
      // a new table: keep what it holds, drop the rest
      for (let n = from + 1; n < 7; n++) {
        if (code[n] !== " " && !valuesAt(face, code.slice(0, n), n).includes(code[n]))
          code = `${code.slice(0, n)} ${code.slice(n + 1)}`;
      }
    }
    spread(code);
    field.value = code.replace(/ /g, "·").replace(/·+$/, "");
  }

  const read = () => clean(field.value.includes("·") ? "" : field.value);
  spread("");
  return {
    node: h(
      "div",
      {},
      h(
        "p",
        { class: "field" },
        h("label", { for: `${id}-code` }, "Type or paste the code"),
        field,
        h("span", { id: `${id}-form` }, `or choose its seven characters (tables of ${face.on})`),
      ),
      h(
        "div",
        { class: "characters" },
        rows.map((row) => row.node),
      ),
    ),
    todo: "Give all seven characters",
    ready: () => read().length === 7,
    read,
    write(answer) {
      field.value = clean(String(answer));
      spread(field.value);
    },
    again: (found) => found.parts.flatMap((part, n) => (part.correct ? [] : [`${n + 1} ${face.axes[n]}`])),
    mark(found, table, all) {
      rows.forEach(({ node, select, mark, note }, n) => {
        const part = found.parts[n];
        node.dataset.state = part ? (part.correct ? "right" : "wrong") : "";
        mark.textContent = part ? (part.correct ? "✓ right" : "≠ not right") : "";
        const said = part && !part.correct ? [...inline(part.why), ...belief(table, part.idea, " ")] : [];
        if (all && part && !part.correct)
          said.push(h("strong", {}, ` Right is ${table.answer[n]} ${labelOf(face, table.answer, n)}.`));
        else if (all && table.own[n]) said.push(...inline(table.reasons[n]));
        annotate(note, said.length ? said : null, select);
      });
    },
    clear() {
      for (const { node, mark } of rows) {
        node.dataset.state = "";
        mark.textContent = "";
      }
    },
    reveal: (table) => [`The answer: ${table.answer}. ${table.why}`],
  };
}

/** @param {string} text */
const clean = (text) =>
  bareCode(text)
    .replace(/[^0-9A-Z]/g, "")
    .slice(0, 7);

/** @type {(face: CodeFace | PcsFace, id: string, changed: () => void) => Ask<any>} */
const askCode = (face, id, changed) => ("tables" in face ? characters(face, id, changed) : wholeCode(face, id, changed));

kinds.code = { read: judgeCode, ask: askCode };

// A code of ICD-10-PCS in hand: seven lists and a field, which follow each other.
import { h } from "../../../browser/elements.js";
import { own } from "../page.js";
import { firstChoose, tidy } from "../typed.js";
import { anyOf, fits, readCode } from "./reading.js";

/**
 * @import { Told } from "./readout.js"
 * @import { BuilderTables } from "../contract.js"
 */

/** @typedef {{ value: string, label: string, possible: boolean }} Choice possible where a row holds it with the rest */

/**
 * @param {BuilderTables} tables
 * @param {string} id
 * @param {(code: string, typed?: string) => void} choose what was typed comes along as it stands
 */
export function sevenOf({ pcs, axes, heads }, id, choose) {
  const field = h("input", {
    type: "text",
    class: "code",
    id: `${id}-code`,
    size: 12,
    maxlength: 40,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "characters",
    "aria-describedby": `${id}-form`,
    oninput: () => choose(clean(field.value), field.value),
  });
  const lists = axes.map((axis, n) => {
    const select = h("select", { id: `${id}-c${n}`, onchange: () => change(n, select.value) });
    const label = h("label", { for: `${id}-c${n}` }, h("span", { class: "soft" }, `${n + 1}`), " ", axis);
    return { select, node: h("div", { class: "character" }, label, select) };
  });
  const typed = h("label", { for: `${id}-code` }, "Type or paste the code");
  const form = h("span", { class: "soft", id: `${id}-form` }, "or choose its seven characters");
  const seven = lists.map((list) => list.node);
  const node = h("div", {}, h("p", { class: "field" }, typed, field, form), h("div", { class: "characters" }, seven));
  let shown = " ".repeat(7);

  /**
   * @param {number} n
   * @param {string} value
   */
  function change(n, value) {
    const code = shown.slice(0, n) + (value || " ") + shown.slice(n + 1);
    choose((n < 3 ? namedIn(pcs, code) : code).trimEnd());
  }

  /**
   * Show the choices of one list. Returns, in words, the change there that leads back into a row of the table, or "".
   *
   * @param {number} n
   * @param {string} code
   * @param {string} on
   */
  function drawList(n, code, on) {
    const { select, node } = lists[n];
    const choices = choicesOf({ pcs, heads }, n, code, on);
    if (code[n] !== " " && !choices.some(({ value }) => value === code[n]))
      choices.push({ value: code[n], label: "(no such value here)", possible: true });
    select.replaceChildren(
      h("option", { value: "" }, choices.length ? "choose" : firstChoose(n)),
      ...choices.map((one) => optionOf(one, one.possible || one.value === code[n])),
    );
    select.value = code[n] === " " ? "" : code[n];
    const picked = choices.find(({ value }) => value === code[n]);
    const isOut = n > 2 && picked && !picked.possible;
    const away = isOut ? choices.filter(({ possible }) => possible).map(({ value }) => value) : [];
    node.dataset.state = away.length ? "change" : "";
    return away.length ? `${axes[n].toLowerCase()} ${anyOf(away)}` : "";
  }

  /**
   * Show a code as far as it goes, and say what it is.
   *
   * @param {string} given
   * @param {string} on
   * @returns {Told}
   */
  function draw(given, on) {
    const code = given
      .toUpperCase()
      .replace(/[^0-9A-Z ]/g, "")
      .slice(0, 7)
      .padEnd(7);
    shown = code;
    const ways = lists.map((_, n) => drawList(n, code, on)).filter(Boolean);
    const dotted = code.trimEnd().replaceAll(" ", "·");
    if (document.activeElement !== field || clean(field.value) !== code.trimEnd()) field.value = dotted;
    const left = [...code].filter((one) => one === " ").length;
    if (left === 7) return { state: "", said: "Choose seven characters, or paste a code, and read what operation it would be." };
    if (left) {
      const hint = "Options that do not fit are marked; choose one to see why.";
      return { state: "", said: `${code.replaceAll(" ", "·")}: ${7 - left} of 7 characters are chosen. ${hint}` };
    }
    return toldOf(readCode(pcs, code, on), ways);
  }

  return { node, draw };
}

/**
 * A code in another table: what that has no name for is open again.
 *
 * @param {BuilderTables["pcs"]} pcs
 * @param {string} code
 */
function namedIn(pcs, code) {
  const table = own(pcs.tables, code.slice(0, 3));
  if (!table) return code;
  return [...code].map((one, m) => (m > 2 && one !== " " && !own(table.labels[m - 3], one) ? " " : one)).join("");
}

/**
 * The values of one list, with what they say in the table that is chosen so far.
 *
 * @param {Pick<BuilderTables, "pcs" | "heads">} tables
 * @param {number} n
 * @param {string} code
 * @param {string} on
 * @returns {Choice[]}
 */
function choicesOf({ pcs, heads }, n, code, on) {
  if (n >= 3) {
    const table = own(pcs.tables, code.slice(0, 3));
    if (!table) return [];
    const labels = Object.entries(table.labels[n - 3]).sort();
    return labels.map(([value, label]) => ({ value, label, possible: fits(table, code, n, value, on) }));
  }
  const known = Object.keys(pcs.tables).filter((name) =>
    [...name.slice(0, n)].every((one, m) => code[m] === " " || code[m] === one),
  );
  const values = [...new Set(known.map((name) => name[n]))].sort();
  return values.map((value) => {
    const start = n === 1 ? (known.find((name) => name[n] === value) ?? "").slice(0, 2) : value;
    return { value, label: heads[n][start], possible: true };
  });
}

/** @param {string} text */
const clean = (text) =>
  tidy(text)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .slice(0, 7);

/**
 * @param {Choice} choice
 * @param {boolean} isOpen
 */
const optionOf = ({ value, label }, isOpen) =>
  h("option", { value }, `${value}  ${label}${isOpen ? "" : " (no row holds this with the rest)"}`);

/**
 * What was read of a whole code, in words.
 *
 * @param {ReturnType<typeof readCode>} found
 * @param {string[]} ways single changes that lead back into a row
 * @returns {Told}
 */
function toldOf(found, ways) {
  const { code, on, valid, words, dates, why, source } = found;
  const wrong = valid === false;
  const [state, said] =
    valid === null
      ? ["open", `cannot be judged on ${on}.`]
      : wrong
        ? ["wrong", `is not a valid code on ${on}.`]
        : ["right", `is valid on ${on}.`];
  const lead = wrong ? "What it said: " : "What operation would that be? ";
  const cited = source ? h("span", { class: "soft" }, ` [${source}]`) : "";
  const parts = [
    ...(wrong && dates ? [h("p", {}, dates)] : []),
    ...(why ? [h("p", {}, h("strong", {}, "Why: "), why, cited)] : []),
    ...(wrong && ways.length ? [h("p", {}, h("strong", {}, "One change makes it a code: "), `${ways.join("; or ")}.`)] : []),
    ...(words ? [h("p", {}, h("strong", {}, lead), words)] : []),
    ...(wrong ? [] : [h("p", { class: "soft" }, dates)]),
  ];
  return { state, said, code, parts };
}

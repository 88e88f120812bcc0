// A query to the surgeon, in free text: read point by point while it is typed, by the rules of data/query_rules.yml, as in Python.
import { h } from "../../../../browser/elements.js";
import { reason } from "../../page.js";
import { tidy } from "../../typed.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { QueryFace, QueryPoint, QueryRules, QueryTable } from "../../contract.js"
 * @import { Ask, JudgedPart } from "../../types.js"
 */

/** @typedef {[how: "right" | "wrong" | "other", said: string]} Outcome */
/** @typedef {{ words: string[], own: string[], quoted: string[][], sentences: [words: string[], end: string][] }} Written */

const MOST_LETTERS = 1200;
const IN_A_ROW = 3;
const AT_THE_CHECK = "Told when you check.";
const QUERY_POINTS = ["quotes", "gap", "open", "leads", "money"];
const QUERY_TOKEN = /[a-z0-9]+(?:['-][a-z0-9]+)*|[$€£]|[.!?]+(?=[ "“”»]|$)|[,;:]|["“”„«»]/g;

/** @param {string} text one that is tidy already */
const tokensOf = (text) =>
  text
    .replace(/’/g, "'")
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .match(QUERY_TOKEN) ?? [];
/** @param {string} token */
const isEnd = (token) => ".!?".includes(token[0]);
/** @param {string} token */
const isMark = (token) => '"“”„«»'.includes(token);
/** @param {string} token */
const isPause = (token) => ",;:".includes(token);
/** @param {string} token */
const isWord = (token) => !isEnd(token) && !isMark(token) && !isPause(token);

/**
 * A query in words: all of them, those that are its own, the pieces between quotation marks, and its own sentences.
 *
 * @param {string} text
 * @returns {Written}
 */
function writtenOf(text) {
  /** @type {string[]} */
  let tokens = tokensOf(text);
  const marks = tokens.flatMap((token, n) => (isMark(token) ? [n] : []));
  if (tokens.length > 1 && marks.length === 2 && marks[0] === 0 && marks[1] === tokens.length - 1) tokens = tokens.slice(1, -1);
  /** @type {string[][]} */
  const quoted = [];
  /** @type {[string[], string][]} */
  const sentences = [[[], ""]];
  let inside = false;
  for (const token of tokens) {
    const last = sentences[sentences.length - 1];
    if (isMark(token)) {
      inside = !inside;
      if (inside) quoted.push([]);
    } else if (inside && isEnd(token)) quoted.push([]);
    else if (inside) {
      if (isWord(token)) quoted[quoted.length - 1].push(token);
    } else if (isEnd(token)) {
      last[1] = token;
      sentences.push([[], ""]);
    } else last[0].push(token);
  }
  return {
    words: tokens.filter(isWord),
    own: sentences.flatMap(([sentence]) => sentence.filter(isWord)),
    quoted: quoted.filter((piece) => piece.length),
    sentences: sentences.filter(([sentence]) => sentence.length),
  };
}

/**
 * Look for words of the note in a row; whatever stands between quotation marks has to be such.
 *
 * @param {Written} written
 * @param {string[]} note
 * @param {QueryRules} rules
 * @returns {Outcome}
 */
function quotation(written, note, rules) {
  const foreign = written.quoted.find((piece) => !standsIn(piece, note));
  if (foreign) return ["other", foreign.join(" ")];
  /** @type {string[]} */
  let longest = [];
  written.words.forEach((_, start) => {
    let end = start + Math.max(IN_A_ROW, longest.length + 1);
    while (end <= written.words.length && standsIn(written.words.slice(start, end), note))
      longest = written.words.slice(start, end++);
  });
  const telling = longest.filter((word) => !rules.plain.includes(word) && (word.length > 3 || /[0-9]/.test(word)));
  return telling.length > 1 ? ["right", longest.join(" ")] : ["wrong", ""];
}

/**
 * Look for a question or a request that is open, and for one that wants a yes or a no.
 *
 * @param {Written} written
 * @param {QueryRules} rules
 * @returns {Outcome}
 */
function openness(written, rules) {
  let opened = "";
  for (const [sentence, end] of written.sentences) {
    const asks = end.includes("?");
    if (!asks && !sentence.some((word) => rules.courtesy.includes(word))) continue;
    const opening = openingOf(sentence, rules, asks);
    if (asks && !opening) return ["other", firstFour(sentence.filter(isWord))];
    opened ||= opening;
  }
  return opened ? ["right", opened] : ["wrong", ""];
}

/**
 * The words that open a question, "" where it is closed or none.
 *
 * @param {string[]} sentence
 * @param {QueryRules} rules
 * @param {boolean} asks
 */
function openingOf(sentence, rules, asks) {
  let opened = "";
  for (const clause of cutAtPauses(sentence)) {
    const start = clause.findIndex((word) => !rules.before.includes(word));
    const said = start < 0 ? [] : clause.slice(start);
    const asked = said.findIndex((word) => rules.asking.includes(word));
    const polite = said.length > 1 && rules.polite.includes(said[0]) && said[1] === "you" && asked > 1;
    if (asks && said.length && rules.closed.includes(said[0]) && !polite) return "";
    if (asked === 0 || polite || (asked > 0 && (!asks || asked === said.length - 1))) opened ||= firstFour(said.slice(asked));
  }
  return opened;
}

/**
 * Look for words that hope for an answer, and for answers that are named without a choice.
 *
 * @param {Written} written
 * @param {string[][]} answers
 * @param {QueryRules} rules
 * @returns {Outcome}
 */
function pressure(written, answers, rules) {
  const pressing = firstPhrase(rules.leads, written.own);
  if (pressing) return ["wrong", pressing];
  const offered = answers.map((words) => firstPhrase(words, written.own)).filter(Boolean);
  const choice = offered.length > 1 && firstPhrase(rules.ways_out, written.own);
  return offered.length && !choice ? ["other", offered[0]] : ["right", ""];
}

/**
 * @param {string} said
 * @returns {Outcome}
 */
const rightIf = (said) => (said ? ["right", said] : ["wrong", ""]);

/** @param {string[]} sentence */
function cutAtPauses(sentence) {
  /** @type {string[][]} */
  const clauses = [[]];
  for (const token of sentence) {
    if (isPause(token)) clauses.push([]);
    else clauses[clauses.length - 1].push(token);
  }
  return clauses.filter((clause) => clause.length);
}

/**
 * @param {string[]} run
 * @param {string[]} note
 */
const standsIn = (run, note) =>
  note.some((_, n) => n + run.length <= note.length && run.every((word, m) => note[n + m] === word));

/**
 * The first phrase of a list that stands among words, as it stands there.
 *
 * @param {string[]} phrases
 * @param {string[]} words
 */
function firstPhrase(phrases, words) {
  for (const phrase of phrases) {
    const parts = phrase.split(" ");
    for (let n = 0; n + parts.length <= words.length; n++) {
      const run = words.slice(n, n + parts.length);
      if (run.every((word, m) => (parts[m].endsWith("*") ? word.startsWith(parts[m].slice(0, -1)) : word === parts[m])))
        return run.join(" ");
    }
  }
  return "";
}

/** @param {string[]} words */
const firstFour = (words) => words.slice(0, 4).join(" ") + (words.length > 4 ? " …" : "");

/**
 * How a query stands to each point. Without the table nobody is told whether the gap is named, or an answer.
 *
 * @param {QueryFace} face
 * @param {Pick<QueryTable, "gap" | "answers"> | null} table
 * @param {string} text
 * @returns {Record<string, Outcome>}
 */
function outcomes({ note, rules }, table, text) {
  const written = writtenOf(text);
  const paid = firstPhrase(rules.money, written.own);
  return {
    quotes: quotation(written, tokensOf(tidy(note.join(" "))).filter(isWord), rules),
    gap: rightIf(table ? firstPhrase(table.gap, written.own) : ""),
    open: openness(written, rules),
    leads: pressure(written, table?.answers ?? [], rules),
    money: paid ? ["wrong", paid] : ["right", ""],
  };
}

/**
 * @param {QueryPoint} point
 * @param {Outcome} outcome
 */
const saidOf = (point, [how, said]) => point[how].replaceAll("{said}", () => said);

/**
 * @param {QueryFace} face
 * @param {QueryTable} table
 * @param {unknown} answer
 */
function readQuery(face, table, answer) {
  const text = tidy(answer);
  if ([...text].length > MOST_LETTERS) no(`A query is a few sentences: write at most ${MOST_LETTERS} characters.`);
  if (tokensOf(text).filter(isWord).length < IN_A_ROW)
    no("Write your query: what the note says, what is missing, and a question.");
  const found = outcomes(face, table, text);
  const parts = QUERY_POINTS.map((name, n) => {
    const correct = found[name][0] === "right";
    const point = face.rules.points[name];
    return { label: point.label, correct, why: saidOf(point, found[name]), idea: !correct && n > 1 ? table.idea : "" };
  });
  const kept = parts.filter((part) => part.correct).length;
  if (kept === parts.length) return verdict(true, 1, table.why, "", parts);
  const earned = parts.slice(3).every((part) => part.correct) ? parts.slice(0, 3).filter((part) => part.correct).length / 4 : 0;
  return verdict(false, earned, `${kept} of ${parts.length} points are as they should be.`, "", parts);
}

/**
 * @param {QueryFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<QueryTable>}
 */
function askQuery(face, id, changed) {
  const box = h("textarea", {
    id: `${id}-q`,
    class: "query",
    rows: 5,
    maxlength: MOST_LETTERS,
    spellcheck: "true",
    "aria-describedby": `${id}-points`,
    oninput() {
      look();
      changed();
    },
  });
  const list = h("ul", { class: "reasons", id: `${id}-points`, "aria-label": "What a query is read for" });
  const note = h(
    "details",
    { class: "note" },
    h("summary", {}, "The note once more"),
    face.note.map((paragraph) => h("p", {}, paragraph)),
  );

  /** Say of each point how it stands while the query is typed; what would give the answer away is told when it is checked. */
  function look() {
    const text = tidy(box.value);
    const found = outcomes(face, null, text);
    const points = QUERY_POINTS.map((name) => {
      const point = face.rules.points[name];
      if (name === "gap") return pointLine(point.label, "open", AT_THE_CHECK);
      if (found[name][0] === "wrong" && QUERY_POINTS.indexOf(name) < QUERY_POINTS.indexOf("leads"))
        return pointLine(point.label, "open", saidOf(point, found[name]));
      if (!text) return pointLine(point.label, "open", "");
      return pointLine(point.label, found[name][0] === "right" ? "right" : "wrong", saidOf(point, found[name]));
    });
    list.replaceChildren(...points);
  }

  look();
  return {
    node: h("div", { class: "query" }, note, h("label", { for: box.id }, "Your query"), box, list),
    todo: "Write your query",
    ready: () => tidy(box.value) !== "",
    read: () => box.value,
    write(answer) {
      box.value = String(answer);
      look();
    },
    mark(found, table) {
      list.replaceChildren(...found.parts.map((/** @type {JudgedPart} */ part) => reason(table, part)));
    },
    reveal: (table) => [`A query that may be sent: ${table.example}`, table.why],
  };
}

/**
 * @param {string} label
 * @param {"open" | "right" | "wrong"} state
 * @param {string} why
 */
function pointLine(label, state, why) {
  const said = { open: "to do", right: "✓ so far", wrong: "≠ not yet" }[state];
  return h("li", { "data-state": state }, h("strong", { class: "mark" }, said), " ", label, why ? `: ${why}` : "");
}

kinds.query = { read: readQuery, ask: askQuery };

// One question, or a whole quiz, on screen. Python decided what is right and why; here its verdict table is read.
// Only get, set, save_changes, on and off of the model are used, so this file also runs in a saved page without a kernel.

// ---- Reading the verdict table: the same rules, in the same words, as spine_edu/quiz. The tests compare the two.

class NotAnAnswer extends Error {}

const no = (todo) => { throw new NotAnAnswer(todo); };
const tidy = (text) => (typeof text === "string" ? text.replace(/[ \t\r\n\f\v\u00a0]+/g, " ").replace(/^ | $/g, "") : "");
const verdict = (correct, score, why, idea = "", parts = []) => ({ answered: true, correct, score, why, idea, parts });

function place(face, given) {
  if (Number.isInteger(given) && given >= 0 && given < face.options.length) return given;
  const found = typeof given === "string" ? face.options.map(tidy).indexOf(tidy(given)) : -1;
  return found >= 0 ? found : no("Choose one of the options.");
}

const readers = {
  single(face, table, answer) {
    const row = table.options[place(face, answer)];
    return verdict(row.correct, row.correct ? 1 : 0, row.why, row.idea);
  },

  multiple(face, table, answer) {
    const given = Array.isArray(answer) ? answer : [answer];
    if (!given.length) no("Tick every option that is right, then check.");
    const ticked = [...new Set(given.map((item) => place(face, item)))].sort((a, b) => a - b);
    const rows = table.options;
    const keys = rows.filter((row) => row.correct).length;
    const hits = ticked.filter((n) => rows[n].correct).length;
    const wrong = ticked.length - hits;
    const parts = ticked.map((n) => ({ label: face.options[n], correct: rows[n].correct, why: rows[n].why, idea: rows[n].idea }));
    if (hits === keys && !wrong) return verdict(true, 1, "Every right option is ticked, and no other.", "", parts);
    const why = `You ticked ${hits} of ${keys} right and ${wrong} wrong. A right tick earns a share, a wrong one costs a share.`;
    return verdict(false, Math.max(0, hits - wrong) / keys, why, "", parts);
  },

  number(face, table, answer) {
    let text = tidy(typeof answer === "number" ? String(answer) : answer).replace(/\u2212/g, "-");
    const unit = face.unit.toLowerCase();
    if (unit && text.toLowerCase().endsWith(unit)) text = text.slice(0, text.length - unit.length).replace(/^ +| +$/g, "");
    if (/^[+-]?[0-9]{1,3}(,[0-9]{3})+$/.test(text)) no("Write the number without a comma between thousands.");
    if (!/^[+-]?[0-9]{1,12}([.,][0-9]{1,12})?$/.test(text)) no("Write a number in digits, such as 4 or 2.5.");
    const value = Number(text.replace(",", "."));
    for (const band of table.bands) {
      if (band.low <= value && value <= band.high) return verdict(band.correct, band.correct ? 1 : 0, band.why, band.idea);
    }
    return verdict(false, 0, value < table.bands[0].low ? table.low : table.high);
  },

  code(face, table, answer) {
    const code = readCode(face, answer);
    if (!face.tables) {
      if (code === table.answer) return verdict(true, 1, table.why);
      const [trap, title] = [table.traps[code], table.titles[code]];
      const says = title ? `${code} says: ${title}.` : `${code} is no ICD-9-CM code of our tables on ${face.on}.`;
      return verdict(false, 0, `${says} ${trap ? trap.why : table.otherwise}`, trap ? trap.idea : "");
    }
    const parts = [...code].map((_, n) => character(face, table, code, n));
    const right = parts.filter((part) => part.correct).length;
    if (right === 7) return verdict(true, 1, table.why, "", parts);
    const trap = table.traps[code] ?? { why: "", idea: "" };
    const why = [`${right} of 7 characters are right.`, trap.why, stands(face, code)].filter(Boolean).join(" ");
    return verdict(false, right / 7, why, trap.idea, parts);
  },
};

function readCode(face, answer) {
  const text = tidy(answer).replace(/[ .-]/g, "").toUpperCase();
  if (!text) no(`Give an ${face.system} code.`);
  if (face.tables) {
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

const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

function labelOf(face, code, n) {
  if (n === 0) return own(face.sections, code[0]) ?? "";
  if (n === 1) return own(face.systems, code.slice(0, 2)) ?? "";
  if (n === 2) return own(face.operations, code[2]) ?? "";
  return own(own(face.tables, code.slice(0, 3))?.labels[n - 3], code[n]) ?? "";
}

function character(face, table, code, n) {
  const label = labelOf(face, code, n);
  const name = `${n + 1} ${face.axes[n]}: ${code[n]} ${label}`.trim();
  const same = code[n] === table.answer[n];
  if (same && label === labelOf(face, table.answer, n)) return { label: name, correct: true, why: "", idea: "" };
  if (same) {
    const why = `After ${code.slice(0, Math.min(n, 3))}, ${code[n]} does not say what it should. Settle the characters before it first.`;
    return { label: name, correct: false, why, idea: "" };
  }
  const trap = table.traps[`${n + 1}${code[n]}`];
  return { label: name, correct: false, why: trap ? trap.why : table.reasons[n], idea: trap ? trap.idea : "" };
}

function stands(face, code) {
  const table = own(face.tables, code.slice(0, 3));
  if (!table) return `Table ${code.slice(0, 3)} is not among those offered here.`;
  if (table.rows.some((row) => row.every((values, n) => values.includes(code[n + 3])))) return "";
  return `No row of table ${code.slice(0, 3)} holds this combination on ${face.on}, so ${code} is not a valid code.`;
}

export function judge(face, table, answer) {
  try {
    return readers[face.kind](face, table, answer);
  } catch (error) {
    if (error instanceof NotAnAnswer) return { answered: false, correct: false, score: 0, why: error.message, idea: "", parts: [] };
    throw error;
  }
}

// ---- Building the page. Everything a question says is set as text, never as HTML.

let cards = 0; // only to keep radio groups and labels of several cards on one page apart

function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat());
  return node;
}

// *emphasis* and `code`, and nothing else.
function inline(text) {
  return text.split(/(`[^`]+`|\*[^*\s][^*]*\*)/).map((piece, n) => {
    if (n % 2 === 0) return piece;
    return h(piece[0] === "`" ? "code" : "em", {}, piece.slice(1, -1));
  });
}

const asks = {
  single: (face, id, changed) => options(face, id, changed, "radio"),
  multiple: (face, id, changed) => options(face, id, changed, "checkbox"),

  number(face, id, changed) {
    const input = h("input", { id: `${id}-n`, type: "text", inputmode: "decimal", autocomplete: "off", size: 8, oninput: changed });
    return {
      node: h("p", { class: "field" }, h("label", { for: `${id}-n` }, "Your answer"), input, h("span", {}, face.unit)),
      todo: "Write a number, then check.",
      ready: () => input.value.trim() !== "",
      read: () => input.value,
      write: (answer) => { input.value = answer; },
      mark() {},
      reveal: () => [],
    };
  },

  code: (face, id, changed) => (face.tables ? characters(face, id, changed) : wholeCode(face, id, changed)),
};

function options(face, id, changed, type) {
  const order = face.order ?? face.options.map((_, n) => n);
  const rows = order.map((n, seat) => {
    const input = h("input", { type, name: id, id: `${id}-${n}`, onchange: changed });
    const mark = h("span", { class: "mark" });
    const note = h("p", { class: "note", id: `${id}-${n}-note`, hidden: true });
    const label = h("label", { for: `${id}-${n}` }, input, h("span", { class: "letter" }, String.fromCharCode(65 + seat)), " ",
      h("span", { class: "words" }, inline(face.options[n])), " ", mark);
    return { n, input, mark, note, node: h("div", { class: "option" }, label, note) };
  });
  const chosen = () => rows.filter((row) => row.input.checked).map((row) => row.n).sort((a, b) => a - b);
  return {
    node: h("div", { class: "options" }, rows.map((row) => row.node)),
    todo: type === "radio" ? "Choose an option, then check." : "Tick every option that is right, then check.",
    ready: () => chosen().length > 0,
    read: () => (type === "radio" ? face.options[chosen()[0]] : chosen().map((n) => face.options[n])),
    write(answer) {
      const given = Array.isArray(answer) ? answer : [answer];
      for (const row of rows) row.input.checked = given.includes(face.options[row.n]) || given.includes(row.n);
    },
    mark(_, table, all) {
      const ticked = chosen();
      for (const row of rows) {
        const { correct, why, idea } = table.options[row.n];
        // The reason for the one option chosen stands in the verdict; all other reasons stand under their options.
        const shown = type === "radio" ? all && !ticked.includes(row.n) : all || ticked.includes(row.n);
        const told = all || ticked.includes(row.n);
        row.node.dataset.state = told ? (correct ? "right" : "wrong") : "";
        row.mark.textContent = told ? (correct ? "✓ right" : "≠ not right") : "";
        row.note.hidden = !shown;
        row.note.replaceChildren(...(shown ? [...inline(why), ...belief(table, idea, " ")] : []));
        if (shown) row.input.setAttribute("aria-describedby", row.note.id);
        else row.input.removeAttribute("aria-describedby");
      }
    },
    clear() {
      for (const row of rows) {
        row.node.dataset.state = "";
        row.mark.textContent = "";
      }
    },
    reveal: (table) => [`The answer: ${order.map((n, seat) => [n, seat]).filter(([n]) => table.options[n].correct)
      .map(([n, seat]) => `${String.fromCharCode(65 + seat)}, ${face.options[n]}`).join("; ")}`],
  };
}

function wholeCode(face, id, changed) {
  const input = codeField(id, "03.09", 8, changed);
  return {
    node: h("p", { class: "field" }, h("label", { for: `${id}-code` }, `${face.system} code`), input,
      h("span", { id: `${id}-form` }, "two digits, a dot, one or two digits")),
    todo: "Write a code, then check.",
    ready: () => input.value.trim() !== "",
    read: () => input.value,
    write: (answer) => { input.value = answer; },
    mark() {},
    reveal: (table) => [`The answer: ${table.answer}. ${table.why}`],
  };
}

function codeField(id, example, size, changed) {
  return h("input", { id: `${id}-code`, type: "text", class: "code", autocomplete: "off", autocapitalize: "characters",
    spellcheck: "false", size, maxlength: 40, "aria-describedby": `${id}-form`, oninput: changed });
}

// Seven labelled lists and one field, which follow each other.
function characters(face, id, changed) {
  const field = codeField(id, "", 12, () => { spread(clean(field.value)); changed(); });
  const clean = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, 7);
  const rows = face.axes.map((axis, n) => {
    const select = h("select", { id: `${id}-c${n}`, onchange: () => { gather(n); changed(); } });
    const mark = h("span", { class: "mark" });
    const note = h("p", { class: "note", id: `${id}-c${n}-note`, hidden: true });
    return { select, mark, note, node: h("div", { class: "character" },
      h("label", { for: `${id}-c${n}` }, h("span", { class: "letter" }, String(n + 1)), " ", axis), select, mark, note) };
  });
  const tables = Object.keys(face.tables);
  const choices = (start, n) => {
    if (n < 3) return [...new Set(tables.filter((table) => table.startsWith(start.slice(0, n))).map((table) => table[n]))];
    return Object.keys(own(face.tables, start.slice(0, 3))?.labels[n - 3] ?? {});
  };
  // Show the lists for a code as far as it goes; a space stands for "not chosen yet".
  function spread(code) {
    rows.forEach(({ select }, n) => {
      const start = code.slice(0, n);
      const value = code[n] && code[n] !== " " ? code[n] : "";
      const known = /^\S*$/.test(start.slice(0, 3)) && start.length >= Math.min(n, 3) ? choices(start, n) : [];
      const listed = (known.length ? known : []).sort();
      if (value && !listed.includes(value)) listed.push(value);
      select.replaceChildren(h("option", { value: "" }, listed.length ? "choose" : "first choose characters 1 to 3"),
        ...listed.map((v) => h("option", { value: v }, `${v}  ${labelOf(face, `${start.padEnd(n)}${v}`, n) || "(not in this table)"}`)));
      select.value = value;
    });
  }
  function gather(from) {
    let code = rows.map(({ select }) => select.value || " ").join("");
    if (from < 3) { // a new table: keep what it holds, drop the rest
      for (let n = from + 1; n < 7; n++) {
        if (code[n] !== " " && !choices(code.slice(0, n), n).includes(code[n])) code = `${code.slice(0, n)} ${code.slice(n + 1)}`;
      }
    }
    spread(code);
    field.value = code.replace(/ /g, "·").replace(/·+$/, "");
  }
  const read = () => clean(field.value.includes("·") ? "" : field.value);
  spread("");
  return {
    node: h("div", {},
      h("p", { class: "field" }, h("label", { for: `${id}-code` }, "Type or paste the code"), field,
        h("span", { id: `${id}-form` }, `or choose its seven characters (tables of ${face.on})`)),
      h("div", { class: "characters" }, rows.map((row) => row.node))),
    todo: "Give all seven characters, then check.",
    ready: () => read().length === 7,
    read,
    write: (answer) => { field.value = clean(String(answer)); spread(field.value); },
    mark(verdict, table, all) {
      rows.forEach(({ node, select, mark, note }, n) => {
        const part = verdict.parts[n];
        node.dataset.state = part ? (part.correct ? "right" : "wrong") : "";
        mark.textContent = part ? (part.correct ? "✓ right" : "≠ not right") : "";
        const said = part && !part.correct ? [...inline(part.why), ...belief(table, part.idea, " ")] : [];
        if (all && part && !part.correct) said.push(h("strong", {}, ` Right is ${table.answer[n]} ${labelOf(face, table.answer, n)}.`));
        else if (all && table.own[n]) said.push(...inline(table.reasons[n]));
        note.hidden = !said.length;
        note.replaceChildren(...said);
        if (said.length) select.setAttribute("aria-describedby", note.id);
        else select.removeAttribute("aria-describedby");
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

const belief = (table, idea, before = "") =>
  (idea && table.ideas[idea] ? [before, h("span", { class: "belief" }, h("strong", {}, "The idea behind it:"), " ", inline(table.ideas[idea]))] : []);

// ---- One card. `store` reads and writes the record of its answers.

function card(face, table, store, title) {
  const id = `spine-q${++cards}`;
  const changed = () => { guide(); ask.clear?.(); };
  const ask = asks[face.kind](face, id, changed);
  const todo = h("span", { class: "todo", id: `${id}-todo` });
  const status = h("div", { class: "verdict", role: "status", "aria-live": "polite" });
  const foot = h("p", { class: "sources" });
  const hints = h("ol", { "aria-label": "Hints" });
  const check = h("button", { type: "button", class: "check", "aria-describedby": `${id}-todo`, onclick: submit }, table ? "Check" : "Hand in");
  const more = h("button", { type: "button", onclick: hint });
  const show = h("button", { type: "button", onclick: reveal, hidden: true }, "Show the answer");
  const sure = ["sure", "unsure"].map((value) => h("label", {},
    h("input", { type: "radio", name: `${id}-sure`, value, onchange: () => store.write({ confidence: value }) }), value));
  const confidence = h("fieldset", { class: "sure", hidden: !face.ask_confidence }, h("legend", {}, "How sure are you?"), sure);
  const instruction = face.kind === "multiple" ? [h("span", { class: "instruction" }, " Tick all that are right.")] : [];
  const node = h("section", { class: "spine-q", "aria-label": title ?? "Question", onkeydown: keys },
    h("fieldset", { class: "ask" }, h("legend", {}, title ? h("span", { class: "title" }, title) : [], h("span", {}, inline(face.stem)), instruction), ask.node),
    confidence, h("div", { class: "actions" }, check, more, show, todo),
    h("div", { class: "hints", role: "status", "aria-live": "polite" }, hints), status, foot);
  let drawn = "";

  // JupyterLab would take arrow keys and letters for its own; chords, Tab and Escape stay Lab's.
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab" || event.key === "Escape") return;
    event.stopPropagation();
    if (event.key === "Enter" && event.target.tagName === "INPUT") submit();
  }

  function guide() {
    const ready = ask.ready();
    check.setAttribute("aria-disabled", String(!ready));
    todo.textContent = ready ? "" : ask.todo;
  }

  function submit() {
    if (!ask.ready()) return say(h("p", {}, ask.todo));
    const answer = ask.read();
    const found = table ? judge(face, table, answer) : { answered: true, correct: null, score: null };
    if (!found.answered) return say(h("p", {}, h("strong", {}, "Not an answer yet. "), found.why));
    const before = store.read();
    const { correct, score } = found;
    store.write({ answer, first_answer: before.first_answer ?? answer, tries: before.tries + 1, correct, score });
    drawn = "";
    draw();
  }

  function hint() {
    store.write({ hints_used: store.read().hints_used + 1 });
    draw();
  }

  function reveal() {
    store.write({ revealed: true });
    draw();
    check.focus();
  }

  const say = (...nodes) => status.replaceChildren(...nodes);

  function draw() {
    const record = store.read();
    const key = JSON.stringify(record);
    if (key === drawn) return;
    drawn = key;
    const used = Math.min(record.hints_used, face.hints.length);
    while (hints.children.length < used) hints.append(h("li", {}, inline(face.hints[hints.children.length])));
    more.hidden = used >= face.hints.length || record.correct === true;
    confidence.hidden = !face.ask_confidence || (record.tries > 0 && !record.confidence);
    more.textContent = `Hint ${used + 1} of ${face.hints.length}`;
    for (const box of confidence.querySelectorAll("input")) {
      box.checked = box.value === record.confidence;
      box.disabled = record.tries > 0;
    }
    if (record.answer !== null && record.answer !== undefined) tell(record);
    guide();
  }

  function tell(record) {
    ask.write(record.answer);
    if (!table) return say(h("p", {}, "Handed in. You may change it and hand in again."));
    const found = judge(face, table, record.answer);
    if (!found.answered) return say(h("p", {}, h("strong", {}, "Not an answer yet. "), found.why));
    const all = found.correct || record.revealed;
    const [state, sign, head] = found.correct ? ["right", "✓", "Right."]
      : found.score ? ["partly", "◐", `Partly right: ${Math.round(found.score * 100)} %.`] : ["wrong", "≠", "Not yet."];
    const wrong = face.tables ? found.parts.flatMap((part, n) => (part.correct ? [] : [`${n + 1} ${face.axes[n]}`])) : [];
    const idea = belief(table, found.idea);
    status.dataset.state = state;
    say(h("p", {}, h("span", { class: "sign", "aria-hidden": "true" }, sign), h("strong", {}, head), " ", inline(found.why),
      wrong.length ? ` Look again at ${wrong.join(", ")}.` : ""),
    ...(idea.length ? [h("p", {}, idea)] : []),
    ...(record.revealed && !found.correct ? revealed().map((text) => h("p", {}, h("strong", {}, inline(text)))) : []));
    ask.mark(found, table, all);
    foot.textContent = table.sources.length ? `Source: ${table.sources.join("; ")}` : "";
    check.textContent = "Check again";
    show.hidden = all;
  }

  function revealed() {
    if (face.kind !== "number") return ask.reveal(table);
    const { low, high, why } = table.bands[0];
    return [`The answer: ${`${low === high ? low : `${low} to ${high}`} ${face.unit}`.trim()}. ${why}`];
  }

  draw();
  guide();
  return { node, draw };
}

// ---- A quiz: cards one below another, and what they add up to.

function summary(faces, tables, read) {
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

const RECORD = ["answer", "first_answer", "tries", "correct", "score", "confidence", "hints_used", "revealed"];

function render({ model, el }) {
  const many = model.get("records") !== undefined;
  const faces = many ? model.get("faces") : [model.get("face")];
  const tables = many ? model.get("tables") : [model.get("table")];
  const views = [];
  const refresh = () => { if (!writing) views.forEach((view) => view.draw()); };
  let writing = false;
  const read = (n) => (many ? model.get("records")[n] : Object.fromEntries(RECORD.map((name) => [name, model.get(name)])));
  const write = (n, patch) => {
    writing = true;
    if (many) model.set("records", model.get("records").map((record, m) => (m === n ? { ...record, ...patch } : record)));
    else for (const [name, value] of Object.entries(patch)) model.set(name, value);
    model.save_changes();
    writing = false;
    if (many) views.at(-1).draw();
  };
  faces.forEach((face, n) => {
    const store = { read: () => read(n), write: (patch) => write(n, patch) };
    views.push(card(face, tables[n], store, many ? `Question ${n + 1} of ${faces.length}` : undefined));
  });
  if (many) views.push(summary(faces, tables, read));
  el.replaceChildren(...views.map((view) => view.node));
  const names = many ? ["records"] : RECORD;
  for (const name of names) model.on(`change:${name}`, refresh);
  return () => { for (const name of names) model.off(`change:${name}`, refresh); };
}

export default { render };

// Items to put in order: two buttons an item, the arrow keys on either of them, or a grip to drag by.
import { h } from "../../../figures/static/elements.js";
import { inline, plain } from "../page.js";
import { tidy } from "../typed.js";
import { kinds, no, verdict } from "../verdict.js";

function readOrder(face, table, answer) {
  const rows = table.items;
  const known = rows.map((row) => tidy(row.text));
  const given = Array.isArray(answer) ? answer.map((text) => known.indexOf(tidy(text))) : [];
  if (given.length !== rows.length || rows.some((_, n) => !given.includes(n))) no(`Put all ${rows.length} in order, each once.`);
  const stay = longestRise(given);
  const parts = given.map((n) => {
    const correct = stay.includes(n);
    return { label: rows[n].text, correct, why: correct ? "" : rows[n].why, idea: "" };
  });
  const pairs = given.flatMap((one, n) => given.slice(n + 1).map((other) => one < other));
  const right = pairs.filter(Boolean).length;
  if (right === pairs.length) return verdict(true, 1, table.why, "", parts);
  const turned = table.near.find((near) => given.indexOf(near.before) < given.indexOf(near.after));
  const [rest, worth] = [rows.length - stay.length, Math.max(0, 2 * right - pairs.length)];
  const stand = stay.length
    ? `${stay.length} of ${rows.length} can stay, as they follow each other rightly; move the other${rest > 1 ? ` ${rest}` : ""}.`
    : "No two follow each other rightly.";
  const turns = pairs.length - right;
  const lost = turns === 1 ? "the turned one takes" : `each of the ${turns} turned ones takes`;
  const why =
    `${stand} Of all ${pairs.length} pairs, ${right} ${right === 1 ? "stands" : "stand"} the right way round, and ${lost} one of these away:` +
    ` ${worth || "none"} of ${pairs.length} ${worth < 2 ? "counts" : "count"}.`;
  const score = worth / pairs.length;
  return turned ? verdict(false, score, `${why} ${turned.why}`, turned.idea, parts) : verdict(false, score, why, "", parts);
}

// The most items that already stand in the right order, two at least; of several such sets, the one whose items come first.
function longestRise(given) {
  const best = given.map(() => []);
  for (let n = given.length - 1; n >= 0; n--) {
    let longer = [];
    for (let later = n + 1; later < given.length; later++) {
      if (given[later] > given[n] && best[later].length > longer.length) longer = best[later];
    }
    best[n] = [given[n], ...longer];
  }
  return best
    .reduce((found, rise) => (rise.length > found.length ? rise : found), [0])
    .filter((_, __, found) => found.length > 1);
}

function askOrder(face, id, changed) {
  const [first, last] = face.ends;
  let moved = false;
  let rows = face.items.map((text, n) => {
    const name = plain(text);
    const row = { text, name, place: h("span", { class: "letter" }), mark: h("span", { class: "mark" }) };
    row.note = h("p", { class: "note", id: `${id}-o${n}-note`, hidden: true });
    row.buttons = [
      [-1, "Move up", "▲"],
      [1, "Move down", "▼"],
    ].map(([step, word, sign]) =>
      h(
        "button",
        { type: "button", "aria-label": `${word}: ${name}`, onclick: () => shift(row, step) },
        h("span", { "aria-hidden": "true" }, sign),
      ),
    );
    const grip = h("span", { class: "grip", "aria-hidden": "true", onpointerdown: (event) => drag(event, row) }, "⠿");
    row.node = h(
      "li",
      { onkeydown: (event) => arrows(event, row) },
      grip,
      row.place,
      h("span", { class: "words" }, inline(text)),
      row.mark,
      h("span", { class: "moves" }, row.buttons),
      row.note,
    );
    return row;
  });
  const list = h(
    "ol",
    { class: "items", role: "list" },
    rows.map((row) => row.node),
  );
  const spoken = h("p", { class: "spoken", role: "status", "aria-live": "polite" });

  function arrows(event, row) {
    const step = { ArrowUp: -1, ArrowDown: 1, Home: -rows.length, End: rows.length }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the page would scroll
    shift(row, step);
  }

  function shift(row, step) {
    put(row, Math.min(Math.max(rows.indexOf(row) + step, 0), rows.length - 1));
    spoken.textContent = `${row.name}, now place ${rows.indexOf(row) + 1} of ${rows.length}`;
  }

  // The other items are moved around this one, which so keeps the focus and the pointer.
  function put(row, place) {
    if (rows.indexOf(row) === place) return;
    rows.splice(rows.indexOf(row), 1);
    rows.splice(place, 0, row);
    for (const other of rows.slice(0, place)) list.insertBefore(other.node, row.node);
    for (const other of rows.slice(place + 1)) list.append(other.node);
    moved = true;
    number();
    changed();
  }

  function drag(event, row) {
    if (event.button) return;
    event.preventDefault();
    const grip = event.currentTarget;
    grip.setPointerCapture(event.pointerId);
    row.node.classList.add("held");
    const follow = ({ clientY }) => {
      const over = rows.findIndex(
        ({ node }) => clientY > node.getBoundingClientRect().top && clientY < node.getBoundingClientRect().bottom,
      );
      if (over >= 0) put(row, over);
    };
    const drop = () => {
      row.node.classList.remove("held");
      grip.removeEventListener("pointermove", follow);
      shift(row, 0);
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  }

  function number() {
    rows.forEach((row, n) => {
      row.place.textContent = n + 1;
      row.buttons[0].setAttribute("aria-disabled", String(n === 0));
      row.buttons[1].setAttribute("aria-disabled", String(n === rows.length - 1));
    });
  }

  number();
  return {
    node: h("div", {}, h("p", { class: "end" }, first), list, h("p", { class: "end" }, last), spoken),
    instruction: `From ${first} to ${last}: move an item with its two buttons, or with the arrow keys on them.`,
    todo: "Put the items in order, then check.",
    ready: () => moved,
    read: () => rows.map((row) => row.text),
    write(answer) {
      const given = Array.isArray(answer) ? answer.map(tidy) : [];
      const placed = given.map((text) => rows.find((row) => tidy(row.text) === text));
      if (placed.length !== rows.length || new Set(placed).size < rows.length || placed.includes(undefined)) return;
      if (placed.some((row, n) => row !== rows[n])) {
        rows = placed;
        list.append(...rows.map((row) => row.node));
      }
      moved = true;
      number();
    },
    mark(found, table, all) {
      rows.forEach((row, n) => {
        const { correct } = found.parts[n];
        const item = table.items.findIndex(({ text }) => text === row.text);
        row.node.dataset.state = correct ? "right" : "wrong";
        row.mark.textContent = found.correct ? "✓ right" : correct ? "✓ keep it" : "≠ move it";
        const shown = all || !correct;
        row.note.hidden = !shown;
        row.note.replaceChildren(...(shown ? inline(table.items[item].why) : []));
        for (const button of row.buttons) {
          if (shown) button.setAttribute("aria-describedby", row.note.id);
          else button.removeAttribute("aria-describedby");
        }
      });
    },
    clear() {
      for (const { node, mark } of rows) {
        node.dataset.state = "";
        mark.textContent = "";
      }
    },
    reveal: (table) => [`The answer: ${table.items.map(({ text }, n) => `${n + 1} ${text}`).join("; ")}. ${table.why}`],
  };
}

kinds.order = { read: readOrder, ask: askOrder };

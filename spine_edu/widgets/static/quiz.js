// A quiz: its cards one below another, or a deck that shows one at a time; then what they add up to.
import { cardOf } from "./card.js";
import { h, keepKey } from "../../figures/static/elements.js";
import { anew } from "./round.js";
import { summary } from "./summary.js";
import { NOT_YET, OPEN, RIGHT, SHOWN, standing, tally } from "./tally.js";
import { reminder } from "./waiting.js";

// `isLate` says whether an answer is not kept yet: any of the quiz, or that of one place or part. A deck, which shows one card at a time, says it itself.
export function quiz(model, { read, write, isLate }) {
  const [faces, tables, deck] = ["faces", "tables", "deck"].map((name) => model.get(name));
  const record = (n) => read().records[n];
  const patch = (patches) => read().records.map((kept, n) => ({ ...kept, ...patches[n] }));
  const views = faces.map(() => null);
  const result = summary(model.get("objectives"), model.get("beliefs"), !deck, { go, again, all });
  const name = (n) => `Question ${n + 1} of ${faces.length}`;
  const everything = faces.map((_, n) => n);
  const layout = deck ? oneAtATime() : oneBelowAnother();

  // The card of a question, made when it is first needed; made anew when its answer was taken off the table for another round.
  function view(n) {
    const { again } = record(n);
    if (!views[n] || views[n].again !== again) {
      const store = {
        read: () => record(n),
        write: (changes) => write({ records: patch({ [n]: changes }) }),
        ...(deck ? {} : { isLate: (part) => isLate(n, part) }),
      };
      const made = { ...cardOf(faces[n], tables[n], store, name(n), !deck), again };
      views[n]?.node.replaceWith(made.node);
      views[n] = made;
    }
    return views[n];
  }

  function go(n) {
    if (!read().shown.includes(n)) write({ shown: everything });
    if (deck) layout.move(read().shown.indexOf(n));
    else focusOn(view(n).node.querySelector("legend, .case-stem"));
  }

  // Another round: empty cards for some questions. What was answered before stays on record.
  function again(places) {
    write({ records: patch(Object.fromEntries(places.map((n) => [n, anew(faces[n], record(n))]))), shown: places, at: 0 });
    go(places[0]);
  }

  function all() {
    write({ shown: everything, at: faces.length });
    layout.focus();
  }

  function oneBelowAnother() {
    const cards = h("div", { class: "cards" });
    return {
      node: h("div", {}, cards, result.node),
      focus: () => focusOn(result.node.querySelector("h3")),
      draw({ shown }) {
        faces.forEach((_, n) => {
          const { node } = view(n);
          if (node.parentNode !== cards) cards.append(node);
          node.hidden = !shown.includes(n);
        });
      },
    };
  }

  function oneAtATime() {
    const heading = h("h3", { tabindex: "-1" });
    const cards = h("div", { class: "cards" }, result.node);
    const back = h("button", { type: "button", onclick: () => move(read().at - 1) }, "Previous");
    const next = h("button", { type: "button", onclick: () => move(read().at + 1) });
    const unkept = reminder(isLate);
    const list = h("ol", { class: "dots", "aria-label": "Questions of this quiz" });
    const legend = h("p", { class: "small" }, "✓ answered right, ≠ not yet right or shown, no sign: open");
    const node = h(
      "section",
      { class: "spine-q deck", "aria-label": `Quiz of ${faces.length} questions`, onkeydown: keepKey },
      heading,
      cards,
      unkept.node,
      h("div", { class: "actions" }, back, next),
      list,
      legend,
    );
    const focus = () => focusOn(heading);

    function move(at) {
      write({ at: Math.max(0, Math.min(at, read().shown.length)) });
      focus();
    }

    function draw({ records, shown, at }) {
      const over = at >= shown.length;
      const states = shown.map((n) => standing(tables[n], records[n]));
      heading.replaceChildren(
        over ? "Your result" : name(shown[at]),
        h("span", { class: "soft" }, over ? "" : progress(shown, at, states)),
      );
      result.node.hidden = !over;
      if (!over && !view(shown[at]).node.parentNode) cards.append(view(shown[at]).node);
      views.forEach((made, n) => {
        if (made) made.node.hidden = over || n !== shown[at];
      });
      unkept.draw();
      back.disabled = at === 0;
      next.hidden = over;
      next.textContent = at === shown.length - 1 ? "See the result" : "Next";
      legend.hidden = !states.some((state) => [RIGHT, NOT_YET, SHOWN].includes(state));
      node.dataset.done = String(!over && states[at] !== OPEN);
      while (list.children.length > shown.length + 1) list.lastChild.remove();
      shown.forEach((n, seat) => dot(seat, n + 1, `Question ${n + 1}: ${states[seat]}`, states[seat]));
      dot(shown.length, "Result", "Result");
      [...list.children].forEach((item, seat) => item.firstChild.setAttribute("aria-current", seat === at ? "step" : "false"));
    }

    function progress(shown, at, states) {
      const again = shown.length < faces.length ? `; once more, ${at + 1} of ${shown.length}` : "";
      return tables.some(Boolean) ? `${again}; ${states.filter((state) => state === RIGHT).length} right` : again;
    }

    function dot(seat, label, words, state) {
      const button = list.children[seat]?.firstChild ?? h("button", { type: "button", onclick: () => move(seat) });
      if (!button.parentNode) list.append(h("li", {}, button));
      const [look, sign] = { [RIGHT]: ["right", "✓"], [NOT_YET]: ["wrong", "≠"], [SHOWN]: ["wrong", "≠"] }[state] ?? ["", ""];
      button.replaceChildren(String(label), sign ? h("span", { class: "sign", "aria-hidden": "true" }, sign) : "");
      button.dataset.state = look;
      button.setAttribute("aria-label", words);
    }

    return { node, draw, move, focus };
  }

  function draw() {
    const state = read();
    layout.draw(state);
    views.forEach((made) => made?.draw());
    result.draw(tally(faces, tables, state.records), state.shown);
  }
  draw();
  return { node: layout.node, draw };
}

function focusOn(node) {
  node.setAttribute("tabindex", "-1");
  node.focus();
}

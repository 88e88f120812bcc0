// A place on the level map: its joints or columns are buttons in the drawing, and the same places stand beside it as a list.
import { h } from "../../../figures/static/elements.js";
import { own, reason } from "../page.js";
import { tidy } from "../typed.js";
import { kinds, no, verdict } from "../verdict.js";

const placeName = (spot) => {
  const [joint, column] = spot.split(" ");
  return column ? `${joint}, ${column} column` : joint;
};
const jointIn = (spot) => spot.split(" ")[0];

function readPlace(face, table, answer) {
  const given = new Set((Array.isArray(answer) ? answer : [answer]).map(tidy));
  if (!given.size || [...given].some((spot) => !face.spots.includes(spot))) no(`Pick a ${face.pick} on the map or in the list.`);
  if (given.size > 1 && table.answer.length === 1) no(`Pick one ${face.pick} only.`);
  const keys = table.answer;
  const parts = face.spots.filter((spot) => given.has(spot)).map((spot) => placePart(table, spot));
  const hits = parts.filter((part) => part.correct).length;
  if (hits === keys.length && hits === parts.length) return verdict(true, 1, table.why, "", parts);
  if (keys.length === 1) return verdict(false, 0, parts[0].why, parts[0].idea, parts);
  const wrong = parts.length - hits;
  const why = `You picked ${hits} of ${keys.length} right and ${wrong} wrong. A right pick earns a share, a wrong one costs a share.`;
  return verdict(false, Math.max(0, hits - wrong) / keys.length, why, "", parts);
}

function placePart(table, spot) {
  const label = placeName(spot);
  const near = own(table.near, spot);
  if (table.answer.includes(spot)) return { label, correct: true, why: "", idea: "" };
  if (near) return { label, correct: false, why: near.why, idea: near.idea };
  const said = table.answer.map(jointIn).includes(jointIn(spot))
    ? "The joint is right, the column is not."
    : `You picked ${label}.`;
  return { label, correct: false, why: `${said} ${table.otherwise}`, idea: "" };
}

function svgNode(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Make the drawing's joints, or their columns, into buttons. The picture is drawn by Python from checked names; it holds nobody's text.
function buttonsOf(svg, face) {
  const heads = [...svg.querySelectorAll("text.middle")];
  const middle = Object.fromEntries(
    [
      ["anterior", "ant."],
      ["posterior", "post."],
    ].map(([column, head]) => [column, Number(heads.find((text) => text.textContent === head).getAttribute("x"))]),
  );
  const labelOf = (spot) => svg.querySelector(`[data-joint="${jointIn(spot)}"] text.joint`);
  const heights = [...new Set(face.spots.map((spot) => Number(labelOf(spot).getAttribute("y"))))].sort((a, b) => a - b);
  const wide = Math.min(30, Math.abs(middle.anterior - middle.posterior) - 1);
  const tall = Math.min(30, ...heights.slice(1).map((y, n) => y - heights[n])); // as high as the rows allow: a finger has to hit it
  return face.spots.map((spot) => {
    const column = spot.split(" ")[1];
    const label = labelOf(spot);
    const group = label.closest("[data-joint]");
    const [x, y] = [Number(label.getAttribute("x")), Number(label.getAttribute("y")) - 4];
    const state = group.querySelector("title").textContent;
    const sign = svgNode("text", {});
    const tick = svgNode("g", { class: "tick", "aria-hidden": "true" }, svgNode("circle", { r: 7 }), sign);
    let node = group;
    if (column) {
      const shape = group.querySelector(`[data-column="${column}"]`);
      node = svgNode(
        "g",
        { class: "pick" },
        svgNode("rect", { class: "hit", x: middle[column] - wide / 2, y: y - tall / 2, width: wide, height: tall, rx: 4 }),
      );
      const inside = shape.parentNode; // the group that puts millimetres in place: the field to hit is no part of it
      const own = inside.cloneNode();
      own.append(shape);
      node.append(own);
      group.insertBefore(node, inside);
      group.append(tick);
    } else {
      node.classList.add("pick");
      node.prepend(svgNode("rect", { class: "hit", x: x - 5, y: y - tall / 2, width: 117, height: tall, rx: 4 }));
      node.append(tick);
    }
    tick.setAttribute("transform", `translate(${column ? middle[column] + 11 : 331} ${y - 8})`);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", column ? `${placeName(spot)} (${state})` : state);
    return { node, tick, sign };
  });
}

function askPlace(face, id, changed) {
  const box = h("div", { class: "map" });
  const [mark] = /\bse[0-9a-f]{8}\b/.exec(face.picture);
  box.innerHTML = face.picture.replaceAll(mark, `${id}-map`); // ids of its own: the same map may stand twice on a page
  const svg = box.firstElementChild;
  svg.setAttribute("role", "group");
  const type = face.several ? "checkbox" : "radio";
  const reasons = h("ul", { class: "reasons" });
  const rows = buttonsOf(svg, face).map((button, n) => {
    const input = h("input", { type, name: id, onchange: () => pick(n, input.checked) });
    const sign = h("span", { class: "mark" });
    const words = h("label", {}, input, h("span", { class: "words" }, face.spots[n].replace(" ", ", ")), " ", sign);
    button.node.addEventListener("click", () => pick(n, !face.several || !input.checked, true));
    return { ...button, input, mark: sign, words };
  });
  const step = face.pick === "column" ? 2 : 1;

  function pick(n, on, focus) {
    rows.forEach((row, m) => {
      if (m === n) row.input.checked = on;
      else if (!face.several) row.input.checked = false;
    });
    show();
    rove(n, focus);
    changed();
  }

  function show() {
    for (const row of rows) {
      row.node.setAttribute("aria-pressed", String(row.input.checked));
      row.node.dataset.state = "";
      row.tick.dataset.state = "";
      row.tick.classList.toggle("on", row.input.checked);
      row.sign.textContent = "✓";
      row.words.dataset.state = "";
      row.mark.textContent = "";
    }
  }

  function rove(n, focus) {
    rows.forEach((row, m) => row.node.setAttribute("tabindex", m === n ? "0" : "-1"));
    if (focus) rows[n].node.focus();
  }

  function keys(event) {
    const n = rows.findIndex((row) => row.node === event.target);
    const to = { ArrowDown: n + step, ArrowUp: n - step, ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: rows.length - 1 }[
      event.key
    ];
    if (n < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") pick(n, !face.several || !rows[n].input.checked);
    else if (to === undefined) return;
    else if (to >= 0 && to < rows.length) rove(to, true);
    event.preventDefault();
  }

  box.addEventListener("keydown", keys);
  show();
  rove(0);
  const wide = typeof matchMedia === "function" && matchMedia("(min-width: 48rem)").matches;
  const list = h(
    "details",
    { open: wide },
    h("summary", {}, "The same as a list"),
    h(
      "div",
      { class: "spots" },
      rows.map((row) => row.words),
    ),
  );
  return {
    node: h("div", { class: "place" }, h("div", { class: "beside" }, box, list), reasons),
    instruction: face.several ? `Pick every ${face.pick} that is meant.` : `Pick one ${face.pick}.`,
    todo: `Pick a ${face.pick} on the map or in the list, then check.`,
    ready: () => rows.some((row) => row.input.checked),
    read() {
      const picked = face.spots.filter((_, n) => rows[n].input.checked);
      return face.several ? picked : picked[0];
    },
    write(answer) {
      const given = (Array.isArray(answer) ? answer : [answer]).map(tidy);
      rows.forEach((row, n) => {
        row.input.checked = given.includes(face.spots[n]);
      });
      show();
      rove(
        Math.max(
          0,
          rows.findIndex((row) => row.input.checked),
        ),
      );
    },
    mark(found, table, all) {
      show();
      rows.forEach((row, n) => {
        const right = table.answer.includes(face.spots[n]);
        if (!row.input.checked && !(all && right)) return;
        const state = right ? "right" : "wrong";
        row.node.dataset.state = state;
        row.tick.dataset.state = state;
        row.tick.classList.add("on");
        row.sign.textContent = right ? "✓" : "≠";
        row.words.dataset.state = state;
        row.mark.textContent = right ? "✓ right" : "≠ not right";
      });
      reasons.replaceChildren(
        ...(face.several ? found.parts.filter((part) => !part.correct).map((part) => reason(table, part)) : []),
      );
    },
    clear() {
      show();
      reasons.replaceChildren();
    },
    reveal: (table) => [`The answer: ${table.answer.map(placeName).join("; ")}. ${table.why}`],
  };
}

kinds.place = { read: readPlace, ask: askPlace };

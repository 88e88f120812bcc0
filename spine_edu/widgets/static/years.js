// One operation moved through the years: a slider of months, a field for the day, and what each part was and is coded with.
import { answers } from "./answers.js";
import { h } from "../../figures/static/elements.js";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const inWords = (day) => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOf = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
const isDay = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

export function years(story, model, put, id) {
  const era = story.era;
  if (!era) return null;
  const [start, end] = [monthOf(era.first), monthOf(era.last)];
  const part = (month) => `${(100 * (month - start)) / (end - start)}%`;
  const found = (day) => era.stretches.findIndex((one) => one.first <= day && day <= one.last);
  const codesIn = (n) => era.places.map((place) => place.codes[n].join(" ")).join("|");
  const day = () => (found(model.get("day")) >= 0 ? model.get("day") : era.own);
  let before = null; // the last day whose answer was another one
  let last = null;

  const slider = h("input", {
    type: "range",
    min: start,
    max: end,
    step: 1,
    id: `${id}-year`,
    oninput: () => put("day", clamp(firstOf(Number(slider.value)))),
  });
  const field = h("input", { type: "date", min: era.first, max: era.last, id: `${id}-day`, onchange: typed });
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const ruling = h("span", { class: "ruling" });
  const edition = h("span", { class: "edition" });
  const said = h("p", { class: "turn", role: "status", "aria-live": "polite" });
  const table = h("table", {});
  const lesson = h("p", { class: "lesson", hidden: true });
  const whole = h("div", { class: "answers" });
  const earlier = h("button", { type: "button", onclick: () => jump(-1) }, "◂ Earlier change");
  const later = h("button", { type: "button", onclick: () => jump(1) }, "Later change ▸");
  const own = h("button", { type: "button", onclick: () => put("day", era.own) }, "Back to its own day");
  const ruler = h("div", { class: "ruler", "aria-hidden": "true" }, ...bands(), ...ticks(), ...turns(), shadow());
  const node = h(
    "div",
    { class: "years", role: "group", "aria-labelledby": `${id}-years` },
    h(
      "p",
      { class: "head", id: `${id}-years` },
      `If the operation${era.when ? ` of ${era.when}` : ""} had been discharged on another day`,
    ),
    h("div", { class: "board" }, ruling, edition),
    h("div", { class: "scale" }, ruler, h("label", { for: `${id}-year`, class: "hidden" }, "Month of discharge"), slider),
    h(
      "div",
      { class: "bar" },
      earlier,
      h("label", { class: "day", for: `${id}-day` }, h("span", {}, "Discharged"), field),
      later,
      own,
    ),
    fault,
    said,
    table,
    lesson,
    whole,
  );

  const clamp = (one) => (one < era.first ? era.first : one > era.last ? era.last : one);

  function bands() {
    const border = part(monthOf(era.stretches.find((one) => one.system === "ICD-10-PCS").first));
    const band = (name, kind, left, width) => {
      const node = h("div", { class: `band ${kind}` }, name);
      node.style.left = left;
      node.style.width = width;
      return node;
    };
    return [band("ICD-9-CM", "old", "0%", border), band("ICD-10-PCS", "new", border, `calc(100% - ${border})`)];
  }

  function ticks() {
    const marks = [];
    for (let year = Math.ceil(start / 12); year <= Math.floor(end / 12); year += 1) {
      const node = h("span", { class: year % 5 ? "year" : "year big" }, year % 5 ? "" : String(year));
      node.style.left = part(year * 12);
      marks.push(node);
    }
    return marks;
  }

  // A dot where the codes change: places worth a visit.
  function turns() {
    return era.stretches.flatMap((one, n) => {
      if (n === 0 || codesIn(n) === codesIn(n - 1)) return [];
      const dot = h("span", { class: one.system !== era.stretches[n - 1].system ? "dot big" : "dot" });
      dot.style.left = part(monthOf(one.first));
      return [dot];
    });
  }

  // The case itself, as small as the scale asks: a line with its events, the operation under the slider's thumb.
  function shadow() {
    const [from, to] = era.spans;
    const line = h("span", { class: "life" });
    line.style.left = `${(100 * from) / (end - start)}%`;
    line.style.width = `${(100 * (to - from)) / (end - start)}%`;
    const dots = era.dots.map((month) => {
      const dot = h("span", { class: month === 0 ? "event today" : "event" });
      dot.style.left = `${(100 * month) / (end - start)}%`;
      return dot;
    });
    return h("div", { class: "shadow" }, line, ...dots);
  }

  function typed() {
    const text = field.value;
    const wrong = !isDay(text)
      ? "Write a whole day: year, month and day."
      : text < era.first || text > era.last
        ? `Our tables answer for discharges from ${inWords(era.first)} to ${inWords(era.last)}.`
        : "";
    fault.textContent = wrong;
    fault.hidden = !wrong;
    if (!wrong) put("day", text);
  }

  // To the nearest change in a direction: the first day after it, or the last day before it.
  function jump(way) {
    const here = found(day());
    let n = here;
    while (era.stretches[n + way] && codesIn(n + way) === codesIn(here)) n += way;
    const target = era.stretches[n + way];
    if (target) put("day", way > 0 ? target.first : target.last);
  }

  const can = (way) => {
    const here = found(day());
    return era.stretches.some((_, n) => (n - here) * way > 0 && codesIn(n) !== codesIn(here));
  };

  function draw() {
    const today = day();
    if (today === last) return;
    const here = found(today);
    const one = era.stretches[here];
    if (last !== null) {
      const there = found(last);
      if (codesIn(there) !== codesIn(here)) before = last;
      said.textContent = turn(there, here, last);
    } else {
      said.textContent = `Discharged on ${inWords(today)}, the operation is coded in ${one.edition}. Move the slider, or go to an earlier change.`;
    }
    if (before !== null && codesIn(found(before)) === codesIn(here)) before = null;
    const moved = last !== null && codesIn(found(last)) !== codesIn(here);
    last = today;
    slider.value = monthOf(today);
    slider.setAttribute("aria-valuetext", `${inWords(today)}, ${one.edition}`);
    if (field.value !== today) field.value = today;
    fault.hidden = true;
    node.dataset.system = one.system;
    ruling.textContent = one.system;
    edition.textContent = `${inWords(today)}${one.edition === one.system ? "" : ` · ${one.edition.replace("ICD-10-PCS ", "")}`}`;
    ruler.querySelector(".shadow").style.left = part(monthOf(today) + (Number(today.slice(8)) - 1) / 31);
    earlier.setAttribute("aria-disabled", String(!can(-1)));
    later.setAttribute("aria-disabled", String(!can(1)));
    own.hidden = today === era.own;
    drawTable(here, moved);
    const open = new Set([...whole.querySelectorAll("details[open] .chip")].map((chip) => chip.textContent));
    whole.replaceChildren(
      h(
        "details",
        { class: "reasons", open: Boolean(whole.querySelector(".reasons[open]")) },
        h("summary", {}, "Every code, and why"),
        ...answers(one.answer),
      ),
    );
    for (const fold of whole.querySelectorAll(".codes details")) fold.open = open.has(fold.querySelector(".chip")?.textContent);
  }

  function drawTable(here, moved) {
    const there = before === null ? -1 : found(before);
    const crossing = there >= 0 ? era.crossings[`${era.stretches[there].system} ${era.stretches[here].system}`] : "";
    lesson.textContent = crossing ?? "";
    lesson.hidden = !crossing;
    const heads = [
      ["Part of the operation"],
      ...(there >= 0 ? [[inWords(before), era.stretches[there].system]] : []),
      [inWords(day()), era.stretches[here].system],
    ];
    const cell = (codes, kind, gone) =>
      h(
        "td",
        { class: kind },
        codes.length ? codes.map((code) => h("code", { class: "chip" }, code)) : h("span", { class: "soft" }, gone),
      );
    const none = (place) => (place.kind === "drg" ? "not covered" : "no code");
    const rows = era.places
      .filter((place) => place.codes[here].length || (there >= 0 && place.codes[there].length))
      .map((place) => {
        const [now, was] = [place.codes[here], there >= 0 ? place.codes[there] : []];
        const other = there >= 0 && now.join() !== was.join();
        return h(
          "tr",
          { class: `of-${place.kind}${other ? " other" : ""}` },
          h("th", { scope: "row" }, place.what),
          ...(there >= 0 ? [cell(was, "was", none(place))] : []),
          cell(now, moved && other ? "is fresh" : "is", none(place)),
        );
      });
    table.replaceChildren(
      h("caption", {}, there >= 0 ? "The same operation on two days" : "What the operation is coded with"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map(([text, system]) =>
            h("th", { scope: "col" }, text, system ? h("span", { class: "soft" }, ` ${system}`) : ""),
          ),
        ),
      ),
      h("tbody", {}, rows),
    );
  }

  // That there is no group on a day says where our tables begin, and nothing of the operation.
  function covered(place, here) {
    const { first } = era.stretches[place.codes.findIndex((codes) => codes.length)];
    return place.codes[here].length
      ? `MS-DRG ${place.codes[here].join(" and ")}, covered from ${inWords(first)} on`
      : `MS-DRG is not covered before ${inWords(first)}`;
  }

  // What changed since the position before, in words.
  function turn(there, here, since) {
    const [old, now] = [era.stretches[there], era.stretches[here]];
    const list = (codes) => codes.join(" and ");
    const parts = era.places
      .filter((place) => list(place.codes[there]) !== list(place.codes[here]))
      .map((place) => {
        const [was, is] = [place.codes[there], place.codes[here]];
        if (place.kind === "companion" && was.length && is.length) return `the codes beside it change too`;
        if (place.kind === "drg" && !(was.length && is.length)) return covered(place, here);
        const name = place.kind === "drg" ? "MS-DRG " : "";
        const where = place.kind === "fusion" ? ` (${place.what})` : "";
        if (!was.length) return `${name}${list(is)} is new${where}`;
        if (!is.length) return `${name}${list(was)} ${was.length > 1 ? "fall" : "falls"} away${where}`;
        return `${name}${list(was)} ${was.length > 1 ? "become" : "becomes"} ${list(is)}${where}`;
      });
    const lead =
      old.system !== now.system
        ? `From ${old.system} to ${now.system}: `
        : old.edition !== now.edition
          ? `Now ${now.edition}: `
          : "";
    if (parts.length) return `${lead}${parts.join("; ")}.`;
    return lead
      ? `${lead}the same codes as on ${inWords(since)}.`
      : `${inWords(day())}: the same edition, and the same codes as on ${inWords(since)}.`;
  }

  return { node, draw };
}

// A number, with the near misses that betray how it was reached.
import { h } from "../../../figures/static/elements.js";
import { tidy } from "../typed.js";
import { kinds, no, verdict } from "../verdict.js";

const ALSO = { degrees: "°", percent: "%", mm: "millimeters", cm: "centimeters", vertebrae: "vertebra" };

/** What a unit may be called behind a number, so that "34°" and "1 joint" are read as well. */
function namesOf(unit) {
  return [unit, ALSO[unit] ?? ""].filter(Boolean).flatMap((name) => [name, name.replace(/s$/, "")]);
}

function readNumber(face, table, answer) {
  let text = tidy(typeof answer === "number" ? String(answer) : answer);
  const unit = namesOf(face.unit.toLowerCase()).find((name) => text.toLowerCase().endsWith(name));
  if (unit) text = text.slice(0, text.length - unit.length).replace(/^ +| +$/g, "");
  if (/^[+-]?[0-9]{1,3}(,[0-9]{3})+$/.test(text)) no("Write the number without a comma between thousands.");
  if (/^[+-]?[0-9]{1,12}([.,][0-9]{1,12})? *%$/.test(text)) no("Write the number alone, without %.");
  if (!/^[+-]?[0-9]{1,12}([.,][0-9]{1,12})?$/.test(text)) no("Write a number in digits, such as 4 or 2.5.");
  const value = Number(text.replace(",", "."));
  for (const band of table.bands) {
    if (band.low <= value && value <= band.high) return verdict(band.correct, band.correct ? 1 : 0, band.why, band.idea);
  }
  return verdict(false, 0, value < table.bands[0].low ? table.low : table.high);
}

function askNumber(face, id, changed) {
  const input = h("input", { id: `${id}-n`, type: "text", inputmode: "decimal", autocomplete: "off", size: 8, oninput: changed });
  return {
    node: h("p", { class: "field" }, h("label", { for: `${id}-n` }, "Your answer"), input, h("span", {}, face.unit)),
    todo: "Write a number, then check.",
    ready: () => input.value.trim() !== "",
    read: () => input.value,
    write: (answer) => { input.value = answer; },
    mark() {},
    reveal(table) {
      const { low, high, why } = table.bands[0];
      return [`The answer: ${`${low === high ? low : `${low} to ${high}`} ${face.unit}`.trim()}. ${why}`];
    },
  };
}

kinds.number = { read: readNumber, ask: askNumber };

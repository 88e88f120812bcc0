// The two editions of SCORM that platforms take.

/** @import { Edition, Names } from "./platform.js" */

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const READABLE = 60; // so many letters of an option stand in its name, where a name may have more than one

/**
 * What is asked of a platform, as 1.2 calls it and as 2004 does.
 *
 * @type {Record<keyof Names, [string, string]>}
 */
const CALLED = {
  begin: ["LMSInitialize", "Initialize"],
  get: ["LMSGetValue", "GetValue"],
  set: ["LMSSetValue", "SetValue"],
  keep: ["LMSCommit", "Commit"],
  end: ["LMSFinish", "Terminate"],
  mode: ["cmi.core.lesson_mode", "cmi.mode"],
  suspended: ["cmi.suspend_data", "cmi.suspend_data"],
  exit: ["cmi.core.exit", "cmi.exit"],
  session: ["cmi.core.session_time", "cmi.session_time"],
  response: ["student_response", "learner_response"],
  time: ["time", "timestamp"],
  stem: ["", "description"],
};

/**
 * @param {0 | 1} edition
 * @returns {Names}
 */
const namesOf = (edition) =>
  /** @type {any} */ (Object.fromEntries(Object.entries(CALLED).map(([name, called]) => [name, called[edition]])));

/** @param {number} part */
const two = (part) => String(part).padStart(2, "0");

/**
 * The points as a score of a hundred; none where nothing is asked.
 *
 * @param {string} field
 * @param {number} of
 * @param {number} points
 */
const score = (field, of, points) =>
  of > 0 ? { [`${field}.min`]: "0", [`${field}.max`]: "100", [`${field}.raw`]: ((100 * points) / of).toFixed(2) } : {};

/** @type {Edition} */
export const SCORM12 = {
  api: "API",
  names: namesOf(0),
  most: { suspended: 4096, text: 255, stem: 0 },
  types: { long: "fill-in", other: "fill-in" },
  wrong: "wrong",
  option: (n) => LETTERS[n],
  list: (names) => names.join(","),
  pair: (one, other) => `${one}.${other}`,
  between: (low, high) => (low === high ? String(low) : ""),
  moment: (when) => [when.getHours(), when.getMinutes(), when.getSeconds()].map(two).join(":"),
  span: (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => two(Math.floor(part))).join(":"),
  progress: (answered, of, points) => ({
    "cmi.core.lesson_status": answered === of ? "completed" : "incomplete",
    ...score("cmi.core.score", of, points),
  }),
};

/**
 * The fourth edition of 2004.
 *
 * @type {Edition}
 */
export const SCORM2004 = {
  api: "API_1484_11",
  names: namesOf(1),
  most: { suspended: 64000, text: 4000, stem: 250 },
  types: { long: "long-fill-in", other: "other" },
  wrong: "incorrect",
  option: (n, text) => `${LETTERS[n]}_${text.replace(/[^A-Za-z0-9-]+/g, "_").slice(0, READABLE)}`,
  list: (names) => names.join("[,]"),
  pair: (one, other) => `${one}[.]${other}`,
  between: (low, high) => `${low}[:]${high}`,
  moment: (when) => `${when.toISOString().slice(0, 22)}Z`,
  span: (seconds) => `PT${seconds.toFixed(2)}S`,
  progress: (answered, of, points) => ({
    "cmi.completion_status": answered === of ? "completed" : "incomplete",
    "cmi.progress_measure": of ? (answered / of).toFixed(4) : "1",
    ...score("cmi.score", of, points),
    ...(of > 0 && { "cmi.score.scaled": (points / of).toFixed(4) }),
  }),
};

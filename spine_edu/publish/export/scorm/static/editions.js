// The two editions of SCORM that platforms take.

/** @import { Edition } from "./platform.js" */

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const READABLE = 60; // so many letters of an option stand in its name, where a name may have more than one

/** @param {number} part */
const two = (part) => String(part).padStart(2, "0");

/** @type {Edition} */
export const SCORM12 = {
  api: "API",
  names: {
    begin: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    keep: "LMSCommit",
    end: "LMSFinish",
    mode: "cmi.core.lesson_mode",
    suspended: "cmi.suspend_data",
    exit: "cmi.core.exit",
    session: "cmi.core.session_time",
    response: "student_response",
    time: "time",
  },
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
    ...(of > 0 && {
      "cmi.core.score.min": "0",
      "cmi.core.score.max": "100",
      "cmi.core.score.raw": ((100 * points) / of).toFixed(2),
    }),
  }),
};

/**
 * The fourth edition of 2004.
 *
 * @type {Edition}
 */
export const SCORM2004 = {
  api: "API_1484_11",
  names: {
    begin: "Initialize",
    get: "GetValue",
    set: "SetValue",
    keep: "Commit",
    end: "Terminate",
    mode: "cmi.mode",
    suspended: "cmi.suspend_data",
    exit: "cmi.exit",
    session: "cmi.session_time",
    response: "learner_response",
    time: "timestamp",
    stem: "description",
  },
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
    ...(of > 0 && {
      "cmi.score.min": "0",
      "cmi.score.max": "100",
      "cmi.score.raw": ((100 * points) / of).toFixed(2),
      "cmi.score.scaled": (points / of).toFixed(4),
    }),
  }),
};

// A page in SCORM 2004, fourth edition.
import { report } from "./report.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const READABLE = 60; // so many letters of an option stand in its name

report({
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
});

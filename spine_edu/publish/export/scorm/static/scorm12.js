// A page in SCORM 1.2.
import { report } from "./report.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** @param {number} part */
const two = (part) => String(part).padStart(2, "0");

report({
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
});

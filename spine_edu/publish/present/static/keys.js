// Keys that a presenter knows; what is typed into a control stays there.

/** @type {Record<string, string>} */
export const KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  " ": "next",
  PageDown: "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  b: "black",
  ".": "black",
  o: "overview",
  f: "full",
  s: "speaker",
  p: "path",
  z: "enlarge",
  j: "join",
  "?": "help",
};

const CONTROLS = "input, textarea, select, button, summary, a[href], [tabindex]:not([tabindex='-1']), dialog";
const TYPED = "textarea, select, input:not([type=radio]):not([type=checkbox])";
const OF_A_CLICKER = ["PageDown", "PageUp"]; // no control of ours but sliders, lists and texts knows them

let jumpTo = "";

/**
 * What a key asks for; undefined where it is not ours.
 *
 * @param {KeyboardEvent} event
 * @returns {string | undefined}
 */
function asked(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return undefined;
  if (OF_A_CLICKER.includes(key)) return target.closest(TYPED) ? undefined : KEYS[key];
  if (target.closest(CONTROLS)) {
    if (key === "Escape" && target instanceof HTMLElement) target.blur(); // the keys are the deck's again
    return undefined;
  }
  if (/^\d$/.test(key)) {
    jumpTo += key;
    return "";
  }
  const jump = jumpTo;
  jumpTo = "";
  if (key === "Enter" && jump) return `scene ${jump}`;
  return KEYS[key.length === 1 ? key.toLowerCase() : key];
}

/** @param {(order: string) => void} obey is given a word of KEYS, or "scene 7" */
export function listen(obey) {
  addEventListener(
    "keydown",
    (event) => {
      const order = asked(event);
      if (order === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (order) obey(order);
    },
    true,
  );
}

/**
 * A finger that is drawn across the stage turns it; on what is itself drawn by a finger it does not.
 *
 * @param {HTMLElement} stage
 * @param {(order: string) => void} obey
 */
export function swipe(stage, obey) {
  /** @type {Touch | undefined} */
  let from;
  stage.addEventListener("touchstart", ({ touches: [touch], target }) => {
    const drawn = target instanceof Element && target.closest("input[type=range], .se-driven");
    from = drawn ? undefined : touch;
  });
  stage.addEventListener("touchend", ({ changedTouches: [to] }) => {
    if (!from) return;
    const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) obey(across < 0 ? "next" : "back");
  });
}

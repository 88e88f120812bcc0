// A page on a learning platform: it remembers there, tells each answer, and says how far the learner is and with how many points.
// What counts is the first answer to each question: after it the page has told what is right.
import { h } from "../../../../browser/elements.js";
import { folding, wordsIn } from "./folded.js";
import { questionsIn, tell } from "./questions.js";
import { begun } from "./session.js";

/** @import { Edition, Session } from "./platform.js" */

const ALONE = "No learning platform was found: your answers stay in this browser, and nobody is told of them.";
const OF_A_SCORE = 5; // letters of one score on record, at most

/** @param {string} text */
const markOf = (text) => [...text].reduce((sum, letter) => (sum * 33 + (letter.codePointAt(0) ?? 0)) >>> 0, 5381).toString(36);

/**
 * What was kept on the platform for this page: the first scores, in the order of its questions, and its widgets.
 *
 * @param {string} text
 * @param {string} mark
 * @returns {{ first: (number | null)[], widgets: Record<string, unknown> }}
 */
function keptIn(text, mark) {
  try {
    const { m, f, w } = JSON.parse(text);
    if (m === mark && Array.isArray(f) && w !== null && typeof w === "object") return { first: f, widgets: w };
  } catch {
    /* nothing yet, or of another page */
  }
  return { first: [], widgets: {} };
}

/**
 * What a platform remembers of a page, in the place of this browser's own storage.
 *
 * @param {Edition} edition
 * @param {Session} session
 * @param {() => void} changed
 */
function memory({ names, most }, session, changed) {
  const { sources: _, ...page } = JSON.parse(document.getElementById("widgets")?.textContent ?? "{}");
  const { fold, unfold } = folding([...wordsIn(page)]);
  const mark = markOf(JSON.stringify(page));
  const { first, widgets } = keptIn(session.get(names.suspended), mark);
  const text = () => JSON.stringify({ m: mark, f: first, w: widgets });
  /** @param {string} name of an entry: the page is known by the mark, so the last two words will do */
  const short = (name) => name.split(" ").slice(-2).join(" ");
  let questions = 0;
  return {
    first,
    text,
    /** @param {number} more questions, each of which will have a score */
    expect(more) {
      questions += more;
    },
    /** @param {string} name */
    getItem(name) {
      const held = widgets[short(name)];
      return held === undefined ? null : JSON.stringify(unfold(held));
    },
    /**
     * Where the platform has no room, the page says so itself; points go on, and what was kept before stays.
     *
     * @param {string} name
     * @param {string} value
     */
    setItem(name, value) {
      const { [short(name)]: before } = widgets;
      widgets[short(name)] = fold(JSON.parse(value));
      if (text().length + OF_A_SCORE * questions > most.suspended) {
        widgets[short(name)] = before;
        throw new RangeError("the platform takes no more");
      }
      changed();
    },
    /** @param {string} name */
    removeItem(name) {
      delete widgets[short(name)];
    },
  };
}

/** @param {Edition} edition */
export function report(edition) {
  const session = begun(edition);
  if (!session) {
    document.querySelector("main")?.prepend(h("p", { class: "needs", role: "status" }, ALONE));
    return;
  }
  let isDue = false;
  const soon = () => {
    if (!isDue) queueMicrotask(keep);
    isDue = true;
  };
  const remembered = memory(edition, session, soon);
  /** @type {string[]} */
  const ids = [];

  function keep() {
    isDue = false;
    const scores = remembered.first.filter((score) => score !== null);
    const points = scores.reduce((sum, score) => sum + score, 0);
    for (const [name, value] of Object.entries(edition.progress(scores.length, ids.length, points))) session?.set(name, value);
    session?.set(edition.names.suspended, remembered.text());
    session?.keep();
  }

  globalThis.spinePlatform = {
    ...remembered,
    meet(state) {
      const met = questionsIn(state).map(({ face }) => face.id);
      const fresh = met.filter((id) => !ids.includes(id));
      ids.push(...fresh);
      remembered.expect(fresh.length);
      soon();
    },
    hear(state, given, judge) {
      for (const one of given.filter(({ number }) => number)) {
        for (const asked of questionsIn(state, one)) {
          const score = tell(edition, session, asked, one, judge);
          const place = ids.indexOf(asked.face.id);
          if (score !== null) remembered.first[place] ??= Number(score.toFixed(2));
        }
      }
      soon();
    },
  };
  if (!document.getElementById("widgets")) soon(); // nothing to answer: who opened it is done
  addEventListener("pagehide", () => {
    keep();
    session.end();
  });
}

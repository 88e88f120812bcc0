// One sitting on a platform: begun, asked, told, kept and ended, by the names that its edition has for all that.
import { apiNamed } from "./api.js";

/** @import { Edition, Session } from "./platform.js" */

const NORMAL = ["", "normal"]; // what is only looked at again is not told anew

/**
 * Begin to talk to the platform; null where there is none, or where it does not want to.
 *
 * @param {Edition} edition
 * @returns {Session | null}
 */
export function begun({ api: name, names, span }) {
  const api = apiNamed(name);
  if (!api || String(api[names.begin]("")) === "false") return null;
  const opened = performance.now();
  const isTold = NORMAL.includes(api[names.get](names.mode));
  let isEnded = false;
  /** @type {Session["set"]} */
  const set = (field, value) => {
    if (isTold && !isEnded) api[names.set](field, value);
  };
  const keep = () => {
    if (isEnded) return;
    set(names.session, span((performance.now() - opened) / 1000));
    set(names.exit, "suspend"); // who comes back finds the answers, also when all is done
    api[names.keep]("");
  };
  return {
    get: (field) => String(api[names.get](field) ?? ""),
    set,
    keep,
    end() {
      keep();
      isEnded = true;
      api[names.end]("");
    },
  };
}

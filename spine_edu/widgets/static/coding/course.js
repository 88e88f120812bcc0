// The course of one operation through the years: which stretch of days a day lies in, where the codes change, and that in words.

/** @import { EraFace, EraPlace } from "../contract.js" */

const WRITTEN = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** @param {string} day */
export const inWords = (day) => WRITTEN.format(new Date(day));

/**
 * A month as one number: months since the year 0.
 *
 * @param {string} day
 */
export const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** @param {number} month */
export const firstOf = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;

/** @param {string} text */
export const isDay = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/**
 * @typedef {ReturnType<typeof courseOf>} Course
 */

/** @param {EraFace} era */
export function courseOf(era) {
  /** @param {number} n */
  const codesIn = (n) => era.places.map((place) => place.codes[n].join(" ")).join("|");

  /** @param {string} day */
  const found = (day) => era.stretches.findIndex((one) => one.first <= day && day <= one.last);

  /**
   * Whether two stretches have the same codes.
   *
   * @param {number} one
   * @param {number} other
   */
  const isSame = (one, other) => codesIn(one) === codesIn(other);

  /**
   * The nearest change in a direction: the first day after it, or the last day before it; null where there is none.
   *
   * @param {number} here
   * @param {number} way 1 or -1
   */
  function nearest(here, way) {
    let n = here + way;
    while (era.stretches[n] && isSame(n, here)) n += way;
    const target = era.stretches[n];
    return target ? (way > 0 ? target.first : target.last) : null;
  }

  /**
   * What changed since the position before, in words.
   *
   * @param {number} there
   * @param {number} here
   * @param {string} since
   * @param {string} today
   */
  function turn(there, here, since, today) {
    const [old, now] = [era.stretches[there], era.stretches[here]];
    const parts = era.places.flatMap((place) => changeOf(place, there, here) ?? []);
    const lead =
      old.system !== now.system
        ? `From ${old.system} to ${now.system}: `
        : old.edition !== now.edition
          ? `Now ${now.edition}: `
          : "";
    if (parts.length) return `${lead}${parts.join("; ")}.`;
    const same = `the same codes as on ${inWords(since)}.`;
    return lead ? `${lead}${same}` : `${inWords(today)}: the same edition, and ${same}`;
  }

  /**
   * @param {EraPlace} place
   * @param {number} there
   * @param {number} here
   */
  function changeOf(place, there, here) {
    const [was, is] = [place.codes[there], place.codes[here]];
    if (list(was) === list(is)) return null;
    if (place.kind === "companion" && was.length && is.length) return "the codes beside it change too";
    if (place.kind === "drg" && !(was.length && is.length)) return covered(place, here);
    const name = place.kind === "drg" ? "MS-DRG " : "";
    const where = place.kind === "fusion" ? ` (${place.what})` : "";
    if (!was.length) return `${name}${list(is)} is new${where}`;
    if (!is.length) return `${name}${list(was)} ${was.length > 1 ? "fall" : "falls"} away${where}`;
    return `${name}${list(was)} ${was.length > 1 ? "become" : "becomes"} ${list(is)}${where}`;
  }

  /**
   * That there is no group on a day says where our tables begin, and nothing of the operation.
   *
   * @param {EraPlace} place
   * @param {number} here
   */
  function covered(place, here) {
    const { first } = era.stretches[place.codes.findIndex((codes) => codes.length)];
    return place.codes[here].length
      ? `MS-DRG ${list(place.codes[here])}, covered from ${inWords(first)} on`
      : `MS-DRG is not covered before ${inWords(first)}`;
  }

  return { found, isSame, nearest, turn };
}

/** @param {string[]} codes */
const list = (codes) => codes.join(" and ");

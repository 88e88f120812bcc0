// The time of an exam: when it ends, what is left of it in words, and the few moments at which that is told aloud.

const MINUTE = 60_000;

/**
 * When an exam ends, in milliseconds since 1970; never, without a clock.
 *
 * @param {string} began as the log writes times
 * @param {number | null} allowed minutes
 */
export const endOf = (began, allowed) =>
  allowed === null ? Number.POSITIVE_INFINITY : Date.parse(`${began.slice(0, 23)}Z`) + allowed * MINUTE;

/**
 * What is left, as it stands on screen: minutes, and in the last two of them seconds.
 *
 * @param {number} left milliseconds
 */
export function leftInWords(left) {
  if (left === Number.POSITIVE_INFINITY) return "no clock";
  if (left > 2 * MINUTE) return `${Math.ceil(left / MINUTE)} min left`;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
}

/**
 * What is told aloud as time goes from `before` to `left`: that half of it is gone, that five minutes are left, that one is.
 *
 * @param {number} before milliseconds
 * @param {number} left milliseconds
 * @param {number | null} allowed minutes
 */
export function toldAloud(before, left, allowed) {
  const half = (allowed ?? 0) / 2;
  const marks = [...(half > 5 ? [half] : []), 5, 1].filter((minutes) => minutes < (allowed ?? 0));
  const passed = marks.filter((minutes) => before > minutes * MINUTE && left <= minutes * MINUTE).at(-1);
  if (passed === undefined || left <= 0) return "";
  const minutes = Math.ceil(left / MINUTE);
  const rest = minutes === 1 ? "One minute is left." : `${minutes} minutes are left.`;
  return passed === half ? `Half of the time is over. ${rest}` : rest;
}

/**
 * How much time can be taken: what the exam says, more of it for whoever needs more, or none.
 *
 * @param {number} minutes 0 for an exam without end
 * @returns {[number | null, string][]}
 */
export function timesOf(minutes) {
  /** @type {[number, string][]} */
  const more = [
    [1, ""],
    [1.25, ", a quarter more"],
    [1.5, ", half as much again"],
    [2, ", twice the time"],
  ];
  const times = minutes ? more.map(([times, words]) => [Math.round(minutes * times), words]) : [];
  return [
    ...times.map(([time, words]) => /** @type {[number, string]} */ ([Number(time), `${time} minutes${words}`])),
    [null, minutes ? "without a clock" : "no end of time"],
  ];
}

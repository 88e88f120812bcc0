// One field that an answer is typed into: when it is ready, how it is read, and how a kept answer comes back.
import { tidy } from "../typed.js";

/**
 * @param {HTMLInputElement} input
 */
export const typedInto = (input) => ({
  ready: () => tidy(input.value) !== "",
  read: () => input.value,
  /** @param {unknown} answer */
  write(answer) {
    input.value = String(answer);
  },
  mark() {},
});

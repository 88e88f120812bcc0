// What the scripts of a page keep on the page itself, because each widget runs its own copy of them.
declare global {
  /** How many numbers were given out; see `fresh`. */
  var spineFresh: number | undefined;
  /** Whether a copy of elements.js listens for keys already. */
  var spineKeys: boolean | undefined;
  /** Answers that this browser may not store; see waiting.js. */
  var spineWaiting: Map<string, string> | undefined;
}

export {};

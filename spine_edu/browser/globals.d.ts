// What the scripts of a page keep on the page itself, because each widget runs its own copy of them.
import type { Platform } from "../publish/export/scorm/static/platform.js";

declare global {
  /** How many numbers were given out; see `fresh`. */
  var spineFresh: number | undefined;
  /** Whether a copy of elements.js listens for keys already. */
  var spineKeys: boolean | undefined;
  /** Answers that this browser may not store; see waiting.js. */
  var spineWaiting: Map<string, string> | undefined;
  /** The learning platform that the page was opened by, where it was; see publish/export/scorm/static/report.js. */
  var spinePlatform: Platform | undefined;
}

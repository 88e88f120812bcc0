// The widgets of questions: a card, and a quiz.
import { ask, KEEPS } from "./asked.js";
import { tally } from "./tally.js";
import { judge } from "./verdict.js";

export { judge, tally };
export default { render: ask, keeps: KEEPS };

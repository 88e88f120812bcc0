// Tells the reader of a page that the code tables of the course end soon, or have ended; the page was stored without knowing the day.
import { endingNote } from "../../browser/ending.js";

const place = document.getElementById("tables-end");
if (place?.dataset.ending) place.replaceChildren(...endingNote(JSON.parse(place.dataset.ending)));

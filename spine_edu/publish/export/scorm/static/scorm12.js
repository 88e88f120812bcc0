// A page in SCORM 1.2.
import { SCORM12 } from "./editions.js";
import { report } from "./report.js";

report(SCORM12);

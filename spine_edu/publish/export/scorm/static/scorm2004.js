// A page in SCORM 2004.
import { SCORM2004 } from "./editions.js";
import { report } from "./report.js";

report(SCORM2004);

// The contents of a page: where the reader is, and the next step one press away.
import { h } from "../../browser/elements.js";

const contents = document.querySelector(".contents");
const links = /** @type {HTMLAnchorElement[]} */ ([...(contents?.querySelectorAll("li > a") ?? [])]);
const steps = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
const onward = /** @type {HTMLAnchorElement} */ (h("a", { class: "onward" }));
const list = contents?.querySelector("details");
const beside = matchMedia("(min-width: 76rem)");

/** The last step whose heading has come up to the upper third of the window; -1 before the first. */
function here() {
  const line = innerHeight / 3;
  return steps.findLastIndex((step) => step !== null && step.getBoundingClientRect().top < line);
}

let shown = Number.NaN;
function tell() {
  const now = here();
  if (now === shown) return;
  shown = now;
  for (const [n, link] of links.entries()) link.toggleAttribute("aria-current", n === now);
  links[now]?.setAttribute("aria-current", "step");
  const next = links[now + 1];
  onward.hidden = !next;
  if (next) [onward.href, onward.textContent] = [next.hash, `Next step: ${next.textContent} \u2193`];
}

function fit() {
  if (list) list.open = beside.matches;
}

if (contents && list) {
  contents.append(onward);
  list.addEventListener("click", (event) => {
    if (event.target instanceof HTMLAnchorElement) fit(); // on a phone the list is out of the way again
  });
  beside.addEventListener("change", fit);
  addEventListener("scroll", tell, { passive: true });
  addEventListener("resize", tell);
  fit();
  tell();
}

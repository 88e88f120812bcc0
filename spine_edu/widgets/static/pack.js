// The twin of pack.py: what was sent in parts, each once, is put together again; drawings get a mark of their own.
import { fresh } from "../../figures/static/elements.js";

export function unpack(nodes) {
  const made = [];
  for (const node of nodes) {
    if (Array.isArray(node)) made.push(node.map((place) => made[place]));
    else if (node && typeof node === "object")
      made.push(Object.fromEntries(Object.entries(node).map(([name, place]) => [name, made[place]])));
    else made.push(node);
  }
  return made.at(-1);
}

// Put a drawing of ours into a node. Its words are beside it, so a screen reader gets one name and no more.
export function draw(node, pieces, name) {
  node.innerHTML = pieces.join("").replaceAll("§", `spine-d${fresh()}`);
  const svg = node.firstElementChild;
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", name);
  for (const part of svg.querySelectorAll("[role='group']")) part.removeAttribute("role");
  return svg;
}

// Runs the widgets of a saved page without a kernel: the same scripts, on a stand-in for the widget model.
// What the reader answers is kept in this browser, for this page alone, where the browser allows it.

const data = JSON.parse(document.getElementById("widgets").textContent);
// The level maps of this page, by their ids: a question takes a copy of its own from its printed form.
const drawings = Object.fromEntries([...document.querySelectorAll("svg.spine-map")].map((svg) => [svg.id, svg.outerHTML]));

function unfold(value) {
  if (Array.isArray(value)) return value.map(unfold);
  if (value === null || typeof value !== "object") return value;
  if ("$pool" in value) return unfold(data.pool[value.$pool]);
  if ("$drawing" in value) return drawings[value.$drawing];
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unfold(item)]));
}

const shelf = {
  name: (n) => `spine-edu ${document.body.dataset.lesson} ${n} ${mark(JSON.stringify(data.states[n]))}`,
  read(n) {
    try {
      return JSON.parse(localStorage.getItem(this.name(n))) ?? {};
    } catch {
      return {};
    }
  },
  write(n, changed) {
    try {
      localStorage.setItem(this.name(n), JSON.stringify(changed));
    } catch {
      // no room, or not allowed: the page works all the same, it only forgets
    }
  },
};

// A short mark of a text, so that an answer is never shown to another question than it was given to.
function mark(text) {
  let sum = 5381;
  for (let n = 0; n < text.length; n++) sum = (sum * 33 + text.charCodeAt(n)) >>> 0;
  return sum.toString(36);
}

function stand(n) {
  const changed = shelf.read(n);
  const state = { ...unfold(data.states[n]), ...changed };
  const heard = {};
  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      changed[name] = value;
      for (const listener of heard[`change:${name}`] ?? []) listener();
    },
    save_changes: () => shelf.write(n, changed),
    on(event, listener) { (heard[event] ??= []).push(listener); },
    off(event, listener) { heard[event] = (heard[event] ?? []).filter((other) => other !== listener); },
  };
}

const modules = await Promise.all(data.sources.map((source) => import(`data:text/javascript;base64,${source}`)));
for (const spot of document.querySelectorAll("[data-widget]")) {
  const n = Number(spot.dataset.widget);
  const live = document.createElement("div");
  live.className = "live";
  modules[data.script[n]].default.render({ model: stand(n), el: live, signal: new AbortController().signal });
  spot.append(live);
  spot.dataset.live = "true"; // the printed form is still there, for paper alone (page.css)
}

// What is wider than its place can be scrolled by keyboard, too.
function reachable() {
  for (const box of document.querySelectorAll(".output, .wide")) {
    const wide = box.scrollWidth > box.clientWidth;
    box.tabIndex = wide ? 0 : -1;
    if (wide) box.setAttribute("role", "region"), box.setAttribute("aria-label", "Wide content");
  }
}
addEventListener("resize", reachable);
reachable();
document.body.dataset.ready = "true";

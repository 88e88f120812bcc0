// The line to the room: looking when something changed, and telling it something. It mends itself.

const BROKEN = 1500; // milliseconds until a broken line is tried once more

/**
 * Send something to the room. Status 0 says that it could not be reached.
 *
 * @param {string} where
 * @param {unknown} what
 * @returns {Promise<{ status: number, text: string }>}
 */
export async function tellIn(where, what) {
  try {
    const answer = await fetch(where, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(what),
    });
    return { status: answer.status, text: (await answer.text()).trim() };
  } catch {
    return { status: 0, text: "" };
  }
}

/**
 * Draw what the room tells, now and whenever it changes: after a nap, without a network for a while, under a new server, too.
 *
 * @template Told
 * @param {(told: Told) => void} draw
 * @param {{ textContent: string | null }} said where to say that the room cannot be reached
 * @param {string} [base] where the room tells it
 */
export function follow(draw, said, base = "") {
  /** @type {EventSource | undefined} */
  let line;
  let asked = 0;

  async function look() {
    asked += 1;
    const mine = asked;
    try {
      const answer = await fetch(`${base}now`);
      if (answer.status === 403) said.textContent = (await answer.text()).trim();
      else if (answer.ok) {
        const told = await answer.json();
        if (mine === asked) draw(told);
      } else throw new TypeError(answer.statusText);
    } catch {
      setTimeout(() => mine === asked && look(), BROKEN);
    }
  }

  function listen() {
    line?.close();
    line = new EventSource(`${base}events`);
    line.onmessage = look;
    line.onerror = () => {
      if (line?.readyState === EventSource.CLOSED) setTimeout(listen, BROKEN);
    };
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listen();
  });
  globalThis.addEventListener("online", listen);
  listen();
}

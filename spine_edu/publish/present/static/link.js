// The line between the stage and the speaker's window: a channel of the browser; for a file on the disk, from window to window.

/**
 * @typedef {{ order?: string, at?: { index: number, step: number, steps: number, path: string } }} Message
 */

const NAME = `spine-edu present ${document.body.dataset.lesson}`;
const overChannel = location.protocol !== "file:";
const channel = overChannel ? new BroadcastChannel(NAME) : null;
/** @type {Window | null} */
let other = globalThis.opener;

/** @param {Message} message */
export function send(message) {
  if (channel) channel.postMessage(message);
  else other?.postMessage({ [NAME]: message }, "*");
}

/** @param {(message: Message) => void} listener */
export function receive(listener) {
  if (channel) {
    channel.addEventListener("message", ({ data }) => listener(data));
    return;
  }
  addEventListener("message", ({ data, source }) => {
    if (!data || typeof data !== "object" || !(NAME in data)) return;
    other = /** @type {Window} */ (source); // after a reload of the stage, it is found again by what the speaker asks
    listener(data[NAME]);
  });
}

/** Open the speaker's window, or bring it to the front. */
export function openSpeaker() {
  const address = `${location.href.split("#")[0]}#speaker`;
  other = window.open(address, `${NAME} speaker`, "popup,width=1000,height=700") ?? other;
}

// Where a person speaks: Enter sends, and a round that runs can be stopped.
import { el, icon, iconButton } from "../dom.js";
import { stepper } from "../stepper.js";

/** The composer; say(text, turns) answers whether it was taken. */
export function composer({ say, stop }) {
  let talking = false;
  const text = el("textarea", {
    id: "say", rows: 1, maxLength: 8000, placeholder: "Say something to the room", "aria-label": "Say something to the room",
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    },
    oninput: () => fit(),
  });
  const turns = stepper("Turns", 6, 1, 200);
  const stopButton = el("button.stop", { type: "button", hidden: true, onclick: () => end() }, icon("stop"), "Stop");
  const sendButton = iconButton("send", "Send", send, { className: "round send" });

  function fit() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
    paint();
  }

  function paint() {
    const label = talking ? "Interrupt and send" : "Send";
    sendButton.disabled = !text.value.trim();
    sendButton.title = label;
    sendButton.setAttribute("aria-label", label);
    text.placeholder = talking ? "Interrupt them with a word" : "Say something to the room";
  }

  async function send() {
    const words = text.value.trim();
    if (!words || sendButton.disabled) return;
    sendButton.disabled = true;
    if (await say(words, turns.value)) {
      text.value = "";
      fit();
    }
    paint();
  }

  async function end() {
    stopButton.disabled = true;
    await stop();
    stopButton.disabled = false;
  }

  paint();
  return {
    element: el("div.composer", {}, el("div.composer-box", {}, text, el("div.composer-row", {}, turns.element, el("span.grow"), stopButton, sendButton))),
    /** How many turns are asked for, until somebody chooses. */
    usual(number) {
      turns.value = number;
    },
    /** Whether a round runs, and whether somebody can still be heard; either can be stopped. */
    running(now, heard) {
      talking = now;
      stopButton.hidden = !now && !heard;
      paint();
    },
  };
}

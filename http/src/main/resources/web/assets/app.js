// The front door: who is signed in, which view the address asks for, and the frame around it.
import { session } from "./api.js";
import { show, toast } from "./dom.js";
import { unlock } from "./sound.js";
import { Frame } from "./frame.js";
import { welcome } from "./views/welcome.js";
import { start } from "./views/start.js";
import { agents } from "./views/agents.js";
import { characters } from "./views/characters.js";
import { characterPage } from "./views/character.js";
import { opening } from "./views/opening.js";
import { RoomView } from "./views/room.js";

const place = document.getElementById("app");
let frame = null;
let view = null;

function leave() {
  // What lies over a view goes with it.
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  view?.close?.();
  view = null;
}

function enter() {
  leave();
  if (!session.token) {
    frame = null;
    document.title = "Parley";
    show(place, welcome(() => go("#/new")));
    return;
  }
  if (!frame) {
    frame = new Frame();
    show(place, frame.element);
  }
  frame.closeDrawer();
  const [, door = "", id = ""] = location.hash.split("/");
  frame.mark(door === "with" ? "characters" : door, decodeURIComponent(id));
  if (door === "rooms" && id) view = new RoomView(decodeURIComponent(id), frame);
  else if (door === "agents") view = agents(frame);
  else if (door === "characters" && id) view = characterPage(decodeURIComponent(id), frame);
  else if (door === "characters") view = characters(frame);
  else if (door === "with" && id) view = opening(id.split(",").map(decodeURIComponent), frame);
  else view = start(frame);
  frame.fill(view.element);
}

/** Goes to an address within the page, even when it is the present one. */
function go(hash) {
  if (location.hash === hash) enter();
  else location.hash = hash;
}

window.addEventListener("hashchange", enter);
window.addEventListener("parley:signed-out", () => {
  toast("Your session has ended. Please sign in again.", "error");
  enter();
});
for (const touch of ["pointerdown", "keydown"]) window.addEventListener(touch, unlock, { passive: true });
document.getElementById("skip").addEventListener("click", () => document.querySelector("main")?.focus());
enter();

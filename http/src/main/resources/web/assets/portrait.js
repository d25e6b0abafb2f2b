// The faces of characters. They are fetched with the token and become pictures of the page's own.
import { api } from "./api.js";
import { avatar, el } from "./dom.js";

/** So many faces are remembered. */
const MOST = 400;
const faces = new Map();

function face(id, version, size) {
  const key = `${id} ${version} ${size}`;
  if (!faces.has(key)) {
    if (faces.size >= MOST) faces.clear();
    const coming = api.portrait(id, size).then(picture);
    coming.catch(() => faces.delete(key));
    faces.set(key, coming);
  }
  return faces.get(key);
}

function picture(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The face of somebody in a room: a portrait where they came on a card. */
export function seatFace(carded, agent, name, seat, kind = "") {
  return carded.has(agent) ? portrait({ id: agent, name }, seat, { kind }) : avatar(name, seat, kind);
}

/** The round face of a character: letters until its portrait is here. */
export function portrait({ id, name, updatedAt = "" }, seat, { kind = "", pixels = 128 } = {}) {
  const place = avatar(name, seat, kind);
  face(id, updatedAt, pixels)
    .then((source) => place.replaceChildren(el("img", { src: source, alt: "", decoding: "async" })))
    .catch(() => { /* the letters stay */ });
  return place;
}

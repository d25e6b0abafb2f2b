// Builds elements. Text only ever enters the page as text: nothing here takes markup.

/** An element from a selector such as "button.primary", its properties and its children (elements or text). */
export function el(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) assign(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function assign(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(element.dataset, value);
  else if (name in element && !name.startsWith("aria")) element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

/** A small picture, drawn in the colour of the text around it. */
export function icon(name) {
  return el(`span.icon.icon-${name}`, { "aria-hidden": "true" });
}

/** A round button that shows an icon and says its label to those who cannot see it. */
export function iconButton(name, label, onclick, properties = {}) {
  return el("button.round", { type: "button", "aria-label": label, title: label, onclick, ...properties }, icon(name));
}

/** Replaces everything in a place. */
export function show(place, ...children) {
  place.replaceChildren(...children.flat().filter(Boolean));
}

let toastTimer = 0;

/** Tells the person something in passing. */
export function toast(text, kind = "note") {
  const place = document.getElementById("toasts");
  place.replaceChildren(el(`p.toast.${kind}`, {}, text));
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.replaceChildren(), kind === "error" ? 9000 : 4500);
}

/** Asks before something that cannot be taken back; resolves to true for yes. */
export function confirmed(question, yes) {
  return new Promise((resolve) => {
    const dialog = el("dialog.ask", { "aria-label": question, onclose: () => { dialog.remove(); resolve(dialog.returnValue === "yes"); } },
      el("form", { method: "dialog" },
        el("p", {}, question),
        el("div.row.end", {},
          el("button.quiet", { value: "no" }, "Keep it"),
          el("button.danger", { value: "yes" }, yes))));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** How long ago something was, in few words. */
export function ago(instant) {
  const seconds = Math.max(0, (Date.now() - time(instant)) / 1000);
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return new Date(time(instant)).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

function time(instant) {
  return typeof instant === "number" ? instant * 1000 : Date.parse(instant);
}

/** Up to two letters that stand for a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("") || "?";
}

/** The round face of a speaker; seats repeat after eight. */
export function avatar(name, seat, size = "") {
  return el(`span.avatar${size ? "." + size : ""}`, { "aria-hidden": "true", data: { seat: seatNumber(seat) } }, initials(name));
}

export function seatNumber(seat) {
  return String((seat % 8) + 1);
}

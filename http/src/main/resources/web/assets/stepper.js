// A number with a button on each side.
import { el, iconButton } from "./dom.js";

/** A labelled number between two bounds; read it from value. */
export function stepper(label, first, least, most) {
  const input = el("input", { type: "number", min: least, max: most, value: String(first), "aria-label": label, inputMode: "numeric" });
  const held = () => Math.min(most, Math.max(least, Math.round(Number(input.value)) || first));
  const step = (by) => () => { input.value = String(Math.min(most, Math.max(least, held() + by))); };
  input.addEventListener("change", () => { input.value = String(held()); });
  return {
    get value() { return held(); },
    set value(wanted) { input.value = String(wanted); },
    element: el("div.stepper", { role: "group", "aria-label": label },
      el("span.stepper-label", { "aria-hidden": "true" }, label),
      iconButton("minus", "One fewer", step(-1), { className: "round tiny" }), input,
      iconButton("plus", "One more", step(1), { className: "round tiny" })),
  };
}

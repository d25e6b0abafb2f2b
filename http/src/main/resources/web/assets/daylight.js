// Light or dark: as the device wishes, until somebody chooses.
import { icon, iconButton } from "./dom.js";

const KEY = "parley.theme";

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** A button that changes between light and dark and remembers it on this device. */
export function themeButton() {
  const button = iconButton("moon", "Dark", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem(KEY, next);
    paint();
  }, { className: "round theme" });
  const paint = () => {
    const label = isDark() ? "Switch to light" : "Switch to dark";
    button.replaceChildren(icon(isDark() ? "sun" : "moon"));
    button.title = label;
    button.setAttribute("aria-label", label);
  };
  paint();
  return button;
}

import { computed, effect, signal } from "@preact/signals";
import type { ThemeName } from "./draw/palette.js";

export type ThemeChoice = "auto" | ThemeName;

const storageKey = "rolepath-theme";
const choices: readonly ThemeChoice[] = ["auto", "light", "dark"];
const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(darkQuery.matches);
darkQuery.addEventListener("change", (event) => {
  systemDark.value = event.matches;
});

function stored(): ThemeChoice {
  // A page opened from disk may have no storage; reading it then throws.
  try {
    const value = window.localStorage.getItem(storageKey);
    return choices.find((choice) => choice === value) ?? "auto";
  } catch {
    return "auto";
  }
}

export const themeChoice = signal<ThemeChoice>(stored());

/** The theme in force. */
export const theme = computed(
  (): ThemeName => (themeChoice.value === "auto" ? (systemDark.value ? "dark" : "light") : themeChoice.value),
);

/** The next choice: as the system has it, light, dark. */
export function turnTheme(): void {
  themeChoice.value = choices[(choices.indexOf(themeChoice.value) + 1) % choices.length]!;
  try {
    window.localStorage.setItem(storageKey, themeChoice.value);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

/** Keeps the document in the theme in force. */
export function followTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
}

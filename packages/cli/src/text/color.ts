import type { Paint } from "./layout.js";
import { plainPaint } from "./layout.js";
import type { Style } from "./line.js";

const codes: Readonly<Record<Style, readonly [string, string]>> = {
  allowed: ["32", "39"],
  conditional: ["33", "39"],
  denied: ["31", "39"],
  unknown: ["35", "39"],
  heading: ["1", "22"],
  strong: ["1", "22"],
  muted: ["2", "22"],
  good: ["32", "39"],
  critical: ["1;31", "22;39"],
  high: ["31", "39"],
  medium: ["33", "39"],
  low: ["36", "39"],
  info: ["34", "39"],
  link: ["4", "24"],
};

/** Paints with terminal colours. */
export const colorPaint: Paint = (style, text) => {
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

/**
 * Whether to paint: never with `--no-color` or NO_COLOR, always with FORCE_COLOR (but `0`), else on a terminal.
 *
 * @see https://no-color.org, https://force-color.org
 */
export function choosePaint(options: {
  readonly noColor: boolean;
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): Paint {
  const { NO_COLOR, FORCE_COLOR, TERM } = options.environment;
  if (options.noColor || (NO_COLOR !== undefined && NO_COLOR !== "")) return plainPaint;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "")
    return FORCE_COLOR === "0" || FORCE_COLOR === "false" ? plainPaint : colorPaint;
  return options.isTerminal && TERM !== "dumb" ? colorPaint : plainPaint;
}

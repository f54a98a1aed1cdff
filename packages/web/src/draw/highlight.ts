import type { Scene } from "./scene.js";

/** What stands out while something is pointed at. */
export interface Highlight {
  /** The rest is dimmed. */
  readonly dim: boolean;
  /** The card that gets a ring. */
  readonly card: string | null;
  /** The lines in the colour of what is pointed at. */
  readonly lines: ReadonlySet<string>;
  /** The cards that are not dimmed. */
  readonly cards: ReadonlySet<string>;
}

/**
 * What stands out when a card or a line is pointed at: a card with its lines and their other ends, while the rest is
 * dimmed if there is any; a line alone.
 *
 * @returns null for a key that is not in the scene
 */
export function highlightOf(scene: Scene, key: string | null): Highlight | null {
  if (key === null) return null;
  if (scene.cards.some((card) => card.key === key)) {
    const lines = scene.lines.filter((line) => line.from === key || line.to === key);
    return {
      dim: lines.length > 0 && scene.lines.length > 1,
      card: key,
      lines: new Set(lines.map((line) => line.key)),
      cards: new Set([key, ...lines.flatMap((line) => [line.from, line.to])]),
    };
  }
  if (scene.lines.some((line) => line.key === key))
    return { dim: false, card: null, lines: new Set([key]), cards: new Set() };
  return null;
}

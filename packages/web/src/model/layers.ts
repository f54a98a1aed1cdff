import type { Layer } from "@rolepath/analyzer";
import type { EvidenceItem } from "../protocol.js";
import type { Shown } from "../text.js";

/** What a layer says of a request, from its statements. */
export type LayerState = "allows" | "allows-if" | "denies" | "denies-if" | "silent" | "passes";

/** One layer with its statements: those that take part, and those that nearly do. */
export interface LayerGroup {
  readonly layer: Layer;
  readonly title: Shown;
  readonly state: LayerState;
  /** It alone makes the answer no. */
  readonly decides: boolean;
  readonly items: readonly EvidenceItem[];
  readonly misses: readonly EvidenceItem[];
}

const order: readonly Layer[] = ["sts", "provider", "trust", "identity", "boundary", "session", "scp", "rcp"];

function stateOf(layer: Layer, items: readonly EvidenceItem[]): LayerState {
  const has = (effect: "Allow" | "Deny", match: "yes" | "if"): boolean =>
    items.some((item) => item.effect === effect && item.match === match);
  if (has("Deny", "yes")) return "denies";
  if (has("Deny", "if")) return "denies-if";
  // Everything is allowed by an RCP that AWS attaches itself and that nobody can take away.
  if (layer === "rcp") return "passes";
  // A level of SCPs without any Allow is a statement of its own, with no effect.
  if (layer === "scp" && items.some((item) => item.effect === null)) return "silent";
  if (has("Allow", "yes")) return "allows";
  return has("Allow", "if") ? "allows-if" : "silent";
}

/** Statements by layer, the one that decides first, the others in the order in which AWS lists them. */
export function layerGroups(items: readonly EvidenceItem[], decides: Layer | null): readonly LayerGroup[] {
  return order
    .map((layer): LayerGroup => {
      const own = items.filter((item) => item.layerKey === layer);
      return {
        layer,
        title: own[0]?.layer ?? ("" as Shown),
        state: stateOf(layer, own),
        decides: layer === decides,
        items: own.filter((item) => item.match !== "no"),
        misses: own.filter((item) => item.match === "no"),
      };
    })
    .filter((group) => group.items.length + group.misses.length > 0)
    .sort((a, b) => Number(b.decides) - Number(a.decides));
}

import type { Snapshot } from "@rolepath/snapshot";
import { evaluate } from "./evaluate.js";
import type { ConcreteRequest, Layer } from "./request.js";
import type { Question } from "./witness/ground.js";
import { type Pins, requestsOf } from "./witness/search.js";

/** What a brute force over the witness domain says about a question. */
export interface Judgement {
  readonly verdict: "allowed" | "conditional" | "denied";
  /** For `denied`: every layer whose removal alone would let some request through. */
  readonly layers: readonly Layer[];
  /** For `denied` with one such layer: explicit when a Deny of it meets every request. */
  readonly denyType?: "explicit" | "implicit";
  /** A request that is allowed. */
  readonly witness?: ConcreteRequest;
}

const LAYERS: readonly Layer[] = ["sts", "provider", "scp", "rcp", "trust", "identity", "boundary"];

/** Tries requests until the verdict is clear (3.5, "a good test oracle"); up to `limit` of them for each step. */
export function judge(snapshot: Snapshot, question: Question, pins: Pins = {}, limit = 20_000): Judgement {
  const requests = () => requestsOf(snapshot, question, { limit, pins });
  const witness = first(requests(), (request) => evaluate(snapshot, request).decision === "allow");
  if (witness !== undefined) {
    const plain = requestsOf(snapshot, question, { limit, pins, plainOnly: true });
    const refused = first(plain, (request) => evaluate(snapshot, request).decision === "deny");
    return { verdict: refused === undefined ? "allowed" : "conditional", layers: [], witness };
  }
  const layers = LAYERS.filter((layer) => {
    const without = new Set([layer]);
    return (
      first(requests(), (request) => evaluate(snapshot, request, without).decision === "allow") !== undefined
    );
  });
  const [layer] = layers;
  if (layer === undefined || layer === "sts" || layer === "provider") return { verdict: "denied", layers };
  const implicit = first(requests(), (request) => !isExplicit(snapshot, request, layer));
  return { verdict: "denied", layers, denyType: implicit === undefined ? "explicit" : "implicit" };
}

function isExplicit(snapshot: Snapshot, request: ConcreteRequest, layer: Layer): boolean {
  return evaluate(snapshot, request).failures.some((failure) => failure.layer === layer && failure.explicit);
}

function first<Item>(items: Iterable<Item>, test: (item: Item) => boolean): Item | undefined {
  for (const item of items) if (test(item)) return item;
  return undefined;
}

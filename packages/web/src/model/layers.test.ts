import { expect, test } from "vitest";
import type { EvidenceItem } from "../protocol.js";
import { shown } from "../text.js";
import { layerGroups } from "./layers.js";

function item(
  layerKey: EvidenceItem["layerKey"],
  effect: EvidenceItem["effect"],
  match: EvidenceItem["match"],
): EvidenceItem {
  const none = shown("");
  return {
    layerKey,
    layer: shown(layerKey),
    source: none,
    effect,
    match,
    text: none,
    lines: none,
    document: null,
    open: false,
  };
}

test("a layer says what its statements come to: a Deny before an Allow, always before under a condition", () => {
  const states = (...items: readonly EvidenceItem[]) => layerGroups(items, null).map((group) => group.state);
  expect(states(item("trust", "Allow", "yes"), item("trust", "Deny", "if"))).toEqual(["denies-if"]);
  expect(states(item("trust", "Deny", "if"), item("trust", "Deny", "yes"))).toEqual(["denies"]);
  expect(states(item("trust", "Allow", "if"), item("trust", "Allow", "yes"))).toEqual(["allows"]);
  expect(states(item("trust", "Allow", "if"), item("trust", "Allow", "no"))).toEqual(["allows-if"]);
  expect(states(item("trust", "Allow", "no"))).toEqual(["silent"]);
  expect(states(item("rcp", "Deny", "no"))).toEqual(["passes"]);
});

test("SCPs allow nothing when one level allows nothing, whatever the others say", () => {
  const [group] = layerGroups([item("scp", "Allow", "yes"), item("scp", null, "no")], "scp");
  expect(group).toMatchObject({ state: "silent", decides: true });
});

test("the layer that decides comes first, near misses stand apart", () => {
  const groups = layerGroups(
    [
      item("trust", "Allow", "yes"),
      item("scp", "Deny", "yes"),
      item("scp", "Deny", "no"),
      item("identity", "Allow", "yes"),
    ],
    "scp",
  );
  expect(groups.map((group) => [group.layer, group.items.length, group.misses.length])).toEqual([
    ["scp", 1, 1],
    ["trust", 1, 0],
    ["identity", 1, 0],
  ]);
});

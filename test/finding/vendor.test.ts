import { describe, expect, test } from "vitest";
import { assume, outside, stageOf, trust } from "./cast.js";

const datadog = "464622532012";

describe("an outside account", () => {
  test("carries its vendor's name where the public list has it, and none where not", () => {
    const principals = stageOf(trust(assume({ AWS: [datadog, outside] }))).principals();
    const vendors = principals.filter(({ kind }) => kind === "account").map(({ id, vendor }) => [id, vendor]);
    expect(vendors).toEqual([
      [datadog, "Datadog"],
      [outside, undefined],
    ]);
  });
});

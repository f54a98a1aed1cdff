import { expect, test } from "vitest";
import { fakeAnalysis, roleArn } from "../testing/fake-analysis.js";
import { makeDataset } from "./dataset.js";
import { partyOf } from "./party.js";
import { principalView } from "./principal.js";

const known = "464622532012";
const unknown = "999999999999";
const account = (id: string) =>
  ({ id, kind: "account", name: `account ${id}`, account: id, accountName: id, outside: true }) as const;

test("an outside account has its vendor's name where a list knows it, and its id", () => {
  const dataset = makeDataset(
    "vendors",
    fakeAnalysis({
      principals: [
        { ...account(known), vendor: "Datadog" },
        account(unknown),
        { id: roleArn(1, "app"), kind: "role", name: "app", account: "111111111111" },
      ],
      edges: [
        { from: known, to: roleArn(1, "app") },
        { from: unknown, to: roleArn(1, "app") },
      ],
    }),
  );
  expect(partyOf(dataset, known)).toMatchObject({ title: "Datadog", subtitle: `${known} · outside account` });
  expect(partyOf(dataset, unknown)).toMatchObject({ title: unknown, subtitle: "outside account" });
  expect(principalView(dataset, known).place).toBe("outside account of Datadog");
  expect(principalView(dataset, unknown).place).toBe("outside account");
});

import { explore } from "@rolepath/analyzer";
import { createSnapshotReader, packBundle, type Role, type Snapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { makeHead, needsHead } from "./head.js";
import { makeDataset } from "./model/dataset.js";
import { datasetView } from "./model/dataset-view.js";
import { overviewView } from "./model/overview.js";
import type { Head } from "./protocol.js";
import { overviewRoute } from "./route.js";
import { realRole, realUser } from "./testing/real-dataset.js";

/** Accounts in three units, each with a role that the whole organization enters and one of its neighbour. */
function crowd(accountCount: number, rolesEach: number): Snapshot {
  const ids = Array.from({ length: accountCount }, (_, index) => String(100_000_000_000 + index));
  const allow = (principal: unknown, condition?: unknown) => [
    {
      Effect: "Allow",
      Principal: principal,
      Action: "sts:AssumeRole",
      ...(condition === undefined ? {} : { Condition: condition }),
    } as never,
  ];
  const mayAll = [{ Effect: "Allow", Action: "*", Resource: "*" } as never];
  const rolesOf = (id: string, index: number): Role[] => [
    realRole(id, "shared", {
      trust: allow("*", { StringEquals: { "aws:PrincipalOrgID": "o-crowd00001" } }),
    }),
    realRole(id, "neighbour", {
      trust: allow({ AWS: `arn:aws:iam::${ids[(index + 1) % ids.length]}:root` }),
      policy: mayAll,
    }),
    realRole(id, "vendor", {
      trust: allow({ AWS: "999999999999" }, { StringEquals: { "sts:ExternalId": "x-42" } }),
    }),
    ...Array.from({ length: rolesEach }, (_, at) =>
      realRole(id, `app-${at}`, { trust: allow({ Service: "ec2.amazonaws.com" }), policy: mayAll }),
    ),
  ];
  const units = ["Alpha", "Beta", "Gamma"];
  return {
    manifest: { formatVersion: 1, createdAt: "2026-01-01T00:00:00Z" },
    organization: {
      Organization: { Id: "o-crowd00001", MasterAccountId: ids[0]!, FeatureSet: "ALL" },
      Roots: [{ Id: "r-crowd", Name: "Root" }],
      OrganizationalUnits: units.map((Name) => ({ Id: `ou-${Name}`, Name, ParentId: "r-crowd" })),
      Accounts: ids.map((Id, index) => ({
        Id,
        Name: `account-${index}`,
        ParentId: `ou-${units[index % units.length]}`,
      })),
      Policies: [],
    },
    accounts: ids.map((id, index) => ({
      id,
      authorizationDetails: {
        UserDetailList: [realUser(id, "ann")],
        GroupDetailList: [],
        RoleDetailList: rolesOf(id, index),
        Policies: [],
      },
    })),
    problems: [],
  };
}

const snapshot = crowd(36, 2);
const head = JSON.parse(makeHead(explore(snapshot), "crowd")) as Head;

describe("the head of a report", () => {
  test("is what the page works out itself of the snapshot that the report carries", () => {
    const reader = createSnapshotReader({ source: "crowd", forAnalysis: true });
    reader.addPacked("bundle.json", packBundle(snapshot));
    const dataset = makeDataset("crowd", explore(reader.finish().snapshot!));
    expect(head.overview).toEqual(overviewView(dataset, { ...overviewRoute, width: 1440 }));
    expect(head.dataset).toEqual(datasetView(dataset, null));
  });

  test("has edges, findings and accounts to tell", () => {
    expect(head.overview.pairCount).toBeGreaterThan(36);
    expect(head.dataset.findingCount).toBeGreaterThan(0);
    expect(head.overview.accounts).toHaveLength(36);
    expect(head.principals).toBe(36 * 6);
    expect(head.overview.accounts[0]).toMatchObject({ users: 1, roles: 5, entered: 2, unit: "Alpha" });
  });

  test("is made where reading takes long and the overview is no picture of the window's width", () => {
    expect(needsHead(snapshot)).toBe(false);
    expect(needsHead(crowd(36, 90))).toBe(true);
    expect(needsHead(crowd(12, 300))).toBe(false);
  });
});

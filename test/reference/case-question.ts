import type { CanQuestion, FederatedCaller } from "@rolepath/analyzer";
import { readSnapshot, type Snapshot } from "@rolepath/snapshot";
import type { VerdictCase } from "../case/case.js";
import { BUILT_IN_PROVIDERS } from "./caller.js";
import type { Caller } from "./request.js";
import type { Pins } from "./witness/search.js";

/** Who asks, and what the question fixes of the request. */
export interface Asker {
  readonly caller: Caller;
  readonly pins: Pins;
}

/** The snapshot of a verdict case. */
export function snapshotOf(item: VerdictCase): Snapshot {
  const { snapshot, problems } = readSnapshot(new Map([["case.json", JSON.stringify(item.snapshot)]]));
  if (snapshot === null)
    throw new Error(`${item.id}: ${problems.map((problem) => problem.message).join("; ")}`);
  return snapshot;
}

/** The caller that a question names in its `from`. */
export function askerOf(from: CanQuestion["from"]): Asker {
  if (typeof from !== "string") return federatedAsker(from);
  if (from === "*") return { caller: { kind: "anyone" }, pins: {} };
  if (from.includes("-provider/") || BUILT_IN_PROVIDERS.includes(from)) {
    return { caller: { kind: "federated", provider: from }, pins: {} };
  }
  if (from.startsWith("arn:")) return { caller: { kind: "principal", arn: from }, pins: {} };
  if (/^\d{12}$/.test(from)) return { caller: { kind: "account", id: from }, pins: {} };
  return { caller: { kind: "service", name: from }, pins: {} };
}

function federatedAsker(from: FederatedCaller): Asker {
  const issuer = from.type === "saml" ? "saml" : issuerOf(from.provider);
  const name = (claim: string) => (from.type === "saml" ? claim : `${issuer}:${claim}`);
  const pins: Record<string, string | readonly string[] | null> = {};
  if (from.claimsComplete) {
    // Nothing but what is listed is in the token or assertion.
    Object.assign(pins, { [`${issuer}:*`]: null, "aws:RequestTag/*": null, "aws:TagKeys": null });
    pins["sts:SourceIdentity"] = null;
  }
  for (const [claim, value] of Object.entries(from.claims ?? {})) {
    pins[name(claim)] = typeof value === "object" ? value : String(value);
  }
  const tags = Object.entries(from.sessionTags ?? {});
  for (const [key, value] of tags) pins[`aws:RequestTag/${key}`] = value;
  if (tags.length > 0) pins["aws:TagKeys"] = tags.map(([key]) => key);
  if (from.sourceIdentity !== undefined) pins["sts:SourceIdentity"] = from.sourceIdentity;
  return { caller: { kind: "federated", provider: from.provider }, pins };
}

function issuerOf(provider: string): string {
  return /:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? provider;
}

import { assume, trust } from "./cast.js";

// Rewrites of a snapshot that say the same, or add what nobody asks about: no finding may move.

/** A number from 0 up to `from`, without it. */
export type Choose = (from: number) => number;

/** Says the same in other words: order, lists of one, statement ids, root ARNs, text that decides nothing. */
export function rewrite(value: unknown, key: string, choose: Choose): unknown {
  if (Array.isArray(value)) {
    const items = shuffle(value, choose).map((item) => rewriteOne(item, key, choose));
    return items.length === 1 && isLoose(key) && choose(2) === 1 ? items[0] : items;
  }
  const one = rewriteOne(value, key, choose);
  // An operator of a condition (`ForAnyValue:StringLike`) holds an object, and stays one.
  const loose = isLoose(key) && (typeof one === "string" || key === "Statement");
  return loose && choose(3) === 1 ? [one] : one;
}

function rewriteOne(value: unknown, key: string, choose: Choose): unknown {
  if (typeof value === "string") return key === "AWS" && choose(2) === 1 ? otherName(value) : value;
  if (value === null || typeof value !== "object") return value;
  const entries = shuffle(Object.entries(value), choose).map(([name, inner]) => [
    name,
    rewrite(inner, name, choose),
  ]);
  const object = Object.fromEntries(entries) as Record<string, unknown>;
  if ("Effect" in object && choose(2) === 1) object.Sid = `S${choose(1000)}`;
  if ("Effect" in object && choose(4) === 1) delete object.Sid;
  if ("RoleName" in object && choose(2) === 1) object.Description = `text ${choose(1000)}`;
  if ("Statement" in object && choose(3) === 1) return JSON.stringify(object, null, choose(4));
  return object;
}

// Where IAM takes one value as well as a list of one.
function isLoose(key: string): boolean {
  return /^(Action|Resource|AWS|Federated|Service|Statement)$|:/.test(key);
}

function otherName(principal: string): string {
  const root = /^arn:aws:iam::(\d{12}):root$/.exec(principal);
  if (root !== null) return root[1] ?? principal;
  return /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal;
}

function shuffle<T>(items: readonly T[], choose: Choose): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(choose(rest.length), 1));
  return result;
}

/** Adds what has nothing to do with any finding. */
export function addUnrelated(bundle: unknown, choose: Choose): unknown {
  const copy = structuredClone(bundle) as {
    accounts: {
      id: string;
      authorizationDetails: { RoleDetailList: unknown[]; UserDetailList: unknown[] };
    }[];
  };
  for (const account of copy.accounts) {
    if (choose(2) === 0) continue;
    const name = `unrelated-${choose(100_000)}`;
    account.authorizationDetails.RoleDetailList.splice(choose(3), 0, {
      Path: "/",
      RoleName: name,
      RoleId: `AROA${name.toUpperCase().replace("-", "")}`,
      Arn: `arn:aws:iam::${account.id}:role/${name}`,
      AssumeRolePolicyDocument: trust(assume({ Service: "lambda.amazonaws.com" })),
      RolePolicyList: [],
      AttachedManagedPolicies: [],
    });
  }
  return copy;
}

/** The text of a bundle with white space as it comes, made some hours later. */
export function printed(bundle: unknown, choose: Choose): string {
  const { manifest, ...rest } = bundle as { readonly manifest: { readonly createdAt: string } };
  const later = new Date(new Date(manifest.createdAt).getTime() + choose(4 * 3_600_000));
  const indent = ["", " ", "\t", "\r\n  "][choose(4)] ?? "";
  return `${indent}${JSON.stringify({ manifest: { ...manifest, createdAt: later.toISOString() }, ...rest }, null, indent.replaceAll(/\s+/g, " "))}\n`;
}

import type { PrincipalKind } from "@rolepath/analyzer";

// What a view leaves out. It stands in the URL with the rest of the question, is always visible, and can be taken back.

/** Kinds of principals as a reader tells them apart. */
export const kindGroups = {
  people: ["user", "sso-role"],
  roles: ["role"],
  services: ["service", "service-role", "service-linked-role"],
  federated: ["oidc", "saml"],
  outsiders: ["account", "anyone", "dangling"],
} as const satisfies Readonly<Record<string, readonly PrincipalKind[]>>;

export type KindGroup = keyof typeof kindGroups;

/** Each entry narrows what is shown; empty or false ones do not. */
export interface Filter {
  readonly verdict: "" | "allowed" | "conditional";
  /** Follow indirect hops too: this one adds. */
  readonly indirect: boolean;
  /** Only these kinds; empty for all. */
  readonly kinds: readonly KindGroup[];
  /** Only this account. */
  readonly account: string;
  /** Only accounts of this organizational unit, by its path of names. */
  readonly unit: string;
  /** Only what has this tag: `key` or `key=value`. */
  readonly tag: string;
  readonly cross: boolean;
  readonly outside: boolean;
  readonly admin: boolean;
  /** Chains of at most this many hops; 0 for all. */
  readonly hops: number;
}

export const noFilter: Filter = {
  verdict: "",
  indirect: false,
  kinds: [],
  account: "",
  unit: "",
  tag: "",
  cross: false,
  outside: false,
  admin: false,
  hops: 0,
};

/** How many entries of a filter are set. */
export function filterCount(filter: Filter): number {
  return (
    (["verdict", "account", "unit", "tag", "indirect", "cross", "outside", "admin", "hops"] as const).filter(
      (name) => filter[name] !== noFilter[name],
    ).length + (filter.kinds.length > 0 ? 1 : 0)
  );
}

/** The entries that are set, for a URL. */
export function filterFields(filter: Filter): [string, string][] {
  const list: [string, string][] = [];
  if (filter.verdict !== "") list.push(["verdict", filter.verdict]);
  if (filter.kinds.length > 0) list.push(["kinds", filter.kinds.join(",")]);
  for (const name of ["account", "unit", "tag"] as const)
    if (filter[name] !== "") list.push([name, filter[name]]);
  for (const name of ["indirect", "cross", "outside", "admin"] as const)
    if (filter[name]) list.push([name, "1"]);
  if (filter.hops > 0) list.push(["hops", String(filter.hops)]);
  return list;
}

/** The filter that the fields of a URL stand for. */
export function filterOf(one: (name: string) => string | undefined): Filter {
  const verdict = one("verdict");
  const kinds = (one("kinds") ?? "").split(",");
  return {
    verdict: verdict === "allowed" || verdict === "conditional" ? verdict : "",
    kinds: (Object.keys(kindGroups) as KindGroup[]).filter((kind) => kinds.includes(kind)),
    account: one("account") ?? "",
    unit: one("unit") ?? "",
    tag: one("tag") ?? "",
    indirect: one("indirect") === "1",
    cross: one("cross") === "1",
    outside: one("outside") === "1",
    admin: one("admin") === "1",
    hops: /^[1-8]$/.test(one("hops") ?? "") ? Number(one("hops")) : 0,
  };
}

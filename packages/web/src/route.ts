// The question and the way it is looked at stand in the URL's hash, so that each view can be bookmarked and shared
// and Back and Forward work, also in a report that is opened from disk.

/** How many hops a focus view follows to each side; `all` follows every chain. */
export type Reach = 1 | 2 | 3 | "all";

export interface OverviewRoute {
  readonly view: "overview";
  readonly baseline: boolean;
}

export interface FocusRoute {
  readonly view: "focus";
  readonly of: string;
  readonly reach: Reach;
  readonly services: boolean;
  /** Columns shown in full although they hold many cards: `in1`, `out2`, … */
  readonly open: readonly string[];
  /** The direct hop whose evidence is shown: `[from, to]`. */
  readonly hop?: readonly [string, string];
  readonly finding?: string;
}

export interface PathRoute {
  readonly view: "path";
  readonly from: string;
  readonly to: string;
  /** Which of the paths, and which of its hops; both from 0. */
  readonly choice: number;
  readonly hop: number;
}

export interface FindingsRoute {
  readonly view: "findings";
  readonly severity: string;
  readonly rule: string;
  readonly text: string;
}

export interface AccountRoute {
  readonly view: "account";
  readonly id: string;
  readonly services: boolean;
  readonly open: boolean;
}

export type Route = OverviewRoute | FocusRoute | PathRoute | FindingsRoute | AccountRoute;

/** The view of one principal, with nothing opened yet. */
export function focusRoute(of: string, extra: Partial<FocusRoute> = {}): FocusRoute {
  return { view: "focus", of, reach: 2, services: false, open: [], ...extra };
}

/** The view of the chains between two selectors. */
export function pathRoute(from: string, to: string, choice = 0, hop = 0): PathRoute {
  return { view: "path", from, to, choice, hop };
}

/** The view of one account. */
export function accountRoute(id: string): AccountRoute {
  return { view: "account", id, services: false, open: false };
}

/** The table of findings, unfiltered unless told. */
export function findingsRoute(
  extra: { severity?: string; rule?: string; text?: string } = {},
): FindingsRoute {
  return { view: "findings", severity: "", rule: "", text: "", ...extra };
}

export const overviewRoute: OverviewRoute = { view: "overview", baseline: false };

function encode(value: string): string {
  // A lone surrogate makes encodeURIComponent throw; names are untrusted, so it becomes U+FFFD.
  return encodeURIComponent(
    value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"),
  )
    .replaceAll("%3A", ":")
    .replaceAll("%2F", "/")
    .replaceAll("%2C", ",")
    .replaceAll("%40", "@");
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function fields(route: Route): [string, string][] {
  switch (route.view) {
    case "overview":
      return route.baseline ? [["baseline", "1"]] : [];
    case "focus": {
      const list: [string, string][] = [["of", route.of]];
      if (route.reach !== 2) list.push(["reach", String(route.reach)]);
      if (route.services) list.push(["services", "1"]);
      for (const column of route.open) list.push(["open", column]);
      if (route.hop) list.push(["hop-from", route.hop[0]], ["hop-to", route.hop[1]]);
      if (route.finding !== undefined) list.push(["finding", route.finding]);
      return list;
    }
    case "path": {
      const list: [string, string][] = [
        ["from", route.from],
        ["to", route.to],
      ];
      if (route.choice > 0) list.push(["path", String(route.choice + 1)]);
      if (route.hop > 0) list.push(["hop", String(route.hop + 1)]);
      return list;
    }
    case "findings":
      return (["severity", "rule", "text"] as const).flatMap((name): [string, string][] =>
        route[name] === "" ? [] : [[name, route[name]]],
      );
    case "account": {
      const list: [string, string][] = [["id", route.id]];
      if (route.services) list.push(["services", "1"]);
      if (route.open) list.push(["open", "1"]);
      return list;
    }
  }
}

/** The hash of a route, with its `#`: `#focus?of=arn:aws:iam::111122223333:role/Deploy`. */
export function hashOf(route: Route): string {
  const query = fields(route)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join("&");
  return query === "" ? `#${route.view}` : `#${route.view}?${query}`;
}

function count(text: string | undefined): number {
  const value = Number(text ?? "1");
  return Number.isInteger(value) && value >= 1 && value <= 10_000 ? value - 1 : 0;
}

/** The route that a hash stands for; a hash that says nothing we know is the overview. */
export function routeOf(hash: string): Route {
  const text = hash.startsWith("#") ? hash.slice(1) : hash;
  const cut = text.indexOf("?");
  const view = cut < 0 ? text : text.slice(0, cut);
  const lists = new Map<string, string[]>();
  for (const pair of cut < 0 ? [] : text.slice(cut + 1).split("&")) {
    const at = pair.indexOf("=");
    if (at < 0) continue;
    const name = pair.slice(0, at);
    lists.set(name, [...(lists.get(name) ?? []), decode(pair.slice(at + 1))]);
  }
  const one = (name: string): string | undefined => lists.get(name)?.[0];
  const flag = (name: string): boolean => one(name) === "1";
  switch (view) {
    case "focus": {
      const of = one("of");
      if (of === undefined || of === "") return overviewRoute;
      const reach = one("reach");
      const hopFrom = one("hop-from");
      const hopTo = one("hop-to");
      const finding = one("finding");
      return {
        view: "focus",
        of,
        reach: reach === "all" ? "all" : reach === "1" ? 1 : reach === "3" ? 3 : 2,
        services: flag("services"),
        open: lists.get("open") ?? [],
        ...(hopFrom !== undefined && hopTo !== undefined ? { hop: [hopFrom, hopTo] as const } : {}),
        ...(finding !== undefined ? { finding } : {}),
      };
    }
    case "path": {
      const from = one("from");
      const to = one("to");
      if (!from || !to) return overviewRoute;
      return { view: "path", from, to, choice: count(one("path")), hop: count(one("hop")) };
    }
    case "findings":
      return findingsRoute({
        severity: one("severity") ?? "",
        rule: one("rule") ?? "",
        text: one("text") ?? "",
      });
    case "account": {
      const id = one("id");
      return id ? { view: "account", id, services: flag("services"), open: flag("open") } : overviewRoute;
    }
    default:
      return { view: "overview", baseline: flag("baseline") };
  }
}

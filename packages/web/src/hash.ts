import { filterFields, filterOf } from "./filter.js";
import {
  answerRoute,
  coverageRoute,
  cyclesRoute,
  findingsRoute,
  focusRoute,
  type Given,
  overviewRoute,
  pathRoute,
  type Route,
} from "./route.js";

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

// A key may hold any character (`aws:RequestTag/a=b`), so each half is encoded once more before they are joined.
function givenFields(given: readonly Given[]): [string, string][] {
  return given.map(([key, value]) => [
    "given",
    value === null ? encode(key) : `${encode(key)}=${encode(value)}`,
  ]);
}

function givenOf(texts: readonly string[]): readonly Given[] {
  return texts.map((text): Given => {
    const at = text.indexOf("=");
    return at < 0 ? [decode(text), null] : [decode(text.slice(0, at)), decode(text.slice(at + 1))];
  });
}

function fields(route: Route): [string, string][] {
  switch (route.view) {
    case "overview":
      return [
        ...(route.baseline ? [["baseline", "1"] as [string, string]] : []),
        ...filterFields(route.filter),
      ];
    case "focus": {
      const list: [string, string][] = [["of", route.of]];
      if (route.reach !== 2) list.push(["reach", String(route.reach)]);
      if (route.services) list.push(["services", "1"]);
      for (const column of route.open) list.push(["open", column]);
      list.push(...filterFields(route.filter));
      if (route.hop) list.push(["hop-from", route.hop[0]], ["hop-to", route.hop[1]]);
      if (route.finding !== undefined) list.push(["finding", route.finding]);
      return [...list, ...givenFields(route.given)];
    }
    case "path": {
      const list: [string, string][] = [
        ["from", route.from],
        ["to", route.to],
      ];
      list.push(...filterFields(route.filter));
      if (route.choice > 0) list.push(["path", String(route.choice + 1)]);
      if (route.hop > 0) list.push(["hop", String(route.hop + 1)]);
      return [...list, ...givenFields(route.given)];
    }
    case "findings":
      return (["severity", "rule", "text", "finding"] as const).flatMap((name): [string, string][] => {
        const value = route[name] ?? "";
        return value === "" ? [] : [[name, value]];
      });
    case "account": {
      const list: [string, string][] = [["id", route.id]];
      if (route.services) list.push(["services", "1"]);
      if (route.open) list.push(["open", "1"]);
      return list;
    }
    case "principal":
      return [["of", route.of]];
    case "diff":
      return route.turned ? [["turned", "1"]] : [];
    case "coverage":
    case "cycles":
    case "answer":
      return [];
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
  const filter = filterOf(one);
  const given = givenOf(lists.get("given") ?? []);
  switch (view) {
    case "focus": {
      const of = one("of");
      if (of === undefined || of === "") return overviewRoute;
      const reach = one("reach");
      const hopFrom = one("hop-from");
      const hopTo = one("hop-to");
      const finding = one("finding");
      return focusRoute(of, {
        reach: reach === "all" ? "all" : reach === "1" ? 1 : reach === "3" ? 3 : 2,
        services: flag("services"),
        open: lists.get("open") ?? [],
        filter,
        given,
        ...(hopFrom !== undefined && hopTo !== undefined ? { hop: [hopFrom, hopTo] as const } : {}),
        ...(finding !== undefined ? { finding } : {}),
      });
    }
    case "path": {
      const from = one("from");
      const to = one("to");
      if (!from || !to) return overviewRoute;
      return pathRoute(from, to, { choice: count(one("path")), hop: count(one("hop")), filter, given });
    }
    case "findings": {
      const finding = one("finding");
      return findingsRoute({
        severity: one("severity") ?? "",
        rule: one("rule") ?? "",
        text: one("text") ?? "",
        ...(finding === undefined ? {} : { finding }),
      });
    }
    case "account": {
      const id = one("id");
      return id ? { view: "account", id, services: flag("services"), open: flag("open") } : overviewRoute;
    }
    case "principal": {
      const of = one("of");
      return of ? { view: "principal", of } : overviewRoute;
    }
    case "coverage":
      return coverageRoute;
    case "cycles":
      return cyclesRoute;
    case "answer":
      return answerRoute;
    case "diff":
      return { view: "diff", turned: flag("turned") };
    default:
      return { view: "overview", baseline: flag("baseline"), filter };
  }
}

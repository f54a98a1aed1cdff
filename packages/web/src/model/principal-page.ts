import type { PrincipalPage } from "../protocol.js";
import { focusRoute, type PrincipalRoute } from "../route.js";
import { counted, duration, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { type Entity, entityOf, groupsOf } from "./entity.js";
import { findingRow } from "./findings.js";
import { principalOf, principalView } from "./principal.js";
import { policySections } from "./principal-policies.js";

type Fact = readonly [name: string, value: string | undefined];

function day(text: string | undefined): string | undefined {
  return text?.slice(0, 10);
}

function lastUsed(dataset: Dataset, entity: Entity & { readonly kind: "role" }): string {
  const used = entity.role.RoleLastUsed;
  // AWS keeps 400 days of it; a role that says nothing was not used in that time, or the call did not ask.
  if (used === undefined) return "not collected";
  if (used.LastUsedDate === undefined) return "not in the time that AWS remembers (400 days)";
  const now = Date.parse(dataset.analysis.snapshot.manifest.createdAt);
  const days = Math.floor((now - Date.parse(used.LastUsedDate)) / 86_400_000);
  const region = used.Region === undefined ? "" : `, in ${used.Region}`;
  return `${day(used.LastUsedDate)}${days >= 0 ? `, ${counted(days, "day")} before the snapshot` : ""}${region}`;
}

function factsOf(dataset: Dataset, entity: Entity): readonly Fact[] {
  switch (entity.kind) {
    case "role": {
      const { role, account } = entity;
      const seconds = account.listRoles?.Roles.find((one) => one.Arn === role.Arn)?.MaxSessionDuration;
      const profiles = role.InstanceProfileList.map((one) => one.InstanceProfileName).join(", ");
      return [
        ["Description", role.Description],
        ["Path", role.Path],
        ["Unique id", role.RoleId],
        ["Created", day(role.CreateDate)],
        ["Last used", lastUsed(dataset, entity)],
        ["Longest session", seconds === undefined ? "not collected; 1 h is taken" : duration(seconds)],
        ["Instance profiles", profiles === "" ? undefined : profiles],
      ];
    }
    case "user":
      return [
        ["Path", entity.user.Path],
        ["Unique id", entity.user.UserId],
        ["Created", day(entity.user.CreateDate)],
      ];
    case "saml":
      return [
        ["Created", day(entity.provider.CreateDate)],
        ["Metadata valid until", day(entity.provider.ValidUntil)],
      ];
    case "oidc":
      return [
        ["Issuer", entity.provider.Url],
        ["Audiences it accepts", entity.provider.ClientIDList?.join(", ") ?? "not collected"],
        ["Thumbprints", entity.provider.ThumbprintList?.join(", ")],
      ];
  }
}

function directReach(dataset: Dataset, id: string): PrincipalPage["reach"] {
  const into = new Set(dataset.analysis.hopsInto(id).flatMap((hop) => hop.from.ids())).size;
  const out = new Set(Array.from(dataset.analysis.hopsFrom(id), (hop) => hop.to)).size;
  const go = focusRoute(id);
  return [
    ...(into > 0 ? [{ text: shown(`${counted(into, "principal")} can become it directly`), go }] : []),
    ...(out > 0 ? [{ text: shown(`it can become ${counted(out, "role")} directly`), go }] : []),
  ];
}

/** Everything that the snapshot says about one principal. */
export function principalPage(dataset: Dataset, route: PrincipalRoute): PrincipalPage {
  const info = principalOf(dataset, route.of);
  const entity = entityOf(dataset.analysis.snapshot.accounts, route.of);
  const facts = entity === null ? [] : factsOf(dataset, entity);
  return {
    principal: principalView(dataset, route.of),
    known: entity !== null || dataset.principals.has(route.of),
    facts: facts.flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [{ name: shown(name), value: shown(value) }],
    ),
    tags: Object.entries(info.tags).map(([key, value]) => ({ key: shown(key), value: shown(value) })),
    sections: entity === null ? [] : policySections(dataset, entity),
    groups:
      entity?.kind === "user"
        ? groupsOf(entity.account, entity.user).map(({ group }) => shown(group.GroupName))
        : [],
    reach: directReach(dataset, route.of),
    findings: (dataset.findingsOf.get(route.of) ?? []).map((finding) => findingRow(dataset, finding)),
  };
}

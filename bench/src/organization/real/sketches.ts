import { partsOf } from "../options.js";
import {
  chainedTrust,
  clusterTrust,
  githubTrust,
  organizationTrust,
  otherAccountTrust,
  ownTrust,
  vendorTrust,
} from "./entry.js";
import { landingZone } from "./landing-zone.js";
import { linkedSketch } from "./linked.js";
import { identityCenterSketch } from "./people.js";
import { applicationPermissions } from "./permissions.js";
import { serviceSketch, teamTags } from "./service.js";
import type { Place, Sketch } from "./sketch.js";
import { componentNames } from "./words.js";

/** The roles of an account: those that every account has, then as many of each kind as its share says. */
export function sketches(place: Place): readonly Sketch[] {
  const { options, random } = place;
  const all = landingZone(place).slice(0, options.roles);
  const made = [...all];
  const parts = partsOf(options.shares);
  const counts = { linked: 0, sso: 0 };
  /** Names of roles without a path, which others may name. */
  const entered: string[] = [];
  while (made.length < options.roles) {
    const index = made.length;
    const kind = random.pick(parts);
    const sketch = (() => {
      switch (kind) {
        case "service":
          return serviceSketch(place, index);
        case "linked":
          return linkedSketch(counts.linked++) ?? serviceSketch(place, index);
        case "sso":
          return identityCenterSketch(place, counts.sso++);
        default:
          return teamSketch(place, index, kind, entered);
      }
    })();
    if (sketch.path === undefined || sketch.path === "/") entered.push(sketch.name);
    made.push(sketch);
  }
  return made;
}

type TeamKind = "crossAccount" | "organization" | "chained" | "federated" | "vendor" | "own";

/** A role that people made for an application: what it is called, who enters it, and what it may do. */
function teamSketch(place: Place, index: number, kind: TeamKind, entered: readonly string[]): Sketch {
  const { random } = place;
  const application = random.one(place.applications);
  const component = random.one(componentNames);
  const called = `${application}-${component}-${index}`;
  const common = {
    tags: teamTags(place, application),
    ...(random.chance(0.5) ? { description: `${component} of ${application}` } : {}),
    ...(random.chance(0.1) ? { boundary: "application-boundary" } : {}),
    ...(random.chance(0.2) ? { maxSessionSeconds: 14_400 } : {}),
  };
  const ownInline = () => ({ access: applicationPermissions(place, called) });
  switch (kind) {
    case "crossAccount":
      return random.chance(0.3)
        ? {
            ...common,
            name: `${called}-deploy-target`,
            trust: otherAccountTrust(place),
            managed: ["deploy"],
          }
        : { ...common, name: `${called}-reader`, trust: otherAccountTrust(place), inline: ownInline() };
    case "organization":
      return {
        ...common,
        name: `${called}-shared-reader`,
        trust: organizationTrust(place),
        inline: ownInline(),
      };
    case "chained":
      return {
        ...common,
        name: `${called}-operator`,
        trust: chainedTrust(place, entered),
        managed: [random.one(["assume-application-roles", "deploy", ...random.some(place.shared, 2)])],
      };
    case "federated":
      return random.chance(0.6)
        ? {
            ...common,
            name: `${called}-github`,
            trust: githubTrust(place, `${application}-${component}`),
            managed: [random.one(["deploy", "assume-deployment-roles"])],
          }
        : {
            ...common,
            name: `${called}-pod`,
            trust: clusterTrust(place, application, component),
            inline: ownInline(),
          };
    case "vendor":
      return { ...common, name: `${called}-integration`, trust: vendorTrust(place), aws: ["SecurityAudit"] };
    case "own":
      return {
        ...common,
        name: `${called}-operator`,
        trust: ownTrust(place),
        ...(random.chance(0.15) ? { aws: ["PowerUserAccess"] } : { inline: ownInline() }),
      };
  }
}

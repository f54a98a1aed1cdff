import { byText } from "../../policy/by-text.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { nameSpec, stringSpec, tagValueSpec } from "../domain/spec.js";
import { knownSet } from "./known.js";
import { requestSpec } from "./request.js";

const POD_IDENTITY = "pods.eks.amazonaws.com";
const IDENTITY_CENTER = "sso.amazonaws.com";
const ROLES_ANYWHERE = "rolesanywhere.amazonaws.com";

/** What they pass is written down. */
const OWN_SCHEME: readonly string[] = [POD_IDENTITY, IDENTITY_CENTER, ROLES_ANYWHERE];

// Amazon EKS User Guide, "Grant Pods access to AWS resources based on tags": sent with every session, all transitive.
const POD_TAGS: readonly string[] = [
  "eks-cluster-arn",
  "eks-cluster-name",
  "kubernetes-namespace",
  "kubernetes-pod-name",
  "kubernetes-pod-uid",
  "kubernetes-service-account",
];

/** Whether the service always sends session tags, so that `sts:TagSession` is needed. */
export function alwaysTagged(service: string): boolean {
  return service === POD_IDENTITY || service === ROLES_ANYWHERE;
}

/** Whether the service always sets a source identity. IAM Roles Anywhere User Guide, "Trust model". */
export function alwaysIdentified(service: string): boolean {
  return service === ROLES_ANYWHERE;
}

/** The session tags that a service makes transitive, so that the next hop inherits them. */
export function transitiveTags(service: string): readonly string[] {
  return service === POD_IDENTITY ? POD_TAGS : [];
}

const SESSION_NAME = open(
  nameSpec("sts:RoleSessionName", { mayBeAbsent: false, kind: "environment", example: "rolepath" }),
);
const CERTIFICATE_IDENTITY = open(nameSpec("sts:SourceIdentity", { mayBeAbsent: false, kind: "claim" }));
const ASSIGNMENT = open(stringSpec("sso:AccountAssignment", { kind: "claim", example: "assigned" }));
const podTag = byText(
  (key): KeyKnowledge => open(tagValueSpec(key, { mayBeAbsent: false, lengthMin: 1, kind: "environment" })),
);

// No list says which services pass an external ID, tags or a source identity: SageMaker and DataZone do, most do not.
const passed = byText((key): KeyKnowledge | null => {
  const spec = requestSpec(key);
  return spec === null ? null : open({ ...spec, kind: "environment" });
});

function open(spec: KeySpec): KeyKnowledge {
  return { kind: "open", spec };
}

/** Parameters of the AssumeRole call that a service makes; null when the key is none of them. */
export function serviceTagKnowledge(service: string, key: string, id: string): KeyKnowledge | null {
  if (id === "sts:rolesessionname") return SESSION_NAME;
  if (id === "sts:externalid") return passed(key);
  if (id === "sts:sourceidentity" && service === ROLES_ANYWHERE) return CERTIFICATE_IDENTITY;
  if (id === "sso:accountassignment" && service === IDENTITY_CENTER) return ASSIGNMENT;
  if (service === POD_IDENTITY) {
    if (id === "aws:tagkeys" || id === "sts:transitivetagkeys") return knownSet(key, POD_TAGS)[1];
    const name = id.startsWith("aws:requesttag/") ? id.slice("aws:requesttag/".length) : null;
    if (name !== null && POD_TAGS.includes(name)) return podTag(key);
  }
  const isTag = id === "aws:tagkeys" || id === "sts:transitivetagkeys" || id.startsWith("aws:requesttag/");
  if (!isTag && id !== "sts:sourceidentity") return null;
  return OWN_SCHEME.includes(service) ? { kind: "absent", name: key } : passed(key);
}

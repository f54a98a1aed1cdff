import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { OrganizationPolicy, PolicyDocument, Snapshot } from "@rolepath/snapshot";
import { parseArn } from "../reference/arn.js";
import { type IamCaller, resolveCaller } from "../reference/caller.js";
import { neededActions } from "../reference/evaluate.js";
import { keysOf } from "../reference/keys.js";
import { isManagementAccount, levelsOf, policiesAt } from "../reference/organization.js";
import type { ConcreteRequest } from "../reference/request.js";
import { requestKeys, staticKeys } from "../reference/static-keys.js";
import {
  findRole,
  isServiceLinkedRole,
  managedDocument,
  rolePolicies,
  userPolicies,
} from "../reference/world.js";

/** A document and its name, as the simulator takes them. */
interface Named {
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** What the outside simulator says about one request. */
export interface Opinion {
  /** `refused` when it does not accept the input: then `message` says why. */
  readonly decision: "allow" | "deny" | "refused";
  readonly message?: string;
  /** Context keys that it left out, because its data does not list them for the action. */
  readonly ignoredKeys: readonly string[];
}

/** Asks the outside simulator; every action that the request needs has to be allowed. */
export async function simulate(snapshot: Snapshot, request: ConcreteRequest): Promise<Opinion> {
  const caller = resolveCaller(snapshot, request);
  if (caller.type !== "user" && caller.type !== "session")
    throw new Error("only IAM principals are simulated");
  const keys = requestKeys(keysOf(request.context), staticKeys(snapshot, request, caller));
  const context = Object.fromEntries(
    [...keys].map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
  const ignoredKeys: string[] = [];
  let decision: Opinion["decision"] = "allow";
  for (const action of neededActions({ request, caller, keys })) {
    const answer = await runSimulation(simulationOf(snapshot, request, caller, action, context), {});
    if (answer.resultType === "error")
      return { decision: "refused", message: answer.errors.message, ignoredKeys };
    if (answer.overallResult !== "Allowed") decision = "deny";
    if (answer.resultType === "single") ignoredKeys.push(...(answer.result.ignoredContextKeys ?? []));
  }
  return { decision, ignoredKeys };
}

function simulationOf(
  snapshot: Snapshot,
  request: ConcreteRequest,
  caller: IamCaller,
  action: string,
  contextVariables: Record<string, string | string[]>,
): Simulation {
  const account = parseArn(request.to)!.account;
  const boundary = boundaryOf(caller);
  const scpExempt = isManagementAccount(snapshot, caller.account) || isServiceLinkedRole(caller.arn);
  const rcpExempt =
    isManagementAccount(snapshot, account) || [request.to, caller.arn].some(isServiceLinkedRole);
  return {
    request: {
      principal: caller.sessionArn ?? caller.arn,
      action,
      resource: { resource: request.to, accountId: account },
      contextVariables,
    },
    identityPolicies: identityOf(caller),
    serviceControlPolicies: scpExempt ? [] : guardrails(snapshot, caller.account, "SERVICE_CONTROL_POLICY"),
    resourceControlPolicies: rcpExempt ? [] : guardrails(snapshot, account, "RESOURCE_CONTROL_POLICY"),
    resourcePolicy: findRole(snapshot, request.to)?.AssumeRolePolicyDocument ?? undefined,
    ...(boundary !== undefined && { permissionBoundaryPolicies: [boundary] }),
  };
}

/** An account that was not collected is taken to have granted everything. */
const EVERYTHING: Named = {
  name: "granted",
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
};

function identityOf({ home, user, role }: IamCaller): Named[] {
  if (home === undefined) return [EVERYTHING];
  const held = user ? userPolicies(home, user) : role ? rolePolicies(home, role) : [];
  return held.flatMap(({ name, document }) => (document === null ? [] : [{ name, policy: document }]));
}

function boundaryOf({ home, user, role }: IamCaller): Named | undefined {
  const arn = (user ?? role)?.PermissionsBoundary?.PermissionsBoundaryArn;
  const document = home === undefined || arn === undefined ? null : managedDocument(home, arn);
  return document === null ? undefined : { name: "boundary", policy: document };
}

function guardrails(snapshot: Snapshot, account: string, type: OrganizationPolicy["Type"]) {
  return levelsOf(snapshot, account).map((level) => ({
    orgIdentifier: level,
    policies: policiesAt(snapshot, level, type)
      .filter((policy) => policy.Name !== "RCPFullAWSAccess")
      .flatMap(({ Id, Content }) => (Content === null ? [] : [{ name: Id, policy: Content }])),
  }));
}

import { type IamWay, pathfinding, type Source } from "../way.js";

const GUIDE: Source = {
  title: "IAM API Reference, Actions",
  url: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html",
};

function change(
  id: string,
  on: IamWay["on"],
  calls: readonly string[],
  more: Partial<Pick<IamWay, "by" | "entered" | "gives" | "given" | "source">> = {},
): IamWay {
  return {
    kind: "iam",
    id,
    class: "iam-change",
    on,
    calls,
    gives: "account",
    source: pathfinding(id),
    ...more,
  };
}

function credential(id: string, calls: readonly string[], given: string | null): IamWay {
  const way: IamWay = {
    kind: "iam",
    id,
    class: "credential",
    on: "user",
    calls,
    gives: "target",
    source: pathfinding(id),
  };
  return given === null ? way : { ...way, given };
}

// A user has at most two access keys (IAM User Guide, "IAM and AWS STS quotas"); how many it has is not in the snapshot.
const KEY_LEFT = "the user has fewer than two access keys";

/** Ways to give oneself, or a principal one makes, any permission: semantics 4.1. */
export const RAISE_SELF: readonly IamWay[] = [
  change("iam-007", "self", ["iam:PutUserPolicy"], { by: "user" }),
  change("iam-008", "self", ["iam:AttachUserPolicy"], { by: "user" }),
  change("iam-005", "self", ["iam:PutRolePolicy"], { by: "role" }),
  change("iam-009", "self", ["iam:AttachRolePolicy"], { by: "role" }),
  change("iam-001", "own-policy", ["iam:CreatePolicyVersion"]),
  change("iam-011", "own-group", ["iam:PutGroupPolicy"], { by: "user" }),
  change("iam-010", "own-group", ["iam:AttachGroupPolicy"], { by: "user" }),
  change("iam-013", "other-group", ["iam:AddUserToGroup"], { by: "user" }),
  change("new-role-inline", "new", ["iam:CreateRole", "iam:PutRolePolicy"], { source: GUIDE }),
  change("new-role-managed", "new", ["iam:CreateRole", "iam:AttachRolePolicy"], { source: GUIDE }),
  change("new-user-inline", "new", ["iam:CreateUser", "iam:PutUserPolicy", "iam:CreateAccessKey"], {
    source: GUIDE,
  }),
  change("new-user-managed", "new", ["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"], {
    source: GUIDE,
  }),
];

/** Ways to give any permission to a user or role that one can become as well. */
export const RAISE_OTHER: readonly IamWay[] = [
  change("iam-018", "user", ["iam:PutUserPolicy", "iam:CreateAccessKey"], { given: KEY_LEFT }),
  change("iam-015", "user", ["iam:AttachUserPolicy", "iam:CreateAccessKey"], { given: KEY_LEFT }),
  change("iam-017", "role", ["iam:PutRolePolicy"], { entered: true }),
  change("iam-014", "role", ["iam:AttachRolePolicy"], { entered: true }),
  change("iam-016", "role-policy", ["iam:CreatePolicyVersion"], { entered: true }),
  change("iam-021", "role", ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]),
  change("iam-019", "role", ["iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"]),
  change("iam-020", "role-policy", ["iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy"]),
];

/** Ways into another user of the account. */
export const CREDENTIALS: readonly IamWay[] = [
  credential("iam-003", ["iam:CreateAccessKey", "iam:DeleteAccessKey"], null),
  credential("iam-002", ["iam:CreateAccessKey"], KEY_LEFT),
  credential("iam-004", ["iam:CreateLoginProfile"], "the user has no console password"),
  credential("iam-006", ["iam:UpdateLoginProfile"], "the user has a console password"),
];

/** Ways into a role of the account by what it says of itself. */
export const REWRITE_TRUST: readonly IamWay[] = [
  change("iam-012", "role", ["iam:UpdateAssumeRolePolicy"], { gives: "target" }),
];

/** Ways to speak for an identity provider: who writes its metadata holds its signing key. */
export const PROVIDER_CHANGE: Pick<IamWay, "id" | "class" | "calls" | "source"> = {
  id: "saml-metadata",
  class: "iam-change",
  calls: ["iam:UpdateSAMLProvider"],
  source: {
    title: "IAM API Reference, UpdateSAMLProvider",
    url: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html",
  },
};

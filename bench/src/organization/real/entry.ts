import type { PolicyDocument } from "@rolepath/snapshot";
import { areaId, areaOf } from "../areas.js";
import { trust } from "../documents.js";
import {
  accountId,
  organizationId,
  PIPELINE,
  roleArn,
  TEAM,
  trustedAccount,
  unitId,
  unitOf,
} from "../names.js";
import type { Place } from "./sketch.js";
import { HEX } from "./words.js";

const GITHUB = "token.actions.githubusercontent.com";

/** The issuer of the account's cluster. */
export function clusterIssuer(account: number): string {
  return `oidc.eks.eu-west-1.amazonaws.com/id/${account.toString(16).toUpperCase().padStart(32, "0")}`;
}

/** Lets workflows of a repository in. */
export function githubTrust({ account, random }: Place, repository: string): PolicyDocument {
  const subject = random.one(["*", "ref:refs/heads/main", "environment:production"]);
  return trust(
    { Federated: `arn:aws:iam::${accountId(account)}:oidc-provider/${GITHUB}` },
    "sts:AssumeRoleWithWebIdentity",
    {
      StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${GITHUB}:sub`]: `repo:generated/${repository}:${subject}` },
    },
  );
}

/** Lets a service account of the account's cluster in. */
export function clusterTrust({ account }: Place, namespace: string, name: string): PolicyDocument {
  const issuer = clusterIssuer(account);
  return trust(
    { Federated: `arn:aws:iam::${accountId(account)}:oidc-provider/${issuer}` },
    "sts:AssumeRoleWithWebIdentity",
    {
      StringEquals: {
        [`${issuer}:aud`]: "sts.amazonaws.com",
        [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
      },
    },
  );
}

/** As IAM Identity Center writes it. */
export function identityCenterTrust({ account }: Place): PolicyDocument {
  return trust(
    { Federated: `arn:aws:iam::${accountId(account)}:saml-provider/AWSSSO_generated_DO_NOT_DELETE` },
    ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
  );
}

/** Lets another account of the organization in: a role of it, all of it, or those of it whom a condition tells apart. */
export function otherAccountTrust({ options, random }: Place): PolicyDocument {
  const other = trustedAccount(random, options);
  const root = { AWS: `arn:aws:iam::${accountId(other)}:root` };
  switch (random.pick({ role: 60, principalArn: 20, externalId: 5, whole: 15 })) {
    case "role":
      return trust({ AWS: roleArn(other, "/", random.one([PIPELINE, TEAM])) });
    case "principalArn":
      return trust(root, "sts:AssumeRole", {
        ArnLike: {
          "aws:PrincipalArn": `arn:aws:iam::${accountId(other)}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*`,
        },
      });
    case "externalId":
      return trust(root, "sts:AssumeRole", { StringEquals: { "sts:ExternalId": random.text(HEX, 16) } });
    case "whole":
      return trust(root);
  }
}

/** Lets whoever belongs to the organization in, mostly only roles of a name, or a unit of it. */
export function organizationTrust({ account, random }: Place): PolicyDocument {
  const unit = unitOf(account);
  const belongs = { "aws:PrincipalOrgID": organizationId };
  switch (random.pick({ named: 50, unit: 25, everyone: 25 })) {
    case "named":
      return trust({ AWS: "*" }, "sts:AssumeRole", {
        StringEquals: belongs,
        ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${random.one([PIPELINE, TEAM])}` },
      });
    case "unit":
      return trust({ AWS: "*" }, "sts:AssumeRole", {
        "ForAnyValue:StringLike": {
          "aws:PrincipalOrgPaths": `${organizationId}/r-gen1/${areaId(areaOf(unit))}/${unitId(unit)}/*`,
        },
      });
    case "everyone":
      return trust({ AWS: "*" }, "sts:AssumeRole", { StringEquals: belongs });
  }
}

/** Lets an outside company in that knows an external id. */
export function vendorTrust({ random }: Place): PolicyDocument {
  const company = random.one(["999900001111", "999900002222", "999900003333"]);
  return trust({ AWS: `arn:aws:iam::${company}:root` }, "sts:AssumeRole", {
    StringEquals: { "sts:ExternalId": random.text(HEX, 32) },
  });
}

/** Lets roles of the account in that were there before: the team's, the pipeline's, or those of applications. */
export function chainedTrust({ account, random }: Place, earlier: readonly string[]): PolicyDocument {
  const names = random.chance(0.5)
    ? [random.one([PIPELINE, TEAM])]
    : random.some(earlier, 1 + random.below(2));
  const entered = (names.length === 0 ? [TEAM] : names).map((name) => roleArn(account, "/", name));
  return trust({ AWS: entered.length === 1 ? (entered[0] ?? "") : entered });
}

/** Lets the own account in: all of it, with MFA, people of Identity Center, or those that carry the team's tag. */
export function ownTrust({ account, random, applications }: Place): PolicyDocument {
  const own = { AWS: `arn:aws:iam::${accountId(account)}:root` };
  switch (random.pick({ whole: 45, mfa: 30, people: 15, tagged: 10 })) {
    case "whole":
      return trust(own);
    case "mfa":
      return trust(own, "sts:AssumeRole", { Bool: { "aws:MultiFactorAuthPresent": "true" } });
    case "people":
      return trust(own, "sts:AssumeRole", {
        ArnLike: {
          "aws:PrincipalArn": `arn:aws:iam::${accountId(account)}:role/aws-reserved/sso.amazonaws.com/*`,
        },
      });
    case "tagged":
      return trust(own, "sts:AssumeRole", {
        StringEquals: { "aws:PrincipalTag/application": random.one(applications) },
      });
  }
}

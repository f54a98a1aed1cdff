import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  type IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";

const metadata = `<EntityDescriptor entityID="urn:example">${"x".repeat(1000)}</EntityDescriptor>`;

/** Fills one account; every third has an OIDC provider, every fifth a SAML provider, the others none. */
export async function seedAccount(
  iam: IAMClient,
  id: string,
  index: number,
  partition = "aws",
): Promise<void> {
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "deployers",
      Path: "/team/",
      PolicyDocument: document([
        { Effect: "Allow", Action: "sts:AssumeRole", Resource: `arn:${partition}:iam::${id}:role/app/*` },
      ]),
    }),
  );
  const policyArn = Policy?.Arn ?? "";
  for (let number = 0; number < 3 + (index % 4); number += 1)
    await addRole(iam, id, number, policyArn, partition);
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: "app-0",
      PolicyArn: `arn:${partition}:iam::aws:policy/ReadOnlyAccess`,
    }),
  );
  await iam.send(new CreateGroupCommand({ GroupName: "deployers" }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: "deployers", PolicyArn: policyArn }));
  await iam.send(new CreateUserCommand({ UserName: "dana", Path: "/people/" }));
  await iam.send(new AddUserToGroupCommand({ GroupName: "deployers", UserName: "dana" }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: "dana",
      PolicyName: "inline 1+1=2",
      PolicyDocument: document([{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }]),
    }),
  );
  if (index % 3 === 0) await addOidcProvider(iam);
  if (index % 5 === 0)
    await iam.send(new CreateSAMLProviderCommand({ Name: "okta", SAMLMetadataDocument: metadata }));
  if (index % 2 === 0) await iam.send(new CreateAccountAliasCommand({ AccountAlias: `alias-${id}` }));
  if (index > 0 && index < 5) await addReservedRole(iam, id);
}

async function addRole(
  iam: IAMClient,
  id: string,
  number: number,
  boundary: string,
  partition: string,
): Promise<void> {
  const RoleName = `app-${number}`;
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      Path: "/app/",
      Description: `role ${number} <b>of</b> ${id}`,
      MaxSessionDuration: 3600 * (number + 1),
      ...(number === 1 ? { PermissionsBoundary: boundary } : {}),
      Tags: [
        { Key: "team", Value: `team ${number}` },
        { Key: "=1+1", Value: "@SUM(1+1)" },
      ],
      AssumeRolePolicyDocument: document([
        { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${id}:root` }, Action: "sts:AssumeRole" },
        { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: "inline",
      PolicyDocument: document([{ Effect: "Allow", Action: ["s3:*", "sqs:*"], Resource: "*" }]),
    }),
  );
}

async function addOidcProvider(iam: IAMClient): Promise<void> {
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: "https://token.actions.githubusercontent.com",
      ClientIDList: ["sts.amazonaws.com"],
      ThumbprintList: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
    }),
  );
}

/** What Identity Center makes in an account; moto's does not. */
async function addReservedRole(iam: IAMClient, id: string): Promise<void> {
  await iam.send(
    new CreateRoleCommand({
      RoleName: "AWSReservedSSO_Audit_0123456789abcdef",
      Path: "/aws-reserved/sso.amazonaws.com/eu-west-1/",
      AssumeRolePolicyDocument: document([
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::${id}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
          Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
          Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        },
      ]),
    }),
  );
}

function document(Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

import type { ConfigItem } from "./config-items.js";

/** The lists of an account's files, in the shape that IAM itself answers with. */
export interface ImportedAccount {
  readonly UserDetailList: object[];
  readonly GroupDetailList: object[];
  readonly RoleDetailList: object[];
  readonly Policies: object[];
  readonly SAMLProviderList: object[];
  readonly OpenIDConnectProviderList: object[];
}

const documentKeys = new Set(["AssumeRolePolicyDocument", "PolicyDocument", "Document"]);

/** Puts the item where it belongs; false for a type that a snapshot has no place for. */
export function addItem(account: ImportedAccount, item: ConfigItem): boolean {
  const fields = inIamCase(item.configuration);
  switch (item.type) {
    case "AWS::IAM::User":
      account.UserDetailList.push(withTags(fields, item.tags));
      return true;
    case "AWS::IAM::Group":
      account.GroupDetailList.push(fields);
      return true;
    case "AWS::IAM::Role":
      account.RoleDetailList.push(withTags(fields, item.tags));
      return true;
    case "AWS::IAM::Policy":
      account.Policies.push(fields);
      return true;
    case "AWS::IAM::SAMLProvider":
      account.SAMLProviderList.push({ Arn: fields.Arn });
      return true;
    case "AWS::IAM::OIDCProvider":
      account.OpenIDConnectProviderList.push({
        Arn: fields.Arn,
        Url: fields.Url,
        ClientIDList: fields.ClientIDList ?? fields.ClientIdList,
        ThumbprintList: fields.ThumbprintList,
      });
      return true;
    default:
      return false;
  }
}

/** The entity with IAM's keys: Config writes `roleName` for `RoleName`. Inside policy documents nothing is touched. */
function inIamCase(configuration: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(configuration)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => {
        const name = key.slice(0, 1).toUpperCase() + key.slice(1);
        return [name, documentKeys.has(name) ? value : inIamCaseAny(value)];
      }),
  );
}

function inIamCaseAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inIamCaseAny);
  return typeof value === "object" && value !== null ? inIamCase({ ...value }) : value;
}

/** Config keeps tags in the configuration, or beside it as a list or as an object. */
function withTags(fields: Readonly<Record<string, unknown>>, beside: unknown): object {
  if (Array.isArray(fields.Tags) && fields.Tags.length > 0) return fields;
  if (Array.isArray(beside))
    return { ...fields, Tags: beside.map(inIamCaseAny).map((tag) => pick(tag, ["Key", "Value"])) };
  if (typeof beside === "object" && beside !== null)
    return { ...fields, Tags: Object.entries(beside).map(([Key, Value]) => ({ Key, Value })) };
  return { ...fields, Tags: [] };
}

function pick(value: unknown, keys: readonly string[]): object {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

import type { CollectRequest, PolicyQuestion } from "@rolepath/collector";
import type { Arguments } from "../arguments.js";
import type { Context } from "../command.js";
import { UsageError } from "../error.js";
import type { OptionSpecs } from "../option.js";

const roleNameDefault = "rolepath-audit";
const skippable = ["identity-center", "account-tags"] as const;

/** The options of `rolepath collect`. */
export const collectOptions = {
  out: {
    value: "DIR",
    short: "o",
    summary: "the snapshot's folder: new, empty, or an unfinished collection",
  },
  org: { summary: "the whole organization, with management or delegated administrator credentials" },
  "role-name": {
    value: "NAME",
    summary: `the role that is entered in each other account, with its path if it has one (default: ${roleNameDefault})`,
  },
  "external-id": { value: "ID", summary: "the external ID of that role (default: $ROLEPATH_EXTERNAL_ID)" },
  "session-name": {
    value: "NAME",
    summary: "the name of its sessions, which CloudTrail shows (default: rolepath)",
  },
  profile: { value: "NAME", summary: "the AWS profile (default: as the AWS SDK finds credentials)" },
  region: { value: "REGION", summary: "a region of your partition (default: the profile's, else us-east-1)" },
  "endpoint-url": {
    value: "URL",
    summary: "one endpoint for all services (default: AWS_ENDPOINT_URL, else AWS's own)",
  },
  account: { value: "ID", repeatable: true, summary: "this account only" },
  ou: { value: "ID", repeatable: true, summary: "accounts below this root or unit only" },
  tag: { value: "KEY=VALUE", repeatable: true, summary: "accounts with this tag only" },
  skip: { value: skippable.join("|"), repeatable: true, summary: "leave this out" },
  "identity-center-region": {
    value: "REGION",
    summary: "where Identity Center is (default: as its roles tell)",
  },
  concurrency: { value: "N", summary: "accounts read at a time, 1 to 64 (default: 8)" },
  refresh: { summary: "collect again what the folder already has" },
  progress: { value: "auto|plain|json|none", summary: "how to show progress on stderr (default: auto)" },
  "print-policy": { summary: "print the policy that these credentials need, and stop" },
  "print-role": {
    value: "cloudformation|terraform",
    summary: "print the role for the other accounts, and stop",
  },
  trust: { value: "ARN", summary: "with --print-role: who may enter the role" },
  format: { value: "text|json", short: "f", summary: "how to print the summary (default: text)" },
} as const satisfies OptionSpecs;

/** What the command line asks to collect. @throws UsageError */
export function collectRequest(given: Arguments, { host }: Context, source: string): CollectRequest {
  const out = given.text("out");
  if (out === undefined) throw new UsageError("collect: --out is missing");
  const skip = skipped(given);
  const externalId = given.text("external-id") ?? host.environment.ROLEPATH_EXTERNAL_ID;
  const region = checked(given, "identity-center-region", regionForm, "a region such as eu-west-1");
  return {
    out,
    organization: given.has("org"),
    entry: {
      roleName: roleName(given),
      sessionName:
        checked(given, "session-name", /^[\w+=,.@-]{2,64}$/, "2 to 64 letters, digits or +=,.@-_") ??
        "rolepath",
      ...(externalId === undefined ? {} : { externalId: checkedExternalId(externalId) }),
    },
    filter: {
      ...listed(given, "account", "accounts", /^\d{12}$/, "12 digits"),
      ...listed(
        given,
        "ou",
        "units",
        /^(?:r|ou)-[a-z0-9-]+$/,
        "the id of a root or unit, such as ou-ab12-34cd56ef",
      ),
      ...listed(given, "tag", "tags", /^[^=]+=/, "KEY=VALUE"),
    },
    withAccountTags: !skip.includes("account-tags"),
    identityCenter: {
      include: !skip.includes("identity-center"),
      ...(region === undefined ? {} : { region }),
    },
    refresh: given.has("refresh"),
    source,
  };
}

/** What the printed policy depends on. @throws UsageError */
export function policyQuestion(
  given: Arguments,
  partitionOfRegion: (region: string) => string,
): PolicyQuestion {
  const skip = skipped(given);
  return {
    organization: given.has("org"),
    entersAccounts: given.has("account"),
    withAccountTags: !skip.includes("account-tags"),
    withIdentityCenter: !skip.includes("identity-center"),
    partition: partitionOfRegion(regionOf(given) ?? "us-east-1"),
    roleName: roleName(given),
  };
}

/** The role to print. @throws UsageError */
export function printedRole(given: Arguments, { host }: Context) {
  const externalId = given.text("external-id") ?? host.environment.ROLEPATH_EXTERNAL_ID;
  const trustedArn = checked(
    given,
    "trust",
    /^arn:[\w-]+:(?:iam|sts)::\d{12}:\S+$/,
    "the ARN of a role, user or account root",
  );
  return {
    roleName: roleName(given),
    ...(externalId === undefined ? {} : { externalId: checkedExternalId(externalId) }),
    ...(trustedArn === undefined ? {} : { trustedArn }),
  };
}

const regionForm = /^[a-z]{2}(?:-[a-z]+)+-\d+$/;

/** `--region`. @throws UsageError */
export function regionOf(given: Arguments): string | undefined {
  return checked(given, "region", regionForm, "a region such as eu-west-1");
}

/** `--endpoint-url`. @throws UsageError */
export function endpointOf(given: Arguments): string | undefined {
  return checked(
    given,
    "endpoint-url",
    /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/,
    "an address such as https://localhost:4566",
  );
}

function roleName(given: Arguments): string {
  const form = /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
  return (
    checked(given, "role-name", form, "the name of a role, with its path if it has one: audit/rolepath") ??
    roleNameDefault
  );
}

/** The value is not shown: an external ID is not a secret to AWS, but many treat it as one. */
function checkedExternalId(value: string): string {
  if (/^[\w+=,.@:/-]{2,1224}$/.test(value)) return value;
  throw new UsageError("--external-id: expected 2 to 1224 letters, digits or +=,.@:/-_");
}

function skipped(given: Arguments): readonly string[] {
  const skip = given.texts("skip");
  const unknown = skip.find((part) => !(skippable as readonly string[]).includes(part));
  if (unknown !== undefined)
    throw new UsageError(`--skip \`${unknown}\`: expected one of ${skippable.join(", ")}`);
  return skip;
}

function checked(given: Arguments, name: string, form: RegExp, expected: string): string | undefined {
  const value = given.text(name);
  if (value === undefined || form.test(value)) return value;
  throw new UsageError(`--${name} \`${value}\`: expected ${expected}`);
}

function listed<Key extends string>(
  given: Arguments,
  name: string,
  key: Key,
  form: RegExp,
  expected: string,
) {
  const values = given.texts(name);
  const wrong = values.find((value) => !form.test(value));
  if (wrong !== undefined) throw new UsageError(`--${name} \`${wrong}\`: expected ${expected}`);
  return (values.length === 0 ? {} : { [key]: values }) as { readonly [K in Key]?: readonly string[] };
}

/** The part of an account that a file of the directory layout holds, as bundles spell it. */
const parts: Readonly<Record<string, string>> = {
  "authorization-details.json": "authorizationDetails",
  "list-roles.json": "listRoles",
  "identity-providers.json": "identityProviders",
  "account.json": "account",
};
const tops: Readonly<Record<string, string>> = {
  "manifest.json": "manifest",
  "organization.json": "organization",
  "identity-center.json": "identityCenter",
};

/**
 * Which of the `names` of the directory layout the file holds, each with the JSON pointer of its content: the file
 * itself, parts of a bundle, or the one account of a bare file.
 */
export function homesIn(
  file: string,
  text: string,
  names: Iterable<string>,
): readonly (readonly [name: string, prefix: string])[] {
  const wanted = [...names];
  if (wanted.includes(file)) return [[file, ""]];
  // Of a folder in the layout the other files are not wanted.
  if (file.includes("/")) return [];
  const value = parse(text);
  const accounts =
    "accounts" in value && Array.isArray(value.accounts) ? (value.accounts as unknown[]) : null;
  if (accounts !== null) return wanted.flatMap((name) => inBundle(name, accounts));
  const account = /"arn:[^:"]*:(?:iam|sts)::(\d{12}):(?:role|user|group|policy)\//.exec(text)?.[1];
  return wanted
    .filter((name) => name === `accounts/${account}/authorization-details.json`)
    .map((name) => [name, ""]);
}

function inBundle(name: string, accounts: readonly unknown[]): readonly (readonly [string, string])[] {
  const top = Object.hasOwn(tops, name) ? tops[name] : undefined;
  if (top !== undefined) return [[name, `/${top}`]];
  const [, id, last = ""] = /^accounts\/(\d{12})\/(.+)$/.exec(name) ?? [];
  const part = Object.hasOwn(parts, last) ? parts[last] : undefined;
  const index = accounts.findIndex(
    (entry) => typeof entry === "object" && entry !== null && "id" in entry && entry.id === id,
  );
  return part === undefined || index === -1 ? [] : [[name, `/accounts/${index}/${part}`]];
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    // What the reader of snapshots could not read holds nothing that a finding names.
    return {};
  }
}

// Writes the list of known AWS accounts into the analyzer, from a copy of the public list:
//
//     node packages/cli/scripts/known-accounts.mjs SOURCE [--date YYYY-MM-DD] [--revision REVISION] [--out FILE]
//
// SOURCE is a path, or a URL such as https://raw.githubusercontent.com/fwdcloudsec/known_aws_accounts/main/accounts.yaml.
// The date is the day on which the copy was taken, today where none is given.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";

const OUT = fileURLToPath(new URL("../../analyzer/src/world/vendor/known-accounts.ts", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { date: { type: "string" }, revision: { type: "string" }, out: { type: "string" } },
});
const [source] = positionals;
if (source === undefined || positionals.length > 1) {
  process.stderr.write(
    "usage: known-accounts.mjs SOURCE [--date YYYY-MM-DD] [--revision REVISION] [--out FILE]\n",
  );
  process.exit(2);
}
const text = await textOf(source);
const names = namesOf(parse(text));
const date = values.date ?? new Date().toISOString().slice(0, 10);
await writeFile(values.out ?? OUT, moduleOf(names, date, values.revision ?? null));
const count = [...names.values()].reduce((sum, accounts) => sum + accounts.size, 0);
process.stderr.write(`${count} accounts of ${names.size} owners\n`);

async function textOf(from) {
  if (!/^https?:/.test(from)) return readFile(from, "utf8");
  const response = await fetch(from);
  if (!response.ok) throw new Error(`${from}: ${response.status} ${response.statusText}`);
  return response.text();
}

// A vendor that stands in the list twice is one; an account that two entries claim is the first's.
function namesOf(entries) {
  if (!Array.isArray(entries) || entries.length === 0) throw new Error("expected a list of vendors");
  const found = new Map();
  const claimed = new Set();
  for (const { name, type, accounts } of entries) {
    const shown = type === "aws" ? `AWS (${name})` : name;
    if (typeof name !== "string" || !/^[^=`$\\\p{C}]+$/u.test(shown))
      throw new Error(`unusable name: ${JSON.stringify(name)}`);
    if (!Array.isArray(accounts)) throw new Error(`${name}: expected a list of accounts`);
    const own = found.get(shown) ?? new Set();
    found.set(shown, own);
    for (const account of accounts) {
      if (!/^\d{12}$/.test(account)) throw new Error(`${name}: ${account} is no account id`);
      if (!claimed.has(account)) own.add(account);
      claimed.add(account);
    }
  }
  return found;
}

function moduleOf(names, date, revision) {
  const owners = [...names]
    .filter(([, accounts]) => accounts.size > 0)
    .map(([name, accounts]) => ({ name, accounts: [...accounts].sort() }))
    .sort((a, b) => (a.accounts[0] < b.accounts[0] ? -1 : 1));
  const lines = owners.map(({ name, accounts }, index) => {
    const before = owners[index - 1]?.accounts[0] ?? 0;
    return `${name}=${steps(before, accounts).join()}`;
  });
  const at = revision === null ? "" : ` at ${revision}`;
  return `// Made by packages/cli/scripts/known-accounts.mjs; do not edit by hand.
//
// Source: accounts.yaml of https://github.com/fwdcloudsec/known_aws_accounts${at}
// Copied: ${date}. Names and account ids only; the list has the page that names each.
// Licence: Apache License 2.0, https://github.com/fwdcloudsec/known_aws_accounts/blob/main/LICENSE

/**
 * Whose AWS accounts are publicly known: a line for each owner, \`NAME=ACCOUNT,ACCOUNT,…\`, in the order of the first
 * ids. Each id is what it exceeds the one before by, in base 36; the first of a line the first of the line before.
 */
export const KNOWN_ACCOUNTS = \`${lines.join("\n")}\`;
`;
}

// Every report carries the list, and digits of account ids do not pack.
function steps(before, accounts) {
  return accounts.map((account, index) => (account - (accounts[index - 1] ?? before)).toString(36));
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { account, arn, role, smallWorld } from "../cli/world.js";

/** The small world as a folder, without its role that trusts the world. */
export async function quietSnapshot(folder: string): Promise<string> {
  return writeDirectory(folder, withoutRole(smallWorld(), "open"));
}

/** The small world as a folder: with a role that trusts the world, and one more that alice can become. */
export async function loudSnapshot(folder: string): Promise<string> {
  const trust = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: arn("user/alice") }, Action: "sts:AssumeRole" },
  };
  return writeDirectory(folder, smallWorld([role("added", trust)]));
}

type Details = Record<string, unknown>;

function withoutRole(details: Details, name: string): Details {
  const roles = details.RoleDetailList as readonly { readonly RoleName: string }[];
  return { ...details, RoleDetailList: roles.filter(({ RoleName }) => RoleName !== name) };
}

async function writeDirectory(folder: string, details: Details): Promise<string> {
  const place = join(folder, "accounts", account);
  await mkdir(place, { recursive: true });
  const manifest = { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "test" };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(place, "authorization-details.json"), JSON.stringify(details, null, 2));
  return folder;
}

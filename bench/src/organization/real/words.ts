import { accountId } from "../names.js";
import type { Place } from "./sketch.js";

/** What the applications of the organization are called; an account runs some of them. */
export const applicationNames: readonly string[] = [
  ..."orders billing catalog ledger search identity payments inventory shipping notifications reports".split(
    " ",
  ),
  ..."ingest pricing profile media risk claims quotes loyalty returns forecast archive gateway".split(" "),
];

/** Parts of applications. */
export const componentNames: readonly string[] = [
  ..."api worker stream etl web cron sync auth export import audit cache events scheduler".split(" "),
];

/** Stages of accounts. */
export const stages: readonly string[] = ["prod", "staging", "dev", "sandbox"];

/** Regions that resources lie in. */
export const regions: readonly string[] = ["eu-west-1", "eu-central-1", "us-east-1"];

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
export const HEX = "0123456789abcdef";

/** `OrdersApi`. */
export function pascal(...words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The name that CloudFormation gives a role of a stack: cut stack name, logical id, random end. */
export function stackRoleName({ random }: Place, stack: string, logical: string): string {
  return `${stack}-${logical}-`.slice(0, 50) + random.text(UPPER, 12);
}

/** The ARN of something of the account: `arn:aws:dynamodb:eu-west-1:111122223333:table/orders`. */
export function resourceArn({ account }: Place, service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId(account)}:${resource}`;
}

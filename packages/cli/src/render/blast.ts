import type { BlastAnswer, BlastCount } from "@rolepath/analyzer";
import { blank, type Line, line, styled } from "../text/line.js";
import { hopLines } from "./hops.js";
import type { Names } from "./names.js";
import { tail } from "./paths.js";
import { count, hopLegend } from "./words.js";

/** Administrators whose chains are shown. */
const adminCountMax = 5;

/** The answer of `blast`: the counts by hops, then the nearest administrators. */
export function blastLines(answer: BlastAnswer, names: Names): Line[] {
  const { total, byHops, admins } = answer;
  const more = admins.length - adminCountMax;
  return [
    line(0, [styled("strong", names.short(answer.from)), styled("muted", `  ${answer.from}`)], 2),
    ...(answer.admin
      ? [line(0, [styled("denied", "is an administrator: its whole account falls at once")])]
      : []),
    line(0, [`takes ${countText(total)}`, styled("muted", ` in up to ${count(answer.maxHops, "hop")}`)]),
    ...byHops.map((within) =>
      line(2, [styled("muted", `within ${count(within.hops, "hop")}: `), countText(within)], 4),
    ),
    ...(answer.accounts.length === 0
      ? []
      : [
          blank,
          line(0, [styled("heading", "Accounts")]),
          ...answer.accounts.map((id) => line(2, [names.account(id)])),
        ]),
    ...(admins.length === 0 ? [] : [blank, line(0, [styled("heading", "Administrators")])]),
    ...admins.slice(0, adminCountMax).flatMap(({ hops }) => hopLines(hops, names, 2)),
    ...(more > 0 ? [line(2, [styled("muted", `and ${more} more`)])] : []),
    ...tail({ ...answer, results: admins }, hopLegend),
  ];
}

function countText({ roles, freely, accounts, admins }: BlastCount): string {
  if (roles === 0) return "no role";
  const conditional = roles - freely;
  const conditions = conditional === 0 ? "" : ` (${conditional} under conditions)`;
  return `${count(roles, "role")}${conditions} in ${count(accounts, "account")}, ${count(admins, "administrator")} among them`;
}

import { parseArn } from "../arn.js";
import type { IamCaller } from "../caller.js";
import { readPolicy } from "../document.js";
import { actionMatches } from "../match.js";
import { type Choice, keyChoice } from "./choice.js";
import { type Ground, values } from "./ground.js";

/** Clause 3.4: a role ARN stands for any of its sessions; their tags vary when its trust policy lets tags be passed. */
export function sessionChoices(ground: Ground): Choice[] {
  const { caller, question, mentioned } = ground;
  if (caller.type !== "session" || caller.role === undefined) return [];
  const choices: Choice[] = [];
  if (question.caller.kind === "principal" && !question.caller.arn.includes(":assumed-role/")) {
    const prefix = `:assumed-role/${caller.role.RoleName}/`;
    const named = mentioned.principals
      .filter((value) => value.includes(prefix))
      .map((value) => value.split(prefix)[1]!);
    const fromIds = values(ground, "aws:userid").map((value) => value.split(":")[1]);
    const names = ["some-session", ...entered(caller), ...named, ...fromIds].filter(
      (name) => name !== undefined && name !== "",
    );
    const ids = [...new Set(names)].map((name) => `${caller.role!.RoleId}:${name}`);
    choices.push(keyChoice("aws:userid", ids, false, false));
  }
  if (hasFreeTags(caller)) choices.push(...principalTagChoices(ground));
  return choices;
}

/** Names that the role's own trust policy speaks of. */
function entered(caller: IamCaller): string[] {
  const { statements } = readPolicy(caller.role?.AssumeRolePolicyDocument);
  return statements
    .flatMap((statement) => statement.condition)
    .filter((entry) => entry.key.toLowerCase() === "sts:rolesessionname")
    .flatMap((entry) => entry.values.map((value) => value.replaceAll("*", "x").replaceAll("?", "x")));
}

/** Whether some statement of the role's own trust policy lets any session tag be passed, without a condition. */
function hasFreeTags(caller: IamCaller): boolean {
  return readPolicy(caller.role?.AssumeRolePolicyDocument).statements.some(
    (statement) =>
      statement.effect === "Allow" &&
      actionMatches(statement, "sts:TagSession") &&
      statement.condition.length === 0,
  );
}

function principalTagChoices(ground: Ground): Choice[] {
  const names = ground.mentioned.entries.map((entry) => entry.key.toLowerCase());
  const tags = [...new Set(names.filter((name) => name.startsWith("aws:principaltag/")))];
  return tags.map((name) => {
    const own = ground.known.get(name);
    const tried = values(ground, name);
    return typeof own === "string"
      ? keyChoice(name, [...new Set([own, ...tried])], false, false)
      : keyChoice(name, tried, true, false);
  });
}

/** Who exactly calls when the question names an account or anyone. */
export function outsiderChoices(ground: Ground): Choice[] {
  const { caller, question, mentioned } = ground;
  if (caller.type !== "user" && caller.type !== "session") return [];
  const choices: Choice[] = [];
  if (question.caller.kind === "account" || question.caller.kind === "anyone") {
    const partition = caller.partition;
    const account = caller.account;
    const named = mentioned.principals.filter(
      (value) => parseArn(value)?.account === account && /:(user|role)\//.test(value),
    );
    const tested = values(ground, "aws:PrincipalArn").filter((value) => parseArn(value)?.account === account);
    const fresh = [
      `arn:${partition}:iam::${account}:user/fresh`,
      `arn:${partition}:iam::${account}:role/fresh`,
    ];
    const arns = [...fresh, ...named, ...tested].filter((arn) => /:iam::\d{12}:(user|role)\/\S+$/.test(arn));
    choices.push(keyChoice("aws:PrincipalArn", [...new Set(arns)], false, false));
  }
  if (caller.user === undefined && caller.role === undefined) {
    choices.push(...principalTagChoices(ground));
    if (caller.type === "user")
      choices.push(keyChoice("aws:userid", ["AIDAFRESH", ...values(ground, "aws:userid")], false, false));
  }
  return choices;
}

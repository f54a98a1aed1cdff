import { parseAddress } from "../address.js";
import type { ResolvedCaller } from "../caller.js";
import { formatMoment, parseMoment } from "../moment.js";
import { isOpenKey } from "../open-keys.js";
import type { Context } from "../request.js";
import { freshValue } from "./candidates.js";
import { type Choice, combine, keyChoice } from "./choice.js";
import { type Ground, isMentioned, values } from "./ground.js";

/** Clause 1.6: parameters of the call. */
export function parameterChoices(ground: Ground): Choice[] {
  const choices = [keyChoice("sts:RoleSessionName", values(ground, "sts:RoleSessionName"), false, false)];
  if (ground.request.action === "sts:AssumeRole" && isMentioned(ground, "sts:ExternalId")) {
    choices.push(keyChoice("sts:ExternalId", values(ground, "sts:ExternalId"), true, true));
  }
  if (isMentioned(ground, "sts:SourceIdentity") || isMentioned(ground, "aws:SourceIdentity")) {
    const identities = [...values(ground, "sts:SourceIdentity"), ...values(ground, "aws:SourceIdentity")];
    const ways: Context[] = [{}, ...identities.map((value) => ({ "sts:SourceIdentity": value }))];
    if (isOpenKey("aws:sourceidentity", ground.request, ground.caller)) {
      ways.push(...identities.map((value) => ({ "sts:SourceIdentity": value, "aws:SourceIdentity": value })));
    }
    choices.push({ name: "sts:SourceIdentity", ways, optional: true });
  }
  return choices;
}

/** Clause 3.4: from an address, or through a VPC endpoint; never both. */
export function networkChoice(ground: Ground): Choice {
  const addresses = values(ground, "aws:SourceIp").filter((value) => parseAddress(value) !== null);
  const outside = addresses.map((value): Context => ({ "aws:SourceIp": value }));
  const endpointKeys = [
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:VpceAccount",
    "aws:VpceOrgID",
  ];
  if (!["aws:SourceIp", ...endpointKeys].some((key) => isMentioned(ground, key))) {
    return { name: "network", ways: outside.slice(0, 1), optional: false };
  }
  const inside = combine(
    endpointKeys.map((key) =>
      (isMentioned(ground, key) ? values(ground, key) : [freshValue(key)])
        .filter((value) => key !== "aws:VpcSourceIp" || parseAddress(value) !== null)
        .map((value) => ({ [key]: value })),
    ),
    20,
  );
  return { name: "network", ways: [...outside, ...inside], optional: false };
}

/** Clauses 1.7 and 3.4: the clock, and what the credentials of the caller say about MFA and their age. */
export function credentialChoice(ground: Ground): Choice {
  const collected = parseMoment(ground.snapshot.manifest.createdAt) ?? 0;
  const moments = ["aws:CurrentTime", "aws:EpochTime"]
    .flatMap((key) => values(ground, key))
    .map(parseMoment)
    .filter((moment) => moment !== null && moment >= collected);
  const nows = [...new Set([collected, ...moments.map((moment) => moment!)])];
  const issues = values(ground, "aws:TokenIssueTime")
    .map(parseMoment)
    .filter((moment) => moment !== null);
  const ages = values(ground, "aws:MultiFactorAuthAge").filter((age) => /^\d+$/.test(age));
  const ways = nows.flatMap((now) => {
    const clock: Context = { "aws:CurrentTime": formatMoment(now), "aws:EpochTime": String(now) };
    const issued = [...new Set([now, ...issues.filter((moment) => moment! <= now).map((moment) => moment!)])];
    const tokens = issued.map((moment): Context => ({ "aws:TokenIssueTime": formatMoment(moment) }));
    return credentialsOf(ground.caller, tokens, ages).map((credential) => ({ ...clock, ...credential }));
  });
  return { name: "clock and credentials", ways, optional: false };
}

function credentialsOf(
  caller: ResolvedCaller,
  tokens: readonly Context[],
  ages: readonly string[],
): Context[] {
  if (caller.type === "session") return [...tokens];
  if (caller.type !== "user") return [{}];
  const withMfa = ages.map(
    (age): Context => ({ "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": age }),
  );
  return [
    {}, // access keys
    ...withMfa, // access keys and a code with the call
    ...tokens.flatMap((token) => [
      { ...token, "aws:MultiFactorAuthPresent": "false" },
      ...withMfa.map((mfa) => ({ ...token, ...mfa })),
    ]),
  ];
}

/** Clause 2.5: what a service says about the resource it acts for; it may say nothing. */
export function sourceChoices(ground: Ground): Choice[] {
  if (ground.caller.type !== "service") return [];
  const part = (key: string): Context[] => [{}, ...values(ground, key).map((value) => ({ [key]: value }))];
  const accounts = combine(
    ["aws:SourceAccount", "aws:SourceOrgID"].filter((key) => isMentioned(ground, key)).map(part),
    30,
  ).map((way) =>
    "aws:SourceOrgID" in way ? { "aws:SourceAccount": freshValue("aws:SourceAccount"), ...way } : way,
  );
  const arns = isMentioned(ground, "aws:SourceArn") ? part("aws:SourceArn") : [{}];
  return [{ name: "source", ways: combine([accounts, arns], 60), optional: false }];
}

import type { HopAction, HopAnswer, Requirement, VerdictKind, WayClass } from "@rolepath/analyzer";
import { type Span, styled } from "../text/line.js";

const marks: Readonly<Record<VerdictKind, string>> = {
  allowed: "●",
  conditional: "◐",
  denied: "○",
  unknown: "?",
};

/** One character that tells the verdict without colour: full, half, empty, question mark. */
export function mark(verdict: VerdictKind): Span {
  return styled(verdict, marks[verdict]);
}

/** The legend of the marks. */
export const legend: readonly Span[] = [
  mark("allowed"),
  styled("muted", " allowed  "),
  mark("conditional"),
  styled("muted", " under conditions"),
];

/** The legend of chains whose hops say how long a session lasts. */
export const hopLegend: readonly Span[] = [...legend, styled("muted", "  1 h: longest session")];

/** `1 h`, `45 min`, `1 h 30 min`; for a last hop without a session of its own, nothing. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "";
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const parts = [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`, rest > 0 && `${rest} s`];
  return parts.filter((part) => part !== false).join(" ") || "0 s";
}

/** `1 hop`, `3 hops`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? singular : plural}`;
}

/** What must hold, as a person would say it: `if … and …`; empty where nothing must. */
export function conditionText(requires: readonly Requirement[]): string {
  return requires.map(({ text }) => text).join(" and ");
}

/**
 * What must hold, alternatives kept apart; a single alternative reads like a plain condition.
 */
export function alternativesText(
  requires: readonly Requirement[],
  alternatives: readonly (readonly Requirement[])[] | undefined,
): string {
  if (alternatives === undefined || alternatives.length < 2)
    return conditionText(alternatives?.[0] ?? requires);
  return alternatives
    .map((one) => (one.length > 1 ? `(${conditionText(one)})` : conditionText(one)))
    .join(" or ");
}

const shortActions: Readonly<Record<HopAction, string>> = {
  "sts:AssumeRole": "assumes",
  "sts:AssumeRoleWithSAML": "signs in with SAML to",
  "sts:AssumeRoleWithWebIdentity": "signs in with OIDC to",
  "sts:AssumeRoot": "takes the root session of",
};

const classVerbs: Readonly<Record<WayClass, string>> = {
  "iam-change": "by changing IAM gets",
  "pass-role": "by passing the role gets",
  "use-compute": "by using compute gets",
  credential: "with new credentials gets",
};

/** The hop as a verb. */
export function actionVerb(hop: Pick<HopAnswer, "action" | "class">): string {
  return hop.class === undefined ? shortActions[hop.action as HopAction] : classVerbs[hop.class];
}

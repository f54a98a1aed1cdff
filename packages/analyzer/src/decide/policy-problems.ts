import type { Problem } from "@rolepath/snapshot";
import { compareText } from "../policy/compare-text.js";
import type { ConditionEntry } from "../policy/condition.js";
import type { Policy, Statement } from "../policy/document.js";
import { peekForOddities } from "../policy/lazy-policy.js";
import { arnPattern } from "../policy/pattern.js";
import { allPolicies } from "../world/policies.js";
import type { World } from "../world/world.js";
import { parseDate } from "./domain/comparison.js";
import { parseCidr } from "./domain/ip.js";
import { isKnownKey, takesSet } from "./keys/global-keys.js";

const REMEDY = "compare with the policy in IAM, and say there what is meant";

/** What could not be understood inside a policy, and where in the document. */
type Oddity = Pick<Problem, "code" | "pointer" | "message">;

/** What could not be understood inside policies, each once, by file and pointer. */
export function policyProblems(world: World): readonly Problem[] {
  const problems = new Map<string, Problem>();
  // Equal documents are one policy, wherever they stand.
  const judged = new Map<Policy, readonly Oddity[]>();
  for (const ref of allPolicies(world)) {
    const { policy } = ref;
    if (policy === null) continue;
    const known = judged.get(policy);
    const oddities = known ?? odditiesOf(policy);
    if (known === undefined) judged.set(policy, oddities);
    for (const { code, pointer, message } of oddities) {
      const problem: Problem = {
        level: "warning",
        code,
        file: ref.file,
        pointer: ref.documentPointer + pointer,
        message: `${ref.source}: ${message}`,
        remedy: REMEDY,
      };
      problems.set(`${problem.file} ${problem.pointer} ${problem.message}`, problem);
    }
  }
  return [...problems.values()].toSorted(
    (a, b) =>
      compareText(a.file, b.file) || compareText(a.pointer, b.pointer) || compareText(a.message, b.message),
  );
}

const nothingOdd: readonly Oddity[] = [];

// What is parsed for this is not kept: most policies are looked into by nobody else.
function odditiesOf(policy: Policy): readonly Oddity[] {
  const parsed = peekForOddities(policy);
  if (parsed === null) return nothingOdd;
  const oddities = [
    ...parsed.notes.map(({ pointer, text }) => ({ code: "policy-unclear", pointer, message: text })),
    ...parsed.statements.flatMap((statement) =>
      conditionProblems(statement).map((message) => ({
        code: "condition-unclear",
        pointer: statement.pointer,
        message,
      })),
    ),
  ];
  return oddities.length === 0 ? nothingOdd : oddities;
}

function conditionProblems(statement: Statement): readonly string[] {
  return statement.conditions.flatMap((entry) => [
    ...keyProblems(entry),
    ...entry.values.flatMap((value) => (value.hasVariable ? [] : (valueProblem(entry, value.source) ?? []))),
  ]);
}

// "Set operators for multivalued context keys": the pages say not to mix them, and not what happens then.
function keyProblems(entry: ConditionEntry): readonly string[] {
  if (isKnownKey(entry.key) === false)
    return [`AWS has no condition key \`${entry.key}\`; it is never present`];
  const set = takesSet(entry.key);
  if (set === true && entry.set === null && entry.comparison !== "Null") {
    return [
      `\`${entry.key}\` holds several values and ${entry.operator} has no ForAllValues or ForAnyValue; it is read as ForAnyValue`,
    ];
  }
  if (set === false && entry.set !== null) {
    return [
      `\`${entry.key}\` holds one value and ${entry.operator} is for several; it is read as a list of one`,
    ];
  }
  return [];
}

// A value that does not parse matches nothing (IAM User Guide, "Condition operators").
function valueProblem(entry: ConditionEntry, value: string): string | null {
  const says = (expected: string): string =>
    `\`${value}\` under ${entry.operator} ${entry.key} is no ${expected}; it matches nothing`;
  if (entry.comparison === "IpAddress") return parseCidr(value) === null ? says("address block") : null;
  if (entry.comparison.startsWith("Date")) return parseDate(value) === null ? says("date") : null;
  if (entry.comparison.startsWith("Numeric"))
    return Number.isFinite(Number(value)) && value.trim() !== "" ? null : says("number");
  if (entry.comparison === "Bool" || entry.comparison === "Null")
    return /^(true|false)$/i.test(value.trim()) ? null : says("boolean");
  if (entry.comparison === "Arn")
    return arnPattern([{ text: value, wild: true }]) === null ? says("ARN pattern of six parts") : null;
  return null;
}

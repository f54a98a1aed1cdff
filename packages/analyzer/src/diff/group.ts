import { groupBy } from "../finding/group.js";
import type { Cause, EdgeChange, Effect } from "./answer.js";

/** Hops into one role that changed in one way, for one reason. */
export interface EdgeGroup {
  readonly change: EdgeChange["change"];
  readonly effect?: Effect;
  readonly to: string;
  readonly causes: readonly Cause[];
  readonly edges: readonly EdgeChange[];
}

/** The hops by what they have in common: one statement can let in hundreds, and is told of once. */
export function groupEdges(edges: readonly EdgeChange[]): readonly EdgeGroup[] {
  return groupBy(edges, ({ change, effect, to, causes, before, after }) =>
    JSON.stringify([change, effect, to, before?.verdict, after?.verdict, causes]),
  ).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { change, effect, to, causes } = first;
    return [{ change, ...(effect === undefined ? {} : { effect }), to, causes, edges: group }];
  });
}

/** Whether the hop lets somebody through who did not get through before. */
export function opens({ change, effect }: Pick<EdgeChange, "change" | "effect">): boolean {
  return change === "added" || (change === "changed" && effect !== "narrower");
}

const CHANGED = { added: "added", removed: "removed", changed: "changed" } as const;

/** A cause in a sentence: `trust policy of deploy: statement Bob was added`. */
export function causeText(cause: Cause): string {
  const { kind, change, source, statements, confirmed } = cause;
  const doubt =
    confirmed === "together"
      ? " (only together with the others)"
      : confirmed === "no"
        ? " (not confirmed: changed back, the hop is still not as it was)"
        : confirmed === "untried"
          ? " (not tried)"
          : "";
  if (kind === "collected")
    return `${source} was ${change === "added" ? "not collected before" : "collected before"}${doubt}`;
  if (kind === "clock") return `nothing but the ${source}${doubt}`;
  if (kind === "principal") return `${source} is ${change === "added" ? "new" : "gone"}`;
  const told = (statements ?? []).filter(({ decisive }) => decisive !== false);
  if (kind === "document" && told.length > 0) {
    const which = told.map((statement) => {
      const sid = statement.sid === undefined ? "a statement" : `statement ${statement.sid}`;
      return `${sid} was ${CHANGED[statement.change]}`;
    });
    return `${source}: ${which.join(", ")}${doubt}`;
  }
  return `${source} ${source.endsWith("s") ? "were" : "was"} ${CHANGED[change]}${doubt}`;
}

/** Where a cause stands: the statement that did it, else the whole. */
export function causePlace({ file, pointer, statements }: Cause): string {
  const told = (statements ?? []).filter(({ decisive }) => decisive !== false);
  const [one, ...more] = told;
  const exact = more.length === 0 ? (one?.pointerAfter ?? one?.pointerBefore) : undefined;
  const at = exact ?? pointer ?? "";
  return file === undefined ? "" : `${file} ${at}`.trim();
}

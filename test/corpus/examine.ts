import { type Analysis, analyze } from "@rolepath/analyzer";
import { type Problem, parsePointer, readSnapshot } from "@rolepath/snapshot";

/** What one input made of the reader and the engine. */
export interface Examination {
  /** Why the input could not be read or asked; empty when all is well. */
  readonly faults: readonly string[];
  readonly roles: number;
  readonly edges: number;
  readonly problems: number;
}

/**
 * Reads `files`, asks every kind of question there is, twice, and checks what holds of any input: no crash, the same
 * bytes both times, and each problem with a place that exists in its file.
 */
export function examine(files: ReadonlyMap<string, string>): Examination {
  const read = readSnapshot(files, { createdAt: "2026-10-15T00:00:00Z" });
  const misplaced = read.problems.flatMap((problem) => placeFault(problem, files));
  const { snapshot } = read;
  if (snapshot === null) {
    const why = read.problems.map(({ file, pointer, message }) => `${file} ${pointer}: ${message}`);
    return {
      faults: ["nothing could be read", ...why, ...misplaced],
      roles: 0,
      edges: 0,
      problems: why.length,
    };
  }
  const analysis = analyze(snapshot);
  const answers = askEverything(analysis);
  const again = askEverything(analyze(snapshot));
  const { problems } = analysis.check();
  const faults = [
    ...misplaced,
    ...problems.flatMap(textFault),
    ...(answers === again ? [] : ["a second run gave other bytes"]),
  ];
  return {
    faults,
    roles: analysis.summary().roles,
    edges: [...analysis.edges()].length,
    problems: problems.length,
  };
}

const ROLES_ASKED_MAX = 15;

/** The answers to all kinds of questions, as text. */
function askEverything(analysis: Analysis): string {
  const principals = analysis.principals();
  const roles = principals
    .filter(({ kind, outside }) => /role/.test(kind) && !outside)
    .slice(0, ROLES_ASKED_MAX);
  const users = principals.filter(({ kind }) => kind === "user").slice(0, ROLES_ASKED_MAX);
  return JSON.stringify([
    analysis.summary(),
    principals,
    [...analysis.edges()],
    analysis.check(),
    roles.map(({ id }) => [
      analysis.whoCan(id),
      analysis.can({ from: "*", to: id }),
      analysis.can({ from: "111122223333", to: id, maxHops: 3 }),
      ...users.map((user) => analysis.can({ from: user.id, to: id })),
    ]),
    [...users, ...roles].map(({ id }) => analysis.whatCan(id)),
    analysis.paths({ from: "outside", to: "admin" }),
  ]);
}

/** What is wrong with the words of a problem: it says what is wrong and what to do, in one line each. */
function textFault({ code, file, message, remedy }: Problem): string[] {
  const whole = file !== "" && [message, remedy].every((line) => /^\S[^\n\r]*$/.test(line));
  return whole && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) ? [] : [`${code}: a problem without words or place`];
}

/** What is wrong with the place of a problem that the reader found: the place, or the one around it, is in the file. */
function placeFault(problem: Problem, files: ReadonlyMap<string, string>): string[] {
  const { code, file, pointer } = problem;
  const lost = [...textFault(problem)];
  const text = files.get(file);
  if (text === undefined) lost.push(`${code}: names \`${file}\`, which was not given`);
  else if (pointer !== "") {
    let value: unknown = JSON.parse(text);
    for (const name of parsePointer(pointer)?.slice(0, -1) ?? []) {
      value =
        value !== null && typeof value === "object" ? (value as Record<string, unknown>)[name] : undefined;
    }
    if (value === undefined) lost.push(`${code}: no \`${pointer}\` in \`${file}\``);
  }
  return lost;
}

import type { Problem } from "../type/problem.js";
import { type Place, pointerOf } from "./pointer.js";

/** What a problem says, without where it is. */
export type ProblemText = Pick<Problem, "code" | "message" | "remedy">;

// A file of a hundred thousand broken entries must not make a hundred thousand lines; the rest is counted.
const sameKindMax = 20;

/** Collects problems; of each kind in each file the first twenty are told one by one, the rest as a number. */
export class ProblemList {
  readonly #problems: Problem[] = [];
  #count = 0;
  readonly #seen = new Map<string, { count: number; readonly last: Problem }>();

  error(place: Place, text: ProblemText): void {
    this.#add("error", place, text);
  }

  warn(place: Place, text: ProblemText): void {
    this.#add("warning", place, text);
  }

  /** How many there are, those included that are not told one by one. */
  get count(): number {
    return this.#count;
  }

  /** Whether anything was an error. */
  get hasErrors(): boolean {
    return this.#problems.some(({ level }) => level === "error");
  }

  #add(level: Problem["level"], place: Place, text: ProblemText): void {
    const { code, message, remedy } = text;
    this.#count += 1;
    const key = JSON.stringify([level, code, place.file]);
    const seen = this.#seen.get(key);
    if (seen !== undefined && seen.count >= sameKindMax) {
      seen.count += 1;
      return;
    }
    const problem: Problem = { level, code, file: place.file, pointer: pointerOf(place), message, remedy };
    this.#problems.push(problem);
    this.#seen.set(key, { count: (seen?.count ?? 0) + 1, last: problem });
  }

  /** All problems: by file, and within a file in the order they were met. */
  list(): readonly Problem[] {
    const more: Problem[] = [];
    for (const { count, last } of this.#seen.values()) {
      if (count <= sameKindMax) continue;
      const message = `${count - sameKindMax} more of the same kind in this file (${last.code})`;
      more.push({ ...last, pointer: "", message });
    }
    return [...this.#problems, ...more].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  }
}

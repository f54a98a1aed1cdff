import { UsageError } from "./error.js";
import { hopCountMax } from "./option.js";

/** The arguments of one command, by the names of its options. */
export class Arguments {
  readonly #values: ReadonlyMap<string, readonly (string | true)[]>;
  readonly #positionals: readonly string[];

  constructor(values: ReadonlyMap<string, readonly (string | true)[]>, positionals: readonly string[]) {
    this.#values = values;
    this.#positionals = positionals;
  }

  /** The positional argument at `index`: the parser has checked that it is there; an optional one may be empty. */
  positional(index: number): string {
    return this.#positionals[index] ?? "";
  }

  /** Everything that was given, options sorted by name. */
  all(): readonly [
    options: readonly (readonly [string, readonly (string | true)[]])[],
    positionals: readonly string[],
  ] {
    return [[...this.#values].sort(([a], [b]) => (a < b ? -1 : 1)), this.#positionals];
  }

  /** Whether the option was given at all. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value of an option; the last one counts. */
  text(name: string): string | undefined {
    const value = this.#values.get(name)?.at(-1);
    return value === true ? undefined : value;
  }

  /** The values of a repeatable option, in order. */
  texts(name: string): readonly string[] {
    return (this.#values.get(name) ?? []).filter((value) => value !== true);
  }

  /** The value of an option that must be one of a few words. */
  choice<const Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = words.find((word) => word === value);
    if (found === undefined)
      throw new UsageError(`--${name} \`${value}\`: expected one of ${words.join(", ")}`);
    return found;
  }

  /** The value of an option that must be a whole number from `min` to `max`. */
  number(name: string, min: number, max: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max))
      throw new UsageError(`--${name} \`${value}\`: expected a whole number from ${min} to ${max}`);
    return number;
  }

  /** `--max-hops`. */
  maxHops(): number | undefined {
    return this.number("max-hops", 1, hopCountMax);
  }

  /** `--duration`, in seconds. */
  duration(): number | undefined {
    return this.number("duration", 1, 999_999_999);
  }

  /** `--format`: `text` unless given. */
  format(): "text" | "json" {
    return this.choice("format", ["text", "json"]) ?? "text";
  }
}

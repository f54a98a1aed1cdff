import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { root } from "../support/repository.js";
import { fillIn, isTrue, type Lookup } from "./expression.js";
import { bash } from "./shell.js";

/** One step of a workflow or of a composite action. */
interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What a run of steps left behind. */
export interface StepsRun {
  /** 0, or the exit code of the step that failed; later steps do not run. */
  readonly code: number;
  readonly failedStep: string | null;
  readonly log: string;
  readonly errors: string;
  readonly summary: string;
  /** Actions of others, with what they were given. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** A file of the repository, as YAML. */
export async function readYamlFile<T>(path: string): Promise<T> {
  return parse(await readFile(join(root, path), "utf8")) as T;
}

/** A stand-in for a runner of GitHub: a workspace, the files that steps write to, and what expressions look up. */
export class Runner {
  private readonly files: Readonly<Record<"path" | "summary" | "output", string>>;
  private readonly used: { uses: string; with: Readonly<Record<string, string>> }[] = [];
  private log = "";
  private errors = "";
  private path: string;

  constructor(
    private readonly place: {
      readonly workspace: string;
      readonly temp: string;
      /** Folders that come first on the PATH. */
      readonly path: readonly string[];
      readonly actionPath?: string;
      readonly lookup?: Lookup;
      readonly environment?: Readonly<Record<string, string>>;
    },
  ) {
    const file = (name: string) => join(place.temp, `runner-${name}`);
    this.files = { path: file("path"), summary: file("summary"), output: file("output") };
    this.path = [...place.path, process.env.PATH ?? ""].join(delimiter);
  }

  /** Runs the composite action of this repository. */
  async action(inputs: Readonly<Record<string, string>>): Promise<StepsRun> {
    await this.begin();
    const { failed, outputs } = await this.composite(inputs);
    return this.end(failed, outputs);
  }

  /** Runs the steps of a workflow; `uses: ./…` stands for the action of this repository. */
  async workflow(steps: readonly Step[]): Promise<StepsRun> {
    await this.begin();
    return this.end((await this.steps(steps, {})).failed, {});
  }

  private async begin(): Promise<void> {
    await mkdir(this.place.temp, { recursive: true });
    await Promise.all(Object.values(this.files).map((file) => writeFile(file, "")));
  }

  private async end(failed: Failed | null, outputs: Readonly<Record<string, string>>): Promise<StepsRun> {
    return {
      code: failed?.code ?? 0,
      failedStep: failed?.name ?? null,
      log: this.log,
      errors: this.errors,
      summary: await readFile(this.files.summary, "utf8"),
      used: this.used,
      outputs,
    };
  }

  private async composite(given: Readonly<Record<string, string>>) {
    const action = await readYamlFile<Action>("action.yml");
    const unknown = Object.keys(given).filter((name) => !Object.hasOwn(action.inputs, name));
    if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(", ")}`);
    const inputs = Object.fromEntries(
      Object.entries(action.inputs).map(([name, { default: value = "" }]) => [name, given[name] ?? value]),
    );
    const { failed, lookup } = await this.steps(action.runs.steps, { inputs });
    const outputs = Object.fromEntries(
      Object.entries(action.outputs).map(([name, { value }]) => [name, fillIn(value, lookup)]),
    );
    return { failed, outputs };
  }

  private async steps(
    steps: readonly Step[],
    known: Lookup,
  ): Promise<{ readonly failed: Failed | null; readonly lookup: Lookup }> {
    const { temp, actionPath = root } = this.place;
    const done: Record<string, Lookup> = {};
    const lookup: Lookup = {
      ...this.place.lookup,
      ...known,
      runner: { temp },
      github: { action_path: actionPath, ...(this.place.lookup?.github as Lookup | undefined) },
      steps: done,
    };
    for (const step of steps) {
      if (!isTrue(step.if, lookup)) continue;
      const code =
        step.run === undefined ? await this.use(step, lookup) : await this.run(step, step.run, lookup);
      if (step.id !== undefined) done[step.id] = { outputs: await this.takeOutputs() };
      if (code !== 0) return { failed: { code, name: step.name ?? step.uses ?? "" }, lookup };
    }
    return { failed: null, lookup };
  }

  private async use(step: Step, lookup: Lookup): Promise<number> {
    const uses = step.uses ?? "";
    const given = Object.fromEntries(
      Object.entries(step.with ?? {}).map(([name, value]) => [name, fillIn(String(value), lookup)]),
    );
    if (uses.startsWith("./")) return (await this.composite(given)).failed?.code ?? 0;
    this.used.push({ uses, with: given });
    return 0;
  }

  private async run(step: Step, script: string, lookup: Lookup): Promise<number> {
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, value]) => [name, fillIn(value, lookup)]),
    );
    const result = await bash(fillIn(script, lookup), {
      folder: this.place.workspace,
      environment: {
        HOME: this.place.temp,
        PATH: this.path,
        RUNNER_TEMP: this.place.temp,
        GITHUB_PATH: this.files.path,
        GITHUB_STEP_SUMMARY: this.files.summary,
        GITHUB_OUTPUT: this.files.output,
        ...this.place.environment,
        ...env,
      },
    });
    this.log += result.stdout;
    this.errors += result.stderr;
    const added = (await readFile(this.files.path, "utf8")).split("\n").filter((line) => line !== "");
    this.path = [...added.toReversed(), ...this.place.path, process.env.PATH ?? ""].join(delimiter);
    return result.code ?? 1;
  }

  private async takeOutputs(): Promise<Lookup> {
    const lines = (await readFile(this.files.output, "utf8")).split("\n").filter((line) => line !== "");
    await writeFile(this.files.output, "");
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
  }
}

interface Failed {
  readonly code: number;
  readonly name: string;
}

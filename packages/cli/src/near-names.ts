import { type Analysis, UnknownName } from "@rolepath/analyzer";
import { InputError } from "./error.js";
import { containing, nearest } from "./suggest.js";

const suggestionCountMax = 3;

/** `did you mean …?` for a name that no principal has; absent where none is near, and for a name that one has. */
export function nearNames(analysis: Analysis, written: string): string | undefined {
  const idsByName = new Map<string, string[]>();
  for (const { id, name } of analysis.principals()) {
    if (id === written || name === written || shortForm(id, name) === written) return undefined;
    const ids = idsByName.get(name);
    if (ids === undefined) idsByName.set(name, [id]);
    else ids.push(id);
  }
  const name = written.split(/[:/]/).at(-1) ?? written;
  const alike = nearest(name, idsByName.keys(), suggestionCountMax);
  const near = alike.length > 0 ? alike : containing(name, idsByName.keys(), suggestionCountMax);
  const ids = near.flatMap((one) => idsByName.get(one) ?? []).slice(0, suggestionCountMax);
  return ids.length === 0 ? undefined : `did you mean ${ids.join(" or ")}?`;
}

/** `user/alice` for an ARN of the user alice. */
function shortForm(id: string, name: string): string {
  const [kind] = id.split(":").slice(5).join(":").split("/");
  return `${kind}/${name}`;
}

/**
 * What `ask` answers.
 *
 * @throws InputError with the nearest names, where `ask` knows no principal that one of `written` names
 */
export function askNamed<Answer>(analysis: Analysis, written: readonly string[], ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof UnknownName)) throw error;
    const near = written.flatMap((name) => nearNames(analysis, name) ?? []);
    throw new InputError(error.message, near[0]);
  }
}

import { accountFile, organizationFile } from "@rolepath/snapshot";
import type { Evidence, Finding } from "../answer.js";
import type { TextRange } from "./json-place.js";

/** A place in a file as the reader of a report finds it. */
export interface SourcePlace {
  /** The path of the file, with `/`, from where the report is read: the root of a repository. */
  readonly path: string;
  /** Absent where the text of the file is not at hand. */
  readonly range?: TextRange;
}

/** Finds the place of a value by its file in the snapshot's layout and its JSON pointer. */
export type Locate = (file: string, pointer: string) => SourcePlace;

/** Knows no more than the names of the files. */
export const locateByName: Locate = (file) => ({ path: file });

/** The statements that a finding rests on, the one to look at first before the others. */
export function statementsOf(finding: Finding): readonly Evidence[] {
  const applying = finding.evidence.filter(({ match }) => match !== "no");
  const allows = applying.filter(({ effect }) => effect === "Allow");
  // A chain is cut at the trust of its last hop, which stands last; elsewhere the first statement is the door.
  const first =
    finding.path === undefined
      ? allows[0]
      : (allows.findLast(({ layer }) => layer === "trust") ?? allows.at(-1));
  return first === undefined ? applying : [first, ...applying.filter((entry) => entry !== first)];
}

/** Where a finding is shown: its first statement, else the file of its account. */
export function placeOf(finding: Finding, locate: Locate): SourcePlace {
  const [first] = statementsOf(finding);
  if (first?.file !== undefined) return placeOfEvidence(first, locate) ?? locate(first.file, "");
  return locate(
    /^\d{12}$/.test(finding.account)
      ? accountFile(finding.account, "authorizationDetails")
      : organizationFile,
    "",
  );
}

/** Where a statement stands; null where it stands in no file. */
export function placeOfEvidence(
  { file, pointer, documentPointer }: Evidence,
  locate: Locate,
): SourcePlace | null {
  return file === undefined ? null : locate(file, pointer ?? documentPointer ?? "");
}

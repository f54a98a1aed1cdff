import type {
  BlastAnswer,
  CanAnswer,
  CutAnswer,
  CyclesAnswer,
  Evidence,
  HopAnswer,
  PathResult,
  PathsAnswer,
} from "@rolepath/analyzer";
import type { Problem } from "@rolepath/snapshot";
import { counted } from "../text.js";
import { blastShape, canShape, cutShape, cyclesShape, pathsShape } from "./answer-shape.js";
import type { Shape } from "./shape.js";

type Question = PathsAnswer["question"] | "can" | "cut" | "blast" | "cycles";

/** What an answer about chains comes to, whichever command gave it. */
export interface ChainsAnswer {
  readonly question: Question;
  readonly from?: string;
  readonly to?: string;
  readonly results: readonly PathResult[];
  /** What it says besides its chains, in sentences. */
  readonly says: readonly string[];
  /** Of an answer without a chain: what decided. */
  readonly evidence: readonly Evidence[];
  readonly truncated: boolean;
  readonly assumptions: readonly string[];
  readonly problems: readonly Problem[];
}

const plain = { says: [], evidence: [], assumptions: [], truncated: false, problems: [] };

type OfCommand<Answer> = Answer & { readonly problems?: readonly Problem[] };

function ofCan(answer: OfCommand<CanAnswer & { readonly from: string }>): ChainsAnswer {
  const { from, to, verdict, requires, maxSessionSeconds = null, evidence, missing = [], remedy } = answer;
  const open = verdict === "allowed" || verdict === "conditional";
  const hops: readonly HopAnswer[] =
    answer.hops ?? (open ? [{ ...answer, maxSessionSeconds, evidence }] : []);
  const path = answer.path ?? [from, to];
  return {
    ...plain,
    ...answer,
    question: "can",
    results: open ? [{ principal: to, path, hops, verdict, requires, maxSessionSeconds }] : [],
    says: [answer.reason, ...missing, ...(remedy === undefined ? [] : [`to allow it: ${remedy}`])],
    evidence: open ? [] : evidence,
  };
}

function ofCut(answer: OfCommand<CutAnswer>): ChainsAnswer {
  const { statements, verified } = answer;
  const some = statements !== null && statements.length > 0;
  return {
    ...plain,
    ...answer,
    results: [],
    says: [
      answer.reason,
      ...(statements ?? []).map(
        ({ source, statement, file, pointer }) => `${source}, statement ${statement}: \`${file}#${pointer}\``,
      ),
      ...(some
        ? [
            verified
              ? "Tried: asked again without them, no chain is left"
              : "Not confirmed: a chain may be left",
          ]
        : []),
    ],
  };
}

function ofBlast(answer: OfCommand<BlastAnswer>): ChainsAnswer {
  const taken = ({ roles, freely, accounts, admins }: BlastAnswer["total"]): string =>
    `${counted(roles, "role")}${roles === freely ? "" : ` (${roles - freely} under conditions)`} in ` +
    `${counted(accounts, "account")}, ${counted(admins, "administrator")} among them`;
  return {
    ...plain,
    ...answer,
    results: answer.admins,
    says: [
      ...(answer.admin ? ["it is an administrator: its whole account falls at once"] : []),
      ...answer.byHops.map((within) => `within ${counted(within.hops, "hop")}: ${taken(within)}`),
    ],
  };
}

function ofCycles(answer: OfCommand<CyclesAnswer>): ChainsAnswer {
  const results = answer.results.map((cycle) => ({
    ...cycle,
    principal: cycle.walk[0] ?? "",
    path: cycle.walk,
    maxSessionSeconds: null,
  }));
  return { ...plain, ...answer, results };
}

const ofPaths = (answer: OfCommand<PathsAnswer>): ChainsAnswer => ({ ...plain, ...answer });

/** How the answer of a command is read: what it must look like, and what it comes to. */
export interface ChainsReader {
  readonly command: string;
  readonly shape: Shape;
  // Behind the shape, which is what tells that it is such an answer.
  readonly chains: (answer: never) => ChainsAnswer;
}

const paths = [pathsShape, ofPaths] as const;

const readers: Readonly<Record<Question, readonly [ChainsReader["shape"], ChainsReader["chains"]]>> = {
  can: [canShape, ofCan],
  "who-can": paths,
  "what-can": paths,
  paths,
  cut: [cutShape, ofCut],
  blast: [blastShape, ofBlast],
  cycles: [cyclesShape, ofCycles],
};

/** How to read what was found in a file; null for what is no answer about chains. */
export function chainsReader(value: object): ChainsReader | null {
  const question =
    "question" in value ? value.question : "verdict" in value && "evidence" in value ? "can" : "";
  if (typeof question !== "string" || !Object.hasOwn(readers, question)) return null;
  const [shape, chains] = readers[question as Question];
  return { command: question === "cut" ? "paths --cut" : question, shape, chains };
}

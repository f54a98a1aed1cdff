import type { CanAnswer, Evidence, Layer, RequestContext } from "@rolepath/analyzer";
import { blank, type Line, line, type Span, styled, together, wholeLine } from "../text/line.js";
import { hopLines } from "./hops.js";
import type { Names } from "./names.js";
import { count, duration } from "./words.js";

const layerOrder: readonly Layer[] = [
  "sts",
  "provider",
  "trust",
  "identity",
  "boundary",
  "session",
  "scp",
  "rcp",
];
const layerColumns = 10;

/** The answer of `can` as a page: verdict, what it needs, why, a request that works, what was assumed, what would change it. */
export function canLines(answer: CanAnswer, names: Names): Line[] {
  const from = names.resolve(typeof answer.from === "string" ? answer.from : answer.from.provider);
  const to = names.resolve(answer.to);
  return [
    line(0, [
      styled(answer.verdict, answer.verdict.toUpperCase()),
      answer.verdict === "unknown" ? "  whether " : "  ",
      styled("strong", names.short(from)),
      answer.verdict === "denied" ? " cannot become " : " can become ",
      styled("strong", names.short(to)),
      answer.verdict === "conditional" ? " under conditions" : "",
    ]),
    ...endLines("from", from, names),
    ...endLines("to", to, names),
    field("by", [answer.action, ...sessionSpans(answer)]),
    ...reasonLines(answer),
    ...requirementLines(answer),
    ...section(
      "Path",
      answer.hops !== undefined && answer.hops.length > 1 ? hopLines(answer.hops, names) : [],
    ),
    ...section("Why", traceLines(answer)),
    ...section("A request that works", witnessLines(answer.witness)),
    ...section("Missing", bullets((answer.missing ?? []).filter((text) => text !== answer.reason))),
    ...section("To allow it", answer.remedy === undefined ? [] : [line(2, [answer.remedy])]),
    ...section("Assumed", bullets(answer.assumptions)),
    ...(answer.complete === false
      ? [
          blank,
          line(0, [
            styled("conditional", "Incomplete:"),
            " a limit cut the analysis, so there may be more ways in.",
          ]),
        ]
      : []),
  ];
}

function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [blank, line(0, [styled("heading", title)]), ...lines];
}

function bullets(texts: readonly string[]): Line[] {
  return texts.map((text) => line(2, [`- ${text}`], 2));
}

function field(name: string, spans: readonly Span[]): Line {
  return line(2, [styled("muted", name.padEnd(6)), ...spans], 6);
}

function endLines(name: string, id: string, names: Names): Line[] {
  return [field(name, [id, "  ", together("muted", names.where(id))])];
}

function sessionSpans({ maxSessionSeconds }: CanAnswer): Span[] {
  const text = duration(maxSessionSeconds);
  return text === "" ? [] : [styled("muted", `, a session of up to ${text}`)];
}

/** What is allowed is told by the conditions that follow; what is not, by its reason. */
function reasonLines({ verdict, reason }: CanAnswer): Line[] {
  return verdict === "denied" || verdict === "unknown" ? [blank, line(0, [reason])] : [];
}

function requirementLines(answer: CanAnswer): Line[] {
  if (answer.verdict !== "conditional") return [];
  const alternatives = answer.alternatives ?? [];
  if (alternatives.length < 2)
    return section("It works if", (alternatives[0] ?? answer.requires).map(requirementLine));
  return section(
    `It works in any of ${alternatives.length} ways`,
    alternatives.flatMap((alternative, index) => [
      line(2, [styled("conditional", `${index + 1}.`)]),
      ...alternative.map(requirementLine),
    ]),
  );
}

const suppliers = { caller: "the caller's choice", environment: "the environment", claim: "the token's" };

function requirementLine({ key, text, kind }: CanAnswer["requires"][number]): Line {
  return line(
    4,
    [
      styled("conditional", "◐ "),
      text,
      styled("muted", `  ${text.includes(key) ? "" : `${key}, `}${suppliers[kind]}`),
    ],
    2,
  );
}

/** The statements by layer. Of a chain only those that apply: what every hop passes by would bury them. */
function traceLines(answer: CanAnswer): Line[] {
  const distinct = new Map(answer.evidence.map((entry) => [evidenceKey(entry), entry]));
  const isChain = (answer.hops?.length ?? 0) > 1;
  const shown = [...distinct.values()].filter(({ match }) => !isChain || match !== "no");
  const lines = layerOrder.flatMap((layer) => {
    const entries = shown.filter((entry) => entry.layer === layer);
    const isSilent = layer === answer.layer && !entries.some((entry) => decides(entry, answer));
    return [
      ...(isSilent ? [nothingAllows(layer, answer)] : []),
      ...entries.flatMap((entry, index) =>
        evidenceLines(entry, index === 0 && !isSilent ? layer : "", decides(entry, answer)),
      ),
    ];
  });
  const hidden = distinct.size - shown.length;
  return hidden === 0
    ? lines
    : [
        ...lines,
        line(2, [styled("muted", `and ${count(hidden, "statement")} that do not apply (see --format json)`)]),
      ];
}

function evidenceKey({ layer, source, statement, effect, match, text }: Evidence): string {
  return JSON.stringify([layer, source, statement, effect, match, text]);
}

function decides({ layer, effect, match }: Evidence, answer: CanAnswer): boolean {
  return layer === answer.layer && effect === "Deny" && match !== "no" && answer.verdict === "denied";
}

/** The line of a layer that decides by what it does not say. */
function nothingAllows(layer: Layer, { denyType }: CanAnswer): Line {
  const text = denyType === "implicit" ? "no statement allows it" : "refuses it";
  return line(2, [
    styled("strong", layer),
    " ".repeat(layerColumns - layer.length),
    styled("denied", `✗ ${text}`),
  ]);
}

const matches = {
  yes: { mark: "✓", word: "" },
  if: { mark: "◐", word: " if" },
  no: { mark: "·", word: ", no match" },
} as const;

function evidenceLines(entry: Evidence, layer: string, isDeciding: boolean): Line[] {
  const { word } = matches[entry.match];
  const mark = entry.match === "yes" && entry.effect === "Deny" ? "✗" : matches[entry.match].mark;
  const effect = entry.effect === null ? "" : `${entry.effect}${word}  `;
  const style =
    entry.match === "no"
      ? "muted"
      : entry.effect === "Deny"
        ? "denied"
        : entry.match === "if"
          ? "conditional"
          : "good";
  const statement = entry.statement === null ? "" : `, statement ${entry.statement}`;
  const indent = layerColumns + 4;
  return [
    line(
      2,
      [
        styled(isDeciding ? "strong" : "muted", layer),
        " ".repeat(layerColumns - layer.length),
        styled(style, `${mark} ${effect}`),
        `${entry.source}${statement}`,
        entry.sid === undefined ? "" : ` (${entry.sid})`,
        isDeciding ? styled("denied", "  decides") : "",
      ],
      layerColumns + 2,
    ),
    line(indent, [styled("muted", entry.text)]),
  ];
}

function witnessLines(witness: RequestContext | undefined): Line[] {
  if (witness === undefined) return [];
  const entries = Object.entries(witness);
  const width = Math.min(44, Math.max(0, ...entries.map(([key]) => key.length)));
  return entries.map(([key, value]) =>
    wholeLine(2, [
      styled("muted", key),
      " ".repeat(Math.max(1, width + 2 - key.length)),
      typeof value === "string" ? value : value.join(", "),
    ]),
  );
}

import type { CanAnswer, HopAnswer, Layer, PathResult } from "@rolepath/analyzer";
import { layeredLayout, type Space } from "../layout/layered.js";
import { type CardContent, type LineContent, type Picture, zoomReadable } from "../layout/picture.js";
import type { EndView } from "../protocol.js";
import { type PathRoute, pathRoute } from "../route.js";
import { counted, shown, shownLines } from "../text.js";
import type { Dataset } from "./dataset.js";
import { principalCard, principalOf } from "./principal.js";
import { conditionLabel, hopLabel, hopStyle } from "./requirement.js";

/** What margins and controls take of the space of a picture. */
const frame = 90;

/** The path view at one hop of one of its chains. */
export function stepRoute(route: PathRoute, choice: number, hop: number): PathRoute {
  return pathRoute(route.from, route.to, { choice, hop, filter: route.filter });
}

/** A hop as it is with what the reader supplies; `at` is its place on the chain that is looked at, null on others. */
type SeenHop = (hop: HopAnswer, at: number | null) => HopAnswer;

/** The chain that is looked at, with as many of the others as leave it readable: a fifth less each time that they do not. */
export function pathPicture(
  dataset: Dataset,
  route: PathRoute & Space,
  results: readonly PathResult[],
  choice: number,
  seen: SeenHop = (hop) => hop,
): Picture {
  const others = results.filter((_, index) => index !== choice);
  for (let most = others.length; ; most = Math.floor(most * 0.8)) {
    const picture = drawnWith(dataset, route, results, choice, others.slice(0, most), seen);
    const { w, h } = picture.bounds;
    const fits = w * zoomReadable < route.width - frame && h * zoomReadable < route.height - frame;
    if (fits || most === 0) return picture;
  }
}

function drawnWith(
  dataset: Dataset,
  route: PathRoute & Space,
  results: readonly PathResult[],
  choice: number,
  others: readonly PathResult[],
  seen: SeenHop,
): Picture {
  const chosen = results[choice]!;
  const kept = [chosen, ...others];
  const ids = new Set(kept.flatMap(({ path }) => path));
  const onPath = new Set(chosen.path);
  const starts = new Set(kept.map((result) => result.path[0]));
  const ends = new Set(kept.map((result) => result.path[result.path.length - 1]));
  const cards = [...onPath, ...[...ids].filter((id) => !onPath.has(id))].map((id): CardContent => {
    const isEnd = (starts.has(id) || ends.has(id)) && onPath.has(id);
    return principalCard(dataset, id, isEnd ? "end" : onPath.has(id) ? "path" : "alternative");
  });
  const lines = new Map<string, LineContent>();
  for (const result of kept) {
    result.hops.forEach((plain, index) => {
      const key = `${plain.from} ${plain.to}`;
      if (lines.has(key)) return;
      const hot = result === chosen;
      const hop = seen(plain, hot ? index : null);
      const label = conditionLabel(hop.requires);
      lines.set(key, {
        key,
        from: hop.from,
        to: hop.to,
        style: hopStyle(hop),
        ...hopLabel(hop),
        full: shownLines(
          `${principalOf(dataset, hop.from).name} → ${principalOf(dataset, hop.to).name}`,
          hop.action,
          label,
        ),
        cross: principalOf(dataset, hop.from).account !== principalOf(dataset, hop.to).account,
        tone: "plain",
        hot,
        faint: !hot,
        weight: 1,
        ...(hot ? { number: index + 1 } : {}),
        go: stepRoute(route, results.indexOf(result), index),
      });
    });
  }
  const words = `Path of ${counted(chosen.hops.length, "hop")} with ${counted(others.length, "alternative")}; the steps beside the picture say the same.`;
  return layeredLayout(cards, [...lines.values()], route, shown(words));
}

/** Two cards with a crossed line: the question, answered with no. */
export function refusedPicture(
  dataset: Dataset,
  route: PathRoute & Space,
  answer: CanAnswer | null,
  from: EndView,
  to: EndView,
): Picture {
  const card = (end: EndView, key: string, id: string): CardContent =>
    end.principal !== null
      ? { ...principalCard(dataset, id, "end"), key }
      : {
          key,
          icon: "group",
          title: end.text,
          subtitle: shown("several principals"),
          full: end.text,
          admin: false,
          outside: false,
          tone: "end",
        };
  const unknown = answer?.verdict === "unknown";
  const line: LineContent = {
    key: "refused",
    from: "from",
    to: "to",
    style: unknown ? "conditional" : "denied",
    label: shown(
      unknown ? "cannot be told" : answer?.layer === undefined ? "no path" : `no: ${layerWords(answer)}`,
    ),
    full: shown(answer?.reason ?? "no path"),
    cross: false,
    tone: "plain",
    hot: false,
    faint: false,
    weight: 1,
  };
  return layeredLayout([card(from, "from", route.from), card(to, "to", route.to)], [line], route, line.full);
}

function layerWords(answer: CanAnswer): string {
  const names: Readonly<Record<Layer, string>> = {
    sts: "a rule of the call",
    provider: "identity provider",
    scp: "SCP",
    rcp: "RCP",
    trust: "trust policy",
    identity: "identity policy",
    boundary: "permissions boundary",
    session: "session policy",
  };
  const name = answer.layer === undefined ? "" : names[answer.layer];
  return answer.denyType === "explicit" ? `${name} denies` : `${name} does not allow`;
}

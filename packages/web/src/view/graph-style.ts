import type { IconKind, Label } from "../layout/picture.js";
import type { Palette } from "./palette.js";
import { iconUri, silhouettes } from "./silhouette.js";

export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
export const titleFont = 13;
export const subtitleFont = 11.5;

/** One rule of a style sheet as the renderer takes it. */
export interface GraphRule {
  readonly selector: string;
  readonly style: Readonly<Record<string, string | number>>;
}

const labelTones: readonly Label["tone"][] = ["plain", "hot", "faint", "number", "denied"];

function labelRules(palette: Palette): readonly GraphRule[] {
  const colour: Readonly<Record<Label["tone"], string>> = {
    plain: palette.muted,
    hot: palette.text,
    faint: palette.muted,
    number: palette.onHot,
    denied: palette.denied,
  };
  return labelTones.map((tone) => ({
    selector: `.label.${tone}`,
    style: {
      color: colour[tone],
      "font-weight": tone === "hot" || tone === "number" || tone === "denied" ? 600 : 400,
      "background-color": tone === "number" ? palette.hot : palette.ground,
      "background-opacity": 1,
      shape: tone === "number" ? "ellipse" : "round-rectangle",
    },
  }));
}

function iconRules(palette: Palette): readonly GraphRule[] {
  return (Object.keys(silhouettes) as IconKind[]).map((kind) => ({
    selector: `.card.icon-${kind}`,
    style: { "background-image": iconUri(kind, palette.icon[kind], palette.card) },
  }));
}

/** How everything in a picture looks in one theme. */
export function graphStyle(palette: Palette): readonly GraphRule[] {
  return [
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0 } },
    {
      selector: "node",
      style: {
        width: "data(w)",
        height: "data(h)",
        "font-family": fontFamily,
        "overlay-opacity": 0,
        "background-opacity": 0,
        "border-width": 0,
        "z-index-compare": "manual",
        "text-events": "no",
      },
    },
    {
      selector: ".lane",
      style: {
        shape: "round-rectangle",
        "corner-radius": 10,
        "background-color": palette.lane,
        "background-opacity": 1,
        "border-width": 1,
        "border-color": palette.laneBorder,
        "z-index": 0,
        events: "no",
      },
    },
    { selector: ".lane.outside", style: { "background-color": palette.laneOutside } },
    {
      selector: ".card",
      style: {
        shape: "round-rectangle",
        "corner-radius": 8,
        "background-color": palette.card,
        "background-opacity": 1,
        "border-width": 1,
        "border-color": palette.border,
        "background-width": 20,
        "background-height": 20,
        "background-position-x": 12,
        "background-position-y": "50%",
        "z-index": 20,
      },
    },
    ...iconRules(palette),
    {
      selector: ".card.outside",
      style: { "border-style": "dashed", "border-color": palette.outside, "border-width": 1.5 },
    },
    { selector: ".card.admin", style: { "border-color": palette.admin, "border-width": 2 } },
    { selector: ".card.more", style: { "border-style": "dashed", "background-opacity": 0 } },
    { selector: ".card.path", style: { "border-color": palette.hot, "border-width": 2 } },
    {
      selector: ".card.end, .card.focus",
      style: { "background-color": palette.hotFill, "border-color": palette.hot, "border-width": 2.5 },
    },
    { selector: ".card.alternative", style: { opacity: 0.8 } },
    {
      selector: ".title",
      style: {
        label: "data(text)",
        color: palette.text,
        "font-size": titleFont,
        "font-weight": 600,
        "text-halign": "right",
        "text-valign": "center",
        "z-index": 21,
        events: "no",
      },
    },
    {
      selector: ".subtitle",
      style: {
        label: "data(text)",
        color: palette.muted,
        "font-size": subtitleFont,
        "text-halign": "right",
        "text-valign": "center",
        "z-index": 21,
        events: "no",
      },
    },
    {
      selector: ".heading",
      style: {
        label: "data(text)",
        color: palette.muted,
        "font-size": 12,
        "font-weight": 600,
        "text-halign": "right",
        "text-valign": "center",
        "z-index": 5,
        events: "no",
      },
    },
    { selector: ".heading.center", style: { "text-halign": "center" } },
    {
      selector: ".label",
      style: {
        label: "data(text)",
        "font-size": 11,
        "text-halign": "center",
        "text-valign": "center",
        "z-index": 15,
      },
    },
    ...labelRules(palette),
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-color": palette.line,
        "target-arrow-color": palette.line,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.95,
        "curve-style": "straight",
        "source-endpoint": "data(start)",
        "target-endpoint": "data(end)",
        "overlay-opacity": 0,
        "z-index-compare": "manual",
        "z-index": 10,
      },
    },
    {
      selector: "edge.curved",
      style: {
        "curve-style": "unbundled-bezier",
        "edge-distances": "endpoints",
        "control-point-weights": "data(weights)",
        "control-point-distances": "data(distances)",
      },
    },
    { selector: "edge.conditional", style: { "line-style": "dashed", "line-dash-pattern": "data(dashes)" } },
    {
      selector: "edge.indirect",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": "2 4",
        "line-color": palette.outside,
        "target-arrow-color": palette.outside,
        "target-arrow-shape": "vee",
      },
    },
    {
      selector: "edge.outside",
      style: { "line-color": palette.outside, "target-arrow-color": palette.outside },
    },
    { selector: "edge.admin", style: { "line-color": palette.admin, "target-arrow-color": palette.admin } },
    {
      selector: "edge.denied",
      style: {
        "line-color": palette.denied,
        "target-arrow-color": palette.denied,
        "target-arrow-shape": "tee",
      },
    },
    { selector: "edge.faint", style: { opacity: 0.75 } },
    {
      selector: "edge.hot",
      style: { "line-color": palette.hot, "target-arrow-color": palette.hot, "z-index": 12 },
    },
    { selector: ".dim", style: { opacity: 0.28 } },
    {
      selector: ".card.pointed",
      style: { "outline-width": 3, "outline-color": palette.hot, "outline-offset": 3, "outline-opacity": 1 },
    },
    {
      selector: "edge.pointed",
      style: { "line-color": palette.hot, "target-arrow-color": palette.hot, "z-index": 13 },
    },
  ];
}

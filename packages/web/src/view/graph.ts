import cytoscape, {
  type Core,
  type ElementDefinition,
  type EventObject,
  type StylesheetJson,
} from "cytoscape";
import type { Card, Line, Picture, Point } from "../layout/picture.js";
import { fitMiddle, type Shown } from "../text.js";
import { fontFamily, graphStyle, subtitleFont, titleFont } from "./graph-style.js";
import type { Palette } from "./palette.js";

// The only place that knows the renderer: a picture goes in, keys of what was pointed at or picked come out. Flat:
// frames are plain rectangles, because compound nodes make every frame many times slower.

const zoomMin = 0.2;
const zoomMax = 2;
/** Below this the names on cards would be smaller than 9 px: then the picture is cut, not shrunk. */
const zoomReadable = 0.7;
const margin = 24;
const iconSpace = 42;
const rightSpace = 12;
const starSpace = 18;

export interface GraphEvents {
  pick(kind: "card" | "line", key: string): void;
  point(key: string | null, at: Point | null): void;
}

export interface Graph {
  show(picture: Picture): void;
  paint(palette: Palette): void;
  point(key: string | null): void;
  fit(): void;
  zoomBy(factor: number): void;
  destroy(): void;
}

function measurer(): (text: string, font: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    if (context === null) return text.length * 8;
    context.font = font;
    return context.measureText(text).width;
  };
}

function textNode(id: string, text: Shown, at: Point, classes: string): ElementDefinition {
  return {
    group: "nodes",
    data: { id, text, w: 0.01, h: 0.01 },
    position: { x: at.x, y: at.y },
    classes,
    selectable: false,
  };
}

function cardElements(card: Card, measure: (text: string, font: string) => number): ElementDefinition[] {
  const left = card.x - card.w / 2 + iconSpace;
  const star = card.admin ? starSpace : 0;
  const room = card.w - iconSpace - rightSpace;
  const title = fitMiddle(card.title, room - star, (text) =>
    measure(text, `600 ${titleFont}px ${fontFamily}`),
  );
  const subtitle = fitMiddle(card.subtitle, room, (text) => measure(text, `${subtitleFont}px ${fontFamily}`));
  const classes = [
    "card",
    `icon-${card.icon}`,
    card.tone,
    card.admin ? "admin" : "",
    card.outside ? "outside" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
  return [
    {
      group: "nodes",
      data: { id: `card ${card.key}`, key: card.key, w: card.w, h: card.h },
      position: { x: card.x, y: card.y },
      classes,
      selectable: false,
    },
    textNode(
      `title ${card.key}`,
      (card.admin ? `★ ${title}` : title) as Shown,
      { x: left, y: card.y - 8.5 },
      "title",
    ),
    textNode(`subtitle ${card.key}`, subtitle, { x: left, y: card.y + 9.5 }, "subtitle"),
  ];
}

function relative(point: Point, centre: Point): string {
  return `${(point.x - centre.x).toFixed(2)}px ${(point.y - centre.y).toFixed(2)}px`;
}

/** Control points as the renderer wants them: weight along the straight line between the ends, distance off it. */
function controlData(points: readonly Point[]): { readonly weights: string; readonly distances: string } {
  const start = points[0]!;
  const end = points[points.length - 1]!;
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const length = Math.hypot(dx, dy) || 1;
  const controls = points.slice(1, -1).map((point) => {
    const px = point.x - start.x;
    const py = point.y - start.y;
    return { weight: (px * dx + py * dy) / (length * length), distance: (py * dx - px * dy) / length };
  });
  return {
    weights: controls.map(({ weight }) => weight.toFixed(5)).join(" "),
    distances: controls.map(({ distance }) => distance.toFixed(3)).join(" "),
  };
}

function lineElement(
  line: Line,
  centres: ReadonlyMap<string, { readonly id: string; readonly at: Point }>,
): ElementDefinition[] {
  const from = centres.get(line.from);
  const to = centres.get(line.to);
  if (from === undefined || to === undefined) return [];
  const start = line.points[0]!;
  const end = line.points[line.points.length - 1]!;
  const width = line.hot
    ? 3
    : line.weight > 1
      ? Math.min(6, 1.4 + 0.8 * Math.log2(line.weight))
      : line.cross
        ? 1.9
        : 1.4;
  const curved = line.points.length > 2;
  const classes = [
    line.style,
    line.tone,
    line.hot ? "hot" : "",
    line.faint ? "faint" : "",
    curved ? "curved" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
  return [
    {
      group: "edges",
      data: {
        id: `line ${line.key}`,
        key: line.key,
        source: from.id,
        target: to.id,
        width,
        dashes: [width * 3 + 2, width * 1.5 + 3],
        start: relative(start, from.at),
        end: relative(end, to.at),
        ...(curved ? controlData(line.points) : {}),
      },
      classes,
      selectable: false,
    },
  ];
}

function elementsOf(picture: Picture, measure: (text: string, font: string) => number): ElementDefinition[] {
  const centres = new Map<string, { readonly id: string; readonly at: Point }>();
  for (const lane of picture.lanes) centres.set(lane.key, { id: `lane ${lane.key}`, at: lane });
  for (const card of picture.cards) centres.set(card.key, { id: `card ${card.key}`, at: card });
  return [
    ...picture.lanes.flatMap((lane): ElementDefinition[] => [
      {
        group: "nodes",
        data: { id: `lane ${lane.key}`, w: lane.w, h: lane.h },
        position: { x: lane.x, y: lane.y },
        classes: lane.outside ? "lane outside" : "lane",
        selectable: false,
      },
      textNode(
        `lane-title ${lane.key}`,
        fitMiddle(lane.title, lane.w - 32, (text) => measure(text, `600 12px ${fontFamily}`)),
        { x: lane.x - lane.w / 2 + 16, y: lane.y - lane.h / 2 + 20 },
        "heading",
      ),
    ]),
    ...picture.headings.map((heading) =>
      textNode(
        `heading ${heading.key}`,
        heading.text,
        heading,
        heading.align === "center" ? "heading center" : "heading",
      ),
    ),
    ...picture.cards.flatMap((card) => cardElements(card, measure)),
    ...picture.lines.flatMap((line) => lineElement(line, centres)),
    ...picture.labels.map(
      (label): ElementDefinition => ({
        group: "nodes",
        data: { id: `label ${label.key}`, line: label.line, text: label.text, w: label.w, h: label.h },
        position: { x: label.x, y: label.y },
        classes: `label ${label.tone}`,
        selectable: false,
      }),
    ),
  ];
}

/** Starts a renderer in `container`. */
export function createGraph(container: HTMLElement, palette: Palette, events: GraphEvents): Graph {
  const measure = measurer();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const cy: Core = cytoscape({
    container,
    elements: [],
    style: graphStyle(palette) as unknown as StylesheetJson,
    layout: { name: "preset" },
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
    minZoom: zoomMin,
    maxZoom: zoomMax,
  });
  let current: Picture | null = null;
  let touched = false;

  /** The whole picture where it can be read, else as large as can be read, around its anchors. */
  const fit = (): void => {
    if (current === null || cy.elements().empty()) return;
    const box = cy.elements().boundingBox({ includeLabels: true, includeOverlays: false });
    const width = container.clientWidth - margin * 2;
    const height = container.clientHeight - margin * 2;
    if (width <= 0 || height <= 0) return;
    const whole = Math.min(width / box.w, height / box.h);
    const zoom = Math.max(zoomReadable, Math.min(1.1, whole));
    let centre: Point = { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
    const anchors = current.cards.filter((card) => current?.anchors.includes(card.key));
    const anchor = anchors[0];
    if (whole < zoom && anchor !== undefined) {
      // Keep the anchor in sight, but do not show emptiness beyond the picture's edge.
      const clamp = (value: number, low: number, high: number, room: number): number =>
        high - low <= room ? (low + high) / 2 : Math.min(Math.max(value, low + room / 2), high - room / 2);
      centre = {
        x: clamp(anchor.x, box.x1, box.x2, width / zoom),
        y: clamp(anchor.y, box.y1, box.y2, height / zoom),
      };
    } else if (whole < zoom) {
      centre = {
        x: box.w > width / zoom ? box.x1 + width / zoom / 2 : centre.x,
        y: box.h > height / zoom ? box.y1 + height / zoom / 2 : centre.y,
      };
    }
    cy.viewport({
      zoom,
      pan: {
        x: container.clientWidth / 2 - centre.x * zoom,
        y: container.clientHeight / 2 - centre.y * zoom,
      },
    });
  };

  const keyOf = (event: EventObject): { readonly kind: "card" | "line"; readonly key: string } | null => {
    const target = event.target;
    if (target === cy) return null;
    if (target.hasClass("card")) return { kind: "card", key: target.data("key") };
    if (target.hasClass("label")) return { kind: "line", key: target.data("line") };
    return target.isEdge() ? { kind: "line", key: target.data("key") } : null;
  };
  cy.on("tap", (event) => {
    const found = keyOf(event);
    if (found !== null) events.pick(found.kind, found.key);
  });
  cy.on("mouseover", (event) => {
    const found = keyOf(event);
    container.style.cursor = found === null ? "" : "pointer";
    if (found !== null) events.point(found.key, event.renderedPosition);
  });
  cy.on("mouseout", () => {
    container.style.cursor = "";
    events.point(null, null);
  });
  cy.on("viewport", () => {
    touched = true;
    events.point(null, null);
  });

  const point = (key: string | null): void => {
    cy.batch(() => {
      cy.elements().removeClass("dim pointed");
      if (key === null) return;
      const card = cy.getElementById(`card ${key}`);
      const line = cy.getElementById(`line ${key}`);
      if (card.nonempty()) {
        card.addClass("pointed");
        const lines = card.connectedEdges();
        lines.addClass("pointed");
        if (lines.nonempty() && cy.edges().length > 1) {
          const near = lines.connectedNodes(".card").union(card);
          cy.nodes(".card").difference(near).addClass("dim");
          cy.edges().difference(lines).addClass("dim");
          dimTexts(
            near.map((node) => String(node.data("key"))),
            lines.map((edge) => String(edge.data("key"))),
          );
        }
      } else if (line.nonempty()) {
        line.addClass("pointed");
      }
    });
  };
  const dimTexts = (keys: readonly string[], lines: readonly string[]): void => {
    const keep = new Set(keys.flatMap((key) => [`title ${key}`, `subtitle ${key}`]));
    const keepLines = new Set(lines);
    cy.nodes(".title, .subtitle").forEach((node) => {
      if (!keep.has(node.id())) node.addClass("dim");
    });
    cy.nodes(".label").forEach((node) => {
      if (!keepLines.has(node.data("line"))) node.addClass("dim");
    });
  };

  const observer = new ResizeObserver(() => {
    cy.resize();
    // After the reader moved the picture it stays where it is.
    if (!touched) fitSilently();
  });
  const fitSilently = (): void => {
    fit();
    touched = false;
  };
  observer.observe(container);

  return {
    show(picture) {
      current = picture;
      cy.batch(() => {
        cy.elements().remove();
        cy.add(elementsOf(picture, measure));
      });
      fitSilently();
      // The viewport event of our own fit comes with the next frame.
      requestAnimationFrame(() => {
        touched = false;
      });
    },
    paint(next) {
      cy.style(graphStyle(next) as unknown as StylesheetJson);
    },
    point,
    fit: fitSilently,
    zoomBy(factor) {
      const zoom = Math.min(zoomMax, Math.max(zoomMin, cy.zoom() * factor));
      const level = {
        level: zoom,
        renderedPosition: { x: container.clientWidth / 2, y: container.clientHeight / 2 },
      };
      if (still.matches) cy.zoom(level);
      else cy.animate({ zoom: level }, { duration: 140 });
      touched = true;
    },
    destroy() {
      observer.disconnect();
      cy.destroy();
    },
  };
}

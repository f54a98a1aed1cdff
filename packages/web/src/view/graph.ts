import cytoscape, {
  type Core,
  type ElementDefinition,
  type EventObject,
  type StylesheetJson,
} from "cytoscape";
import type { Picture, Point } from "../layout/picture.js";
import { elementsOf, measurer } from "./graph-elements.js";
import { graphStyle } from "./graph-style.js";
import type { Palette } from "./palette.js";

// The only place that knows the renderer: a picture goes in, keys of what was pointed at or picked come out. Flat:
// frames are plain rectangles, because compound nodes make every frame many times slower.

const zoomMin = 0.2;
const zoomMax = 2;
/** Below this the names on cards would be smaller than 9 px: then the picture is cut, not shrunk. */
const zoomReadable = 0.7;
const margin = 24;
/** On the right, where the page puts its controls over the picture. */
const controls = 62;

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
    const width = container.clientWidth - margin - controls;
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
        x: margin + width / 2 - centre.x * zoom,
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
        cy.add(elementsOf(picture, measure) as ElementDefinition[]);
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

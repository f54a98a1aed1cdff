import { useEffect, useRef, useState } from "preact/hooks";
import { zoomStep } from "../draw/gestures.js";
import { palettes } from "../draw/palette.js";
import type { Picture, Point } from "../layout/picture.js";
import { go, pointed } from "../state.js";
import { middle } from "../text.js";
import { theme } from "../theme.js";
import { createGraph, type Graph } from "./graph.js";
import { GlyphIcon } from "./icon.js";
import { Legend } from "./legend.js";
import { TakeAway } from "./take-away.js";

interface Tip {
  readonly key: string;
  readonly at: Point;
}

function fullText(picture: Picture, key: string): string {
  const found =
    picture.cards.find((card) => card.key === key)?.full ??
    picture.lines.find((line) => line.key === key)?.full;
  return found === undefined ? "" : middle(found, 400);
}

/** The canvas with its controls. What it shows stands in a list beside it as well, for the keyboard and for screen readers. */
export function PictureBox({
  picture,
  tall = false,
}: {
  readonly picture: Picture;
  readonly tall?: boolean;
}) {
  const container = useRef<HTMLDivElement>(null);
  const graph = useRef<Graph | null>(null);
  const shownPicture = useRef(picture);
  shownPicture.current = picture;
  const [tip, setTip] = useState<Tip | null>(null);
  const palette = palettes[theme.value];
  const key = pointed.value;

  useEffect(() => {
    if (container.current === null) return;
    const made = createGraph(container.current, palette, {
      pick(kind, picked) {
        const list = kind === "card" ? shownPicture.current.cards : shownPicture.current.lines;
        const target = list.find((one) => one.key === picked)?.go;
        if (target !== undefined) go(target);
      },
      point(picked, at) {
        pointed.value = picked;
        setTip(picked === null || at === null ? null : { key: picked, at });
      },
    });
    graph.current = made;
    return () => {
      graph.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => graph.current?.paint(palette), [palette]);
  useEffect(() => {
    setTip(null);
    graph.current?.show(picture);
  }, [picture]);
  useEffect(() => graph.current?.point(key), [key, picture]);

  const text = tip === null ? "" : fullText(picture, tip.key);
  return (
    <figure
      class={tall ? "picture tall" : "picture"}
      style={{ "--picture-height": `${Math.round(picture.bounds.h + 64)}px` }}
    >
      <div class="canvas-frame">
        <div
          class="canvas"
          ref={container}
          role="img"
          aria-label={picture.description}
          data-cards={picture.cards.length}
          data-lines={picture.lines.length}
        />
        {tip !== null && text !== "" && (
          <div class="tip" role="presentation" style={{ left: `${tip.at.x}px`, top: `${tip.at.y}px` }}>
            {text}
          </div>
        )}
        <div class="zoom">
          <button
            type="button"
            class="icon-button"
            aria-label="Zoom in"
            title="Zoom in (+); arrow keys move the picture"
            onClick={() => graph.current?.zoomBy(zoomStep)}
          >
            <GlyphIcon glyph="plus" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Zoom out"
            title="Zoom out (-); arrow keys move the picture"
            onClick={() => graph.current?.zoomBy(1 / zoomStep)}
          >
            <GlyphIcon glyph="minus" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Fit the picture"
            title="Fit the picture (0)"
            onClick={() => graph.current?.fit()}
          >
            <GlyphIcon glyph="fit" />
          </button>
        </div>
        <TakeAway picture={picture} />
      </div>
      <Legend picture={picture} />
    </figure>
  );
}

import { palettes } from "../draw/palette.js";
import { silhouettes } from "../draw/silhouette.js";
import type { IconKind } from "../layout/picture.js";
import { theme } from "../theme.js";

/** The silhouette of a kind of principal. The kind stands in words beside it, so it is hidden from screen readers. */
export function KindIcon({ kind, size = 18 }: { readonly kind: IconKind; readonly size?: number }) {
  const colour = palettes[theme.value].icon[kind];
  return (
    <svg class="kind-icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      {silhouettes[kind].map(({ d, paint }) =>
        paint === "fill" ? (
          <path key={d} d={d} fill={colour} />
        ) : (
          <path
            key={d}
            d={d}
            fill="none"
            class={paint === "cut" ? "cut" : undefined}
            stroke={paint === "cut" ? undefined : colour}
            stroke-width="1.8"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        ),
      )}
    </svg>
  );
}

const glyphs = {
  search: "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12.6 12.6 17 17",
  sun: "M10 6.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M16 4l-1.4 1.4M5.4 14.6 4 16",
  moon: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z",
  auto: "M10 2.8a7.2 7.2 0 1 0 0 14.4zM10 2.8a7.2 7.2 0 0 1 0 14.4",
  folder: "M2.5 5.5a1 1 0 0 1 1-1h4l1.8 2h7.2a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1z",
  file: "M5 2.5h6.5L16 7v10.5H5zM11.5 2.5V7H16",
  flask: "M8 2.5h4M8.6 2.5v5L4 15.6a1.3 1.3 0 0 0 1.1 1.9h9.8a1.3 1.3 0 0 0 1.1-1.9L11.4 7.5v-5",
  arrow: "M3.5 10h12.5M11.5 5.5 16 10l-4.5 4.5",
  left: "M12.5 4.5 7 10l5.5 5.5",
  right: "M7.5 4.5 13 10l-5.5 5.5",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  save: "M10 3v10M5.5 9 10 13.5 14.5 9M3.5 16.5h13",
  copy: "M7 7h9.5v10H7zM7 13H3.5V3H13v4",
  check: "M4 10.5l4 4 8-9",
  question: "M7 7.5c0-4 6-4 6-.3 0 2.5-3 2.5-3 5M10 15.6v.4",
  close: "M5 5l10 10M15 5 5 15",
  shield: "M10 2.2 16.5 4.6v5c0 4-2.7 6.8-6.5 8.2-3.8-1.4-6.5-4.2-6.5-8.2v-5z",
} as const;

export type Glyph = keyof typeof glyphs;

/** A small drawn sign of the page's own controls; what it means stands in the control's name. */
export function GlyphIcon({ glyph, size = 18 }: { readonly glyph: Glyph; readonly size?: number }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path
        d={glyphs[glyph]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

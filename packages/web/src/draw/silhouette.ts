import type { IconKind } from "../layout/picture.js";

/** One part of an icon on a grid of 20 by 20: an outline path, filled or drawn, or cut out of what is filled. */
interface IconPart {
  readonly d: string;
  readonly paint: "fill" | "stroke" | "cut";
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${r * 2} 0a${r} ${r} 0 1 0 ${-r * 2} 0z`;
}

const roundSquare =
  "M5.5 3h9A2.5 2.5 0 0 1 17 5.5v9a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 3 14.5v-9A2.5 2.5 0 0 1 5.5 3z";
const hexagon = "M10 2.2 16.8 6v8L10 17.8 3.2 14V6z";
const house = "M10 2.6 17.2 8.4V17H2.8V8.4z";

/**
 * The silhouettes, which tell kinds apart without colour: a person, a checked square, a square with a dot, a
 * tag, a hexagon, diamonds, houses, a globe, a question mark.
 */
export const silhouettes: Readonly<Record<IconKind, readonly IconPart[]>> = {
  user: [
    { d: circle(10, 6.4, 3.6), paint: "fill" },
    { d: "M2.8 17.4c0-4 3.2-6 7.2-6s7.2 2 7.2 6z", paint: "fill" },
  ],
  role: [
    { d: roundSquare, paint: "fill" },
    { d: "M6.4 10.2l2.5 2.5 4.8-5.2", paint: "cut" },
  ],
  "service-role": [
    { d: roundSquare, paint: "stroke" },
    { d: circle(10, 10, 2.6), paint: "fill" },
  ],
  "service-linked-role": [
    { d: roundSquare, paint: "stroke" },
    { d: "M6.5 10h7", paint: "stroke" },
  ],
  "sso-role": [
    { d: "M3 4.6h9.2L17.4 10l-5.2 5.4H3z", paint: "fill" },
    { d: "M6.2 10l2 2 3.6-4", paint: "cut" },
  ],
  service: [{ d: hexagon, paint: "stroke" }],
  saml: [{ d: "M10 2.4 17.6 10 10 17.6 2.4 10z", paint: "stroke" }],
  oidc: [{ d: "M10 1.8 18.2 10 10 18.2 1.8 10z", paint: "fill" }],
  account: [{ d: house, paint: "stroke" }],
  anyone: [
    { d: circle(10, 10, 7.2), paint: "stroke" },
    { d: "M2.8 10h14.4M10 2.8c-4.4 4-4.4 10.4 0 14.4M10 2.8c4.4 4 4.4 10.4 0 14.4", paint: "stroke" },
  ],
  dangling: [
    { d: circle(10, 10, 7.2), paint: "stroke" },
    { d: "M7.8 8c0-3 4.6-3 4.6-.2 0 1.9-2.4 1.9-2.4 3.9M10 14.1v.3", paint: "stroke" },
  ],
  "member-account": [
    { d: house, paint: "fill" },
    { d: "M10 17v-4.4", paint: "cut" },
  ],
  group: [
    { d: circle(4.4, 10, 1.7), paint: "fill" },
    { d: circle(10, 10, 1.7), paint: "fill" },
    { d: circle(15.6, 10, 1.7), paint: "fill" },
  ],
};

import type { IconKind } from "../layout/picture.js";

// Colours of the pictures, by theme; the style sheet has the same for the rest of the page. Text has at least
// 5.9:1 on its ground, icons, borders and lines at least 3:1. Colour never tells things apart alone: kinds have
// silhouettes, verdicts have line styles, administrators have a star.

export type ThemeName = "light" | "dark";

export interface Palette {
  readonly ground: string;
  readonly card: string;
  readonly lane: string;
  readonly laneOutside: string;
  readonly laneBorder: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly hot: string;
  readonly hotFill: string;
  readonly onHot: string;
  readonly admin: string;
  readonly outside: string;
  readonly denied: string;
  readonly icon: Readonly<Record<IconKind, string>>;
}

export const palettes: Readonly<Record<ThemeName, Palette>> = {
  light: {
    ground: "#fbfcfd",
    card: "#ffffff",
    lane: "#f2f5f8",
    laneOutside: "#faf3ee",
    laneBorder: "#d5dce4",
    border: "#7d8894",
    text: "#1b2430",
    muted: "#56616f",
    line: "#6b7785",
    hot: "#0b57d0",
    hotFill: "#e6effd",
    onHot: "#ffffff",
    admin: "#8a1538",
    outside: "#b3430a",
    denied: "#b3261e",
    icon: {
      user: "#9a6700",
      role: "#0072b2",
      "service-role": "#3a7ca5",
      "service-linked-role": "#56616f",
      "sso-role": "#00795a",
      service: "#56616f",
      saml: "#a8457f",
      oidc: "#a8457f",
      account: "#b3430a",
      anyone: "#b3430a",
      dangling: "#56616f",
      "member-account": "#3d4b5c",
      group: "#56616f",
    },
  },
  dark: {
    ground: "#10151c",
    card: "#1a222c",
    lane: "#151c25",
    laneOutside: "#1f1b19",
    laneBorder: "#2c3743",
    border: "#6d7a88",
    text: "#e6edf3",
    muted: "#9aa7b5",
    line: "#8595a8",
    hot: "#7cb3ff",
    hotFill: "#17304f",
    onHot: "#0c1929",
    admin: "#ff8fa8",
    outside: "#ff9a5c",
    denied: "#ff8a80",
    icon: {
      user: "#f0b429",
      role: "#5bb5ea",
      "service-role": "#8ac7ea",
      "service-linked-role": "#9aa7b5",
      "sso-role": "#3ecfa4",
      service: "#9aa7b5",
      saml: "#e9a3cc",
      oidc: "#e9a3cc",
      account: "#ff9a5c",
      anyone: "#ff9a5c",
      dangling: "#9aa7b5",
      "member-account": "#b6c2cf",
      group: "#9aa7b5",
    },
  },
};

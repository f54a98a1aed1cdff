import type { Severity, VerdictKind } from "@rolepath/analyzer";
import type { ComponentChildren } from "preact";
import { hashOf } from "../hash.js";
import type { ChipView, PrincipalView } from "../protocol.js";
import type { Route } from "../route.js";
import { go, pointed } from "../state.js";
import { middle, type Shown, titleText } from "../text.js";
import { KindIcon } from "./icon.js";

// Small parts that every view is made of.

interface LinkProps {
  readonly to: Route;
  readonly class?: string;
  readonly title?: string;
  readonly current?: boolean;
  readonly points?: string;
  readonly children: ComponentChildren;
}

/** A link to a view: a real one, so that it can be opened in a new tab and copied. */
export function RouteLink({ to, class: className, title, current, points, children }: LinkProps) {
  const point = (key: string | null) => () => {
    if (points !== undefined) pointed.value = key;
  };
  return (
    <a
      class={className}
      href={hashOf(to)}
      title={title}
      aria-current={current ? "true" : undefined}
      onMouseEnter={point(points ?? null)}
      onMouseLeave={point(null)}
      onFocus={point(points ?? null)}
      onBlur={point(null)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}

/** A text that may be very long: its middle is left out, the whole stands in the title. */
export function LongText({
  text,
  max = 80,
  class: className,
}: {
  readonly text: Shown;
  readonly max?: number;
  readonly class?: string;
}) {
  const cut = middle(text, max);
  return (
    <span class={className} title={cut === text ? undefined : titleText(text)}>
      {breakable(cut)}
    </span>
  );
}

/** Long names may break where a reader would break them: `AWSControlTower Execution`, not in the middle of a word. */
function breakable(text: string): ComponentChildren {
  if (!/[^\s-]{15}/.test(text)) return text;
  const parts = text.split(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=[_./:@=,])(?=[^\s_./:@=,])/u);
  return parts.flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]));
}

/** A sentence in which what stands between backticks is set as code. */
export function Prose({ text, max = 700 }: { readonly text: Shown; readonly max?: number }) {
  const cut = middle(text, max);
  const parts = cut.split("`");
  // An odd backtick belongs to a name; then nothing is code.
  if (parts.length % 2 === 0) return <LongText text={text} max={max} />;
  return (
    <span title={cut === text ? undefined : titleText(text)}>
      {parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </span>
  );
}

/** Name, star and account of a principal, in one line or two. */
export function PrincipalName({
  principal,
  compact = false,
}: {
  readonly principal: PrincipalView;
  readonly compact?: boolean;
}) {
  return (
    <span class={compact ? "principal compact" : "principal"} title={titleText(principal.full)}>
      <KindIcon kind={principal.icon} />
      <span class="principal-words">
        <span class="principal-name">
          {principal.admin && <Star />}
          <LongText text={principal.name} max={64} />
        </span>
        <span class={principal.outside ? "principal-place outside" : "principal-place"}>
          <LongText text={principal.place} max={64} />
          <span class="visually-hidden">, {principal.kindText}</span>
        </span>
      </span>
    </span>
  );
}

/** The mark of an administrator. */
export function Star() {
  return (
    <span class="star" title="administrator: can do everything in its account">
      ★<span class="visually-hidden"> administrator </span>
    </span>
  );
}

const verdictWords: Readonly<Record<VerdictKind, string>> = {
  allowed: "allowed",
  conditional: "conditional",
  denied: "denied",
  unknown: "unknown",
};

/** A verdict with the line that stands for it in the picture. */
export function VerdictMark({ verdict }: { readonly verdict: VerdictKind }) {
  return (
    <span class={`verdict ${verdict}`}>
      <svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
        <path
          d="M1 4h20"
          stroke="currentColor"
          stroke-width="2"
          stroke-dasharray={verdict === "allowed" ? undefined : verdict === "denied" ? "2 3" : "5 3"}
        />
      </svg>
      {verdictWords[verdict]}
    </span>
  );
}

/** What must hold, as chips with the whole sentence in the title. */
export function Chips({ chips, max = 6 }: { readonly chips: readonly ChipView[]; readonly max?: number }) {
  if (chips.length === 0) return null;
  const rest = chips.length - max;
  return (
    <span class="chips">
      {chips.slice(0, max).map((chip) => (
        <span key={chip.text} class={`chip ${chip.kind}`} title={titleText(chip.text)}>
          if {chip.short}
        </span>
      ))}
      {rest > 0 && <span class="chip">+ {rest} more</span>}
    </span>
  );
}

const severityPaths: Readonly<Record<Severity, string>> = {
  critical: "M10 1.8 18.8 17.2H1.2z",
  high: "M10 1.5 18.5 10 10 18.5 1.5 10z",
  medium: "M3 3h14v14H3z",
  low: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  info: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
};

/** Severity as a shape and a word: triangle, diamond, square, disc, ring. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const ring = severity === "info";
  return (
    <span class={`severity ${severity}`}>
      <svg width="12" height="12" viewBox="0 0 20 20" aria-hidden="true">
        <path
          d={severityPaths[severity]}
          fill={ring ? "none" : "currentColor"}
          stroke="currentColor"
          stroke-width={ring ? 3 : 0}
        />
      </svg>
      {severity}
    </span>
  );
}

/** A switch that says what it hides and how many: pressed means shown. */
export function FilterChip({
  label,
  count,
  on,
  title,
  flip,
}: {
  readonly label: string;
  readonly count: number;
  readonly on: boolean;
  readonly title?: string;
  readonly flip: () => void;
}) {
  return (
    <button type="button" class={on ? "filter on" : "filter"} aria-pressed={on} title={title} onClick={flip}>
      <span class="filter-box" aria-hidden="true">
        {on ? "✓" : ""}
      </span>
      {label} <span class="filter-count">{on ? `${count} shown` : `${count} hidden`}</span>
    </button>
  );
}

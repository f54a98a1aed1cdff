import type { IconKind, Picture } from "../layout/picture.js";
import { KindIcon } from "./icon.js";

const kindNames: Readonly<Record<IconKind, string>> = {
  user: "user",
  role: "role",
  "service-role": "role for AWS services",
  "service-linked-role": "service-linked role",
  "sso-role": "Identity Center role",
  service: "AWS service",
  saml: "SAML provider",
  oidc: "OIDC provider",
  account: "account without data",
  anyone: "anyone",
  dangling: "deleted principal",
  "member-account": "account",
  group: "several",
};

const kinds = Object.keys(kindNames) as IconKind[];

interface SampleProps {
  readonly dashed?: boolean;
  readonly denied?: boolean;
  readonly indirect?: boolean;
}

function LineSample({ dashed, denied, indirect }: SampleProps) {
  return (
    <svg
      class={denied ? "line-sample denied" : indirect ? "line-sample indirect" : "line-sample"}
      width="30"
      height="10"
      viewBox="0 0 30 10"
      aria-hidden="true"
    >
      <path
        d="M1 5h22"
        stroke="currentColor"
        stroke-width="2"
        stroke-dasharray={dashed ? "5 3" : indirect ? "2 3" : undefined}
      />
      {denied ? (
        <path d="M24 1v8" stroke="currentColor" stroke-width="2.5" />
      ) : (
        <path d="M22 1.2 29 5l-7 3.8z" fill="currentColor" />
      )}
    </svg>
  );
}

/** What the signs in this picture mean: only those that occur in it. */
export function Legend({ picture }: { readonly picture: Picture }) {
  const present = new Set(picture.cards.map((card) => card.icon));
  const has = (test: (line: Picture["lines"][number]) => boolean): boolean => picture.lines.some(test);
  return (
    <figcaption class="legend">
      <span class="visually-hidden">Legend:</span>
      {has((line) => line.style === "allowed") && (
        <span>
          <LineSample /> allowed
        </span>
      )}
      {has((line) => line.style === "conditional") && (
        <span>
          <LineSample dashed /> under conditions
        </span>
      )}
      {has((line) => line.style === "indirect") && (
        <span>
          <LineSample indirect /> indirect: by changing or using something else
        </span>
      )}
      {has((line) => line.style === "denied") && (
        <span>
          <LineSample denied /> not allowed
        </span>
      )}
      {has((line) => line.label.includes("★")) && (
        <span>
          <b>3 · ★1</b> roles that can be entered, administrators among them
        </span>
      )}
      {picture.cards.some((card) => card.admin) && (
        <span>
          <span class="star">★</span> administrator
        </span>
      )}
      {picture.cards.some((card) => card.outside) && (
        <span>
          <span class="outside-sample" aria-hidden="true" /> outside
        </span>
      )}
      {kinds
        .filter((kind) => present.has(kind) && kind !== "group")
        .map((kind) => (
          <span key={kind}>
            <KindIcon kind={kind} size={15} /> {kindNames[kind]}
          </span>
        ))}
    </figcaption>
  );
}

import type { StepView } from "../protocol.js";
import { Chips, LongText, Star, VerdictMark } from "./parts.js";

/** One hop in words: who becomes whom, by which call, and what it asks. */
export function StepWords({ step }: { readonly step: StepView }) {
  return (
    <span class="step-words">
      <span class="step-names">
        {step.from.admin && <Star />}
        <LongText text={step.from.name} max={34} /> <span class="visually-hidden">becomes</span>
        <span aria-hidden="true">→</span> {step.to.admin && <Star />}
        <LongText text={step.to.name} max={34} />{" "}
        <span class="muted">
          in <LongText text={step.to.place} max={30} />
        </span>
      </span>
      <span class="step-side">
        <VerdictMark verdict={step.verdict} /> <span class="muted">{step.action}</span>
        {step.session !== "" && <span class="muted"> · session up to {step.session}</span>}
      </span>
      <Chips chips={step.chips} max={4} />
    </span>
  );
}

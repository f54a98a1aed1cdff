import { useId } from "preact/hooks";
import { giveHere } from "../follow.js";
import type { FieldView, HopView } from "../protocol.js";
import type { Given } from "../route.js";
import { factsHere } from "../state.js";
import { LongText, Prose, VerdictMark } from "./parts.js";

function factOf(field: FieldView): Given | undefined {
  return factsHere.value.find(([key]) => key.toLowerCase() === field.key.toLowerCase());
}

/** Takes one field's fact: a value, null for "not there", undefined for "not said". */
function give(field: FieldView, value: string | null | undefined): void {
  giveHere([field.key], value === undefined ? [] : [[field.key, value]]);
}

/** What the snapshot leaves open, to be filled in: the verdict follows what is typed. */
export function ResidualForm({ hop }: { readonly hop: HopView }) {
  if (hop.fields.length === 0) return null;
  const keys = hop.fields.map((field) => field.key);
  const sampled = hop.fields.filter((field) => field.sample !== null);
  return (
    <form class="residual" onSubmit={(event) => event.preventDefault()} aria-label="Try a request">
      <div class="residual-head">
        <h2>Try a request</h2>
        <span class="residual-tools">
          {sampled.length > 0 && (
            <button
              type="button"
              class="more-link"
              onClick={() =>
                giveHere(
                  keys,
                  sampled.map((field): Given => [field.key, field.sample]),
                )
              }
            >
              fill in one that works
            </button>
          )}
          {hop.fields.some((field) => factOf(field) !== undefined) && (
            <button type="button" class="more-link" onClick={() => giveHere(keys, [])}>
              clear
            </button>
          )}
        </span>
      </div>
      <output class={`residual-verdict ${hop.verdict}`} aria-live="polite">
        <VerdictMark verdict={hop.verdict} />
        <span>
          <Prose text={hop.sentence} max={500} />
        </span>
      </output>
      {hop.fields.map((field) => (
        <Field key={field.key} field={field} />
      ))}
    </form>
  );
}

function Field({ field }: { readonly field: FieldView }) {
  const id = useId();
  const fact = factOf(field);
  const absent = fact?.[1] === null;
  const value = fact?.[1] ?? "";
  return (
    <div class="field">
      <div class="field-head">
        <label for={field.input === "yes-no" ? undefined : id} id={`${id}-label`}>
          <LongText text={field.label} max={60} />
        </label>
        {field.label !== field.keyText && (
          <code class="field-key">
            <LongText text={field.keyText} max={64} />
          </code>
        )}
      </div>
      {field.wants.length > 0 && (
        <p class="field-wants" id={`${id}-wants`}>
          {field.wants.slice(0, 4).map((text, index) => (
            <span key={text}>
              {index > 0 && "; or "}
              <Prose text={text} max={260} />
            </span>
          ))}
        </p>
      )}
      {field.input === "yes-no" ? (
        <YesNo field={field} id={id} value={fact === undefined ? "" : absent ? "absent" : value} />
      ) : (
        <div class="field-row">
          <input
            id={id}
            type="text"
            value={value}
            disabled={absent}
            autocomplete="off"
            spellcheck={false}
            placeholder={placeholders[field.input]}
            aria-describedby={`${id}-wants ${id}-problem`}
            aria-invalid={field.problem !== ""}
            onInput={(event) =>
              give(field, event.currentTarget.value === "" ? undefined : event.currentTarget.value)
            }
          />
          <label class="field-absent">
            <input
              type="checkbox"
              checked={absent}
              onChange={(event) => give(field, event.currentTarget.checked ? null : undefined)}
            />
            not there
          </label>
        </div>
      )}
      {field.problem !== "" && (
        <p class="field-problem" id={`${id}-problem`}>
          {field.problem}
        </p>
      )}
    </div>
  );
}

const placeholders: Readonly<Record<FieldView["input"], string>> = {
  "yes-no": "",
  text: "not said",
  list: "not said (a, b)",
  address: "not said",
  number: "not said",
  date: "not said",
};

function YesNo({
  field,
  id,
  value,
}: {
  readonly field: FieldView;
  readonly id: string;
  readonly value: string;
}) {
  const choices = [
    { value: "", words: "not said" },
    { value: "true", words: "yes" },
    { value: "false", words: "no" },
    { value: "absent", words: "not there" },
  ] as const;
  return (
    <div class="segments" role="radiogroup" aria-labelledby={`${id}-label`}>
      {choices.map((choice) => (
        <label key={choice.words} class={value === choice.value ? "on" : undefined}>
          <input
            type="radio"
            name={id}
            checked={value === choice.value}
            onChange={() =>
              give(field, choice.value === "" ? undefined : choice.value === "absent" ? null : choice.value)
            }
          />
          {choice.words}
        </label>
      ))}
    </div>
  );
}

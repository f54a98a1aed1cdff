import { embeddedSnapshot } from "../load.js";
import { memoryLimit, needWords } from "../need.js";
import { load } from "../open.js";
import { type Pending, phase } from "../state.js";
import { progressWords } from "./landing.js";
import { Prose } from "./parts.js";

/** What is under way while a report shows its head, what it would take, or why it went no further. */
export function Progress({ pending }: { readonly pending: Pending }) {
  switch (pending.kind) {
    case "under way":
      return (
        <p class="under-way">
          <b>Under way:</b> {progressWords(pending.progress)}. Then everything can be asked for.
        </p>
      );
    case "asked":
      return <Asked pending={pending} />;
    case "ended":
      return (
        <p class="under-way" role="alert">
          <Prose text={pending.why} max={900} /> The overview stands.
        </p>
      );
  }
}

/** Says what the analysis takes, and begins it when it is wanted. */
function Asked({ pending: { need, broken } }: { readonly pending: Extract<Pending, { kind: "asked" }> }) {
  const limit = memoryLimit();
  const begin = (): void => {
    const carried = embeddedSnapshot(document);
    if (carried !== null && phase.value.kind === "head") void load(carried, phase.value.head);
  };
  return (
    <section class="under-way asked" aria-label="The analysis">
      <p>
        {broken && (
          <b role="alert">The last analysis ended together with its tab, most likely for want of memory. </b>
        )}
        The overview is there already. Everything else takes an analysis in this tab of {needWords(need)}.
        {limit !== null && need.megabytes > limit && (
          <>
            {" "}
            This browser gives a page at most {limit.toLocaleString("en")} MB: it will end before it is done.
          </>
        )}
      </p>
      <p>
        <button type="button" class="button primary" onClick={begin}>
          Analyze here
        </button>{" "}
        or on the command line: <code>rolepath check</code>, <code>rolepath who-can ROLE</code>
      </p>
    </section>
  );
}

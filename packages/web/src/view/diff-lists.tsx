import { partSize } from "../part.js";
import type { DiffView, EdgeChange, FindingChange } from "../protocol.js";
import { usePartsOf } from "./more.js";
import { LongText, PrincipalName, Prose, RouteLink, SeverityMark } from "./parts.js";

type Pair = NonNullable<DiffView["pair"]>;

const chainsAtOnce = 12;

const words: Readonly<Record<EdgeChange["change"], string>> = {
  added: "added",
  removed: "removed",
  changed: "changed",
};
const signs: Readonly<Record<EdgeChange["change"], string>> = { added: "+", removed: "−", changed: "~" };

/** What became of something, as a sign and a word. */
export function Change({ change }: { readonly change: EdgeChange["change"] }) {
  return (
    <span class={`change ${change}`}>
      <span class="change-sign" aria-hidden="true">
        {signs[change]}
      </span>
      {words[change]}
    </span>
  );
}

/** Direct hops that were added, removed or changed, with what did it. */
export function EdgeChanges({ edges }: { readonly edges: readonly EdgeChange[] }) {
  const { rows, more } = usePartsOf(edges, "changes", edgeRows);
  return (
    <>
      <div class="table-scroll">
        <table class="stacked-table">
          <thead>
            <tr>
              <th scope="col">Change</th>
              <th scope="col">From</th>
              <th scope="col">Into</th>
              <th scope="col">Because</th>
              <th scope="col">Conditions</th>
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      </div>
      {more}
    </>
  );
}

function edgeRows(edges: readonly EdgeChange[]) {
  return edges.map((edge) => (
    <tr key={edge.key}>
      <td>
        <Change change={edge.change} />
      </td>
      <td>
        <PrincipalName principal={edge.from} compact />
      </td>
      <td>
        {edge.go === null ? (
          <PrincipalName principal={edge.to} compact />
        ) : (
          <RouteLink to={edge.go}>
            <PrincipalName principal={edge.to} compact />
          </RouteLink>
        )}
      </td>
      <td>
        {edge.because.slice(0, 4).map((text) => (
          <p key={text}>
            <Prose text={text} max={240} />
          </p>
        ))}
      </td>
      <td class="diff-words">
        {edge.before !== "" && (
          <span class={edge.change === "changed" ? "was" : undefined}>
            {edge.change === "changed" && <span class="muted">before: </span>}
            <Prose text={edge.before} max={240} />
          </span>
        )}
        {edge.after !== "" && (
          <span>
            {edge.change === "changed" && <span class="muted">after: </span>}
            <Prose text={edge.after} max={240} />
          </span>
        )}
        {edge.effect !== "" && <b>{edge.effect}</b>}
      </td>
    </tr>
  ));
}

/** Chains that there are only before or only after. */
export function ChainChanges({ chains }: { readonly chains: Pair["chains"] }) {
  const { rows, more } = usePartsOf(
    chains,
    "chains",
    (part) =>
      part.map((chain) => (
        <li key={chain.key}>
          <span class="row diff-finding">
            <Change change={chain.change} />
            <PrincipalName principal={chain.from} compact />
            {chain.others > 0 && <span class="muted">and {chain.others} more</span>}
            <span aria-hidden="true">→</span>
            {chain.go === null ? (
              <PrincipalName principal={chain.to} compact />
            ) : (
              <RouteLink to={chain.go}>
                <PrincipalName principal={chain.to} compact />
              </RouteLink>
            )}
            <span class="muted">{chain.hops}</span>
          </span>
        </li>
      )),
    partSize,
    chainsAtOnce,
  );
  return (
    <>
      <ul class="rows">{rows}</ul>
      {more}
    </>
  );
}

/** Findings that are new, gone, or of another severity. */
export function FindingChanges({ list }: { readonly list: readonly FindingChange[] }) {
  const { rows, more } = usePartsOf(list, "findings", findingRows);
  return (
    <>
      <ul class="rows">{rows}</ul>
      {more}
    </>
  );
}

function findingRows(list: readonly FindingChange[]) {
  return list.map(({ change, was, row }) => (
    <li key={change + row.id}>
      <span class="row diff-finding">
        <Change change={change} />
        <SeverityMark severity={row.severity} />
        {was !== "" && <span class="muted">was {was}</span>}
        <LongText text={row.title} max={140} />
        <PrincipalName principal={row.resource} compact />
      </span>
    </li>
  ));
}

/** Principals that there are only before or only after. */
export function PrincipalChanges({ pair }: { readonly pair: Pair }) {
  return (
    <>
      {pair.principals.added.length + pair.principals.removed.length === 0 && (
        <p class="muted">The same as before.</p>
      )}
      {(["added", "removed"] as const).map(
        (change) =>
          pair.principals[change].length > 0 && (
            <PrincipalList key={change} change={change} list={pair.principals[change]} />
          ),
      )}
    </>
  );
}

function PrincipalList({
  change,
  list,
}: {
  readonly change: "added" | "removed";
  readonly list: Pair["principals"]["added"];
}) {
  const { rows, more } = usePartsOf(list, "principals", (part) =>
    part.map((principal) => (
      <li key={principal.id}>
        <span class="row">
          <PrincipalName principal={principal} compact />
        </span>
      </li>
    )),
  );
  return (
    <details class="text-list" open={list.length <= 12}>
      <summary>
        {list.length} {change}
      </summary>
      <ul class="rows">{rows}</ul>
      {more}
    </details>
  );
}

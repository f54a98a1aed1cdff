import { useMemo } from "preact/hooks";
import type { PolicySection, PrincipalPage } from "../protocol.js";
import { accountRoute, focusRoute } from "../route.js";
import { DocumentBox } from "./document.js";
import { Fact } from "./fact.js";
import { FindingCards } from "./findings.js";
import { CopyLine } from "./focus.js";
import { KindIcon } from "./icon.js";
import { usePartsOf } from "./more.js";
import { LongText, Prose, RouteLink, Star } from "./parts.js";

/** Everything about one principal: who it is, what its documents say, what stands over it. */
export function Principal({ view }: { readonly view: PrincipalPage }) {
  const { principal } = view;
  const facts = useMemo(() => view.facts.map(({ name, value }) => ({ key: name, value })), [view]);
  return (
    <main class="page principal-page" id="main">
      <header class="subject">
        <KindIcon kind={principal.icon} size={34} />
        <div>
          <h1>
            {principal.admin && <Star />}
            <LongText text={principal.name} max={80} />
          </h1>
          <p class="muted">
            {principal.kindText} ·{" "}
            {principal.accountId === "" ? (
              <LongText text={principal.place} max={60} />
            ) : (
              <RouteLink to={accountRoute(principal.accountId)}>{principal.place}</RouteLink>
            )}
          </p>
          <CopyLine id={principal.id} text={principal.idText} />
        </div>
        <RouteLink to={focusRoute(principal.id)} class="button small">
          Who can become it, what it can become
        </RouteLink>
      </header>
      {!view.known && (
        <p class="notice">
          The snapshot has no such principal: all that is known is what policies say about it.
        </p>
      )}
      <div class="principal-columns">
        <div class="principal-facts">
          <Facts title="Facts" list={facts} />
          {view.reach.length > 0 && (
            <section>
              <h2>Reach</h2>
              <ul class="plain-list">
                {view.reach.map(({ text, go }) => (
                  <li key={text}>
                    <RouteLink to={go}>{text}</RouteLink>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {view.groups.length > 0 && (
            <section>
              <h2>Groups</h2>
              <ul class="plain-list">
                {view.groups.map((group) => (
                  <li key={group}>
                    <LongText text={group} max={80} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Facts title="Tags" list={view.tags} mono none="None." />
          {view.findings.length > 0 && (
            <section>
              <h2>Findings here</h2>
              <FindingCards rows={view.findings} />
            </section>
          )}
        </div>
        <div class="principal-documents">
          {view.sections.map((section) => (
            <Documents key={section.title} section={section} />
          ))}
          {view.sections.length === 0 && <p class="muted">It has no policies of its own in the snapshot.</p>}
        </div>
      </div>
    </main>
  );
}

interface FactsProps {
  readonly title: string;
  readonly list: readonly {
    readonly key: PrincipalPage["tags"][number]["key"];
    readonly value: PrincipalPage["tags"][number]["value"];
  }[];
  readonly mono?: boolean;
  readonly none?: string;
}

function Facts({ title, list, mono = false, none }: FactsProps) {
  const { rows, more } = usePartsOf(list, title.toLowerCase(), (part) =>
    part.map(({ key, value }) => <Fact key={key} term={key} value={value} max={240} />),
  );
  if (list.length === 0 && none === undefined) return null;
  return (
    <section>
      <h2>
        {title} {mono && <span class="count">{list.length}</span>}
      </h2>
      {list.length === 0 && <p class="muted">{none}</p>}
      <dl class={mono ? "facts mono" : "facts"}>{rows}</dl>
      {more}
    </section>
  );
}

function Documents({ section }: { readonly section: PolicySection }) {
  return (
    <section>
      <h2>
        {section.title}{" "}
        {section.documents.length > 1 && <span class="count">{section.documents.length}</span>}
      </h2>
      {section.note !== "" && (
        <p class="muted">
          <Prose text={section.note} />
        </p>
      )}
      {section.documents.map((document, index) => (
        <DocumentBox
          key={document.key + index}
          document={document}
          lines={"" as typeof section.note}
          open={section.documents.length === 1 && index === 0 && document.lines.length <= 60}
        />
      ))}
    </section>
  );
}

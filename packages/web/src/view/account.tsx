import type { AccountView } from "../protocol.js";
import { go, route } from "../state.js";
import { FindingCards } from "./findings.js";
import { KindIcon } from "./icon.js";
import { usePartsOf } from "./more.js";
import { FilterChip, LongText, PrincipalName, RouteLink } from "./parts.js";
import { PictureBox } from "./picture.js";
import { Split } from "./split.js";

/** One account: its principals, what leads in and what leads out. */
export function Account({ view }: { readonly view: AccountView }) {
  const current = route.value;
  if (current.view !== "account") return null;
  return (
    <Split
      title={view.title}
      picture={
        <>
          <div class="toolbar">
            {(view.hiddenServices > 0 || current.services) && (
              <FilterChip
                label="roles for AWS services"
                count={
                  view.hiddenServices ||
                  view.sections
                    .filter((section) => /service/i.test(section.title))
                    .reduce((sum, section) => sum + section.principals.length, 0)
                }
                on={current.services}
                flip={() => go({ ...current, services: !current.services }, true)}
              />
            )}
          </div>
          <PictureBox picture={view.picture} tall />
        </>
      }
      panel={
        <>
          <header class="subject">
            <KindIcon kind={view.collected ? "member-account" : "account"} size={30} />
            <div>
              <h1>
                <LongText text={view.title} max={60} />
              </h1>
              <p class="muted">
                {view.id}
                {view.place !== "" && (
                  <>
                    {" "}
                    · <LongText text={view.place} max={60} />
                  </>
                )}
              </p>
            </div>
          </header>
          {!view.collected && (
            <p class="notice">
              This account was not collected: its principals are not known, only what other accounts say about
              it.
            </p>
          )}
          {view.collected && (
            <ul class="stats small">
              {view.stats.map((stat) => (
                <li key={stat.label}>
                  <b>{stat.value}</b> {stat.label}
                </li>
              ))}
            </ul>
          )}
          {view.findings.length > 0 && (
            <section>
              <h2>
                Findings <span class="count">{view.findingCount}</span>
              </h2>
              <FindingCards rows={view.findings} />
              {view.findingCount > view.findings.length && (
                <RouteLink to={{ view: "findings", severity: "", rule: "", text: view.id }} class="more-link">
                  all {view.findingCount}
                </RouteLink>
              )}
            </section>
          )}
          <Links
            title="Can enter from"
            links={view.sources}
            none="Nothing outside this account can enter it."
          />
          <Links
            title="Can leave to"
            links={view.targets}
            none="Nothing in this account can enter another one."
          />
          {view.sections.map((section) => (
            <Section key={section.title} section={section} />
          ))}
        </>
      }
    />
  );
}

function Section({ section }: { readonly section: AccountView["sections"][number] }) {
  const { rows, more } = usePartsOf(section.principals, "principals", (part) =>
    part.map((principal) => (
      <li key={principal.id}>
        <RouteLink to={principal.go} class="row" points={principal.id}>
          <PrincipalName principal={principal} />
        </RouteLink>
      </li>
    )),
  );
  return (
    <section class="reach">
      <h2>
        {section.title} <span class="count">{section.principals.length}</span>
      </h2>
      <ul class="rows">{rows}</ul>
      {more}
    </section>
  );
}

function Links({
  title,
  links,
  none,
}: {
  readonly title: string;
  readonly links: AccountView["sources"];
  readonly none: string;
}) {
  const { rows, more } = usePartsOf(links, "accounts and others", (part) =>
    part.map((link) => (
      <li key={link.title}>
        <RouteLink to={link.go} class="row stacked">
          <LongText class="principal-name" text={link.title} max={48} />
          <span class="muted">{link.detail}</span>
        </RouteLink>
      </li>
    )),
  );
  return (
    <section class="reach">
      <h2>
        {title} <span class="count">{links.length}</span>
      </h2>
      {links.length === 0 && <p class="muted">{none}</p>}
      <ul class="rows">{rows}</ul>
      {more}
    </section>
  );
}

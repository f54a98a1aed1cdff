import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds on the page as it stands, a line each.
 *
 * @param part looks only into this part of the page; rules about the page as a whole are left out then
 */
export async function axeViolations(page: Page, part?: string): Promise<readonly string[]> {
  // Handed over as text, which the page's own policy would not let it load.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    ([values, selector]) =>
      (window as unknown as { readonly axe: typeof axe }).axe.run(selector ?? document, {
        runOnly: { type: "tag", values },
        resultTypes: ["violations"],
        preload: false,
      }),
    [rules, part] as const,
  );
  return linesOf(found);
}

function linesOf({ violations }: AxeResults): readonly string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${help}: ${target.join(" ")} ${failureSummary?.split("\n")[1]?.trim() ?? ""}`,
    ),
  );
}

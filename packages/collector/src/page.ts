import type { MarkerAnswer, MarkerPage } from "./call/iam.js";
import type { TokenAnswer, TokenPage } from "./call/page.js";
import { CallError } from "./call-error.js";
import type { Operation } from "./client.js";
import type { Meter } from "./meter.js";

/** A list that AWS gives in pages. */
export interface List {
  readonly operation: Operation;
  readonly meter: Meter;
  /** The most that AWS puts on one page. */
  readonly sizeMax: number;
}

/** Every item of a list with tokens, in AWS's order. */
export async function tokenItems<Page extends TokenAnswer, Item>(
  list: List,
  fetch: (page: TokenPage) => Promise<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const pages = await everyPage(
    list,
    async (token) => {
      const page = await fetch({
        MaxResults: list.sizeMax,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      return { page, next: page.NextToken || undefined };
    },
    (page) => items(page)?.length ?? 0,
  );
  return pages.flatMap((page) => items(page) ?? []);
}

/** Every page of an IAM list, in order. */
export async function markerPages<Page extends MarkerAnswer>(
  list: List,
  fetch: (page: MarkerPage) => Promise<Page>,
  count: (page: Page) => number,
): Promise<Page[]> {
  return everyPage(
    list,
    async (token) => {
      const page = await fetch({ MaxItems: list.sizeMax, ...(token === undefined ? {} : { Marker: token }) });
      if (page.IsTruncated === true && !page.Marker)
        throw malformed(list.operation, "a truncated page without the marker of the next");
      return { page, next: page.IsTruncated === true ? page.Marker : undefined };
    },
    count,
  );
}

async function everyPage<Page>(
  list: List,
  fetch: (token: string | undefined) => Promise<{ page: Page; next: string | undefined }>,
  count: (page: Page) => number,
): Promise<Page[]> {
  const pages: Page[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const { page, next } = await fetch(token);
    pages.push(page);
    // A token that comes back would page for ever.
    if (next !== undefined && seen.has(next)) throw malformed(list.operation, "the same page token twice");
    if (next !== undefined) seen.add(next);
    token = next;
  } while (token !== undefined);
  const items = pages.reduce((sum, page) => sum + count(page), 0);
  // Fuller pages would have done; more pages than there were are never needed.
  list.meter.need(Math.min(pages.length, Math.max(1, Math.ceil(items / list.sizeMax))));
  return pages;
}

function malformed(operation: Operation, detail: string): CallError {
  return new CallError("malformed", operation, "MalformedAnswer", detail);
}

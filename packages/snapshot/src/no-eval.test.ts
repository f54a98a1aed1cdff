import { expect, test, vi } from "vitest";

// Schema libraries like to compile their checks, and browsers report the attempt.
test("reading never makes code from text, which the page's content security policy forbids", async () => {
  const made = vi.fn();
  vi.stubGlobal(
    "Function",
    class {
      constructor(...parts: unknown[]) {
        made(parts);
      }
    },
  );
  try {
    const { accountOf, details, readDetails } = await import("./testing/build.js");
    expect(accountOf(readDetails(details())).authorizationDetails.RoleDetailList).toHaveLength(1);
  } finally {
    vi.unstubAllGlobals();
  }
  expect(made).not.toHaveBeenCalled();
});

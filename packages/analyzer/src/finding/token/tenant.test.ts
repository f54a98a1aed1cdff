import { describe, expect, test } from "vitest";
import { literalPattern, wildcardPattern } from "../../policy/pattern.js";
import { claimKey, sharedIssuer } from "./issuer.js";
import { closedPart } from "./tenant.js";

const gitHub = sharedIssuer("token.actions.githubusercontent.com");
const subject = gitHub?.claims[0]?.closed ?? /$^/;
const like = (text: string) => wildcardPattern([{ text, wild: true }]);

describe("the part of a subject that names the tenant", () => {
  test.each([
    ["repo:acme/*", "repo:acme/*"],
    ["repo:acme/shop:ref:refs/heads/*", "repo:acme/*"],
    ["repo:acme@123456/*", "repo:acme@*"],
    ["repository_owner:acme:*", "repository_owner:acme:*"],
    ["repo:acme/shop:environment:prod", "repo:acme/*"],
  ])("is closed in %s", (pattern, part) => {
    expect(closedPart(like(pattern), subject)?.display).toBe(part);
  });

  test.each([
    "*",
    "repo:*",
    "repo:acme*",
    "repo:ac?e/x",
    "repo:*/shop:*",
    "*:ref:refs/heads/main",
    "repository_owner:acme*",
  ])("is open in %s", (pattern) => {
    expect(closedPart(like(pattern), subject)).toBeNull();
  });

  test("is the whole value where the claim is a name", () => {
    const owner = gitHub?.claims.find((claim) => claim.claim === "repository_owner")?.closed ?? /$^/;
    expect(closedPart(literalPattern("acme"), owner)?.display).toBe("acme");
    expect(closedPart(like("acme*"), owner)).toBeNull();
  });
});

describe("shared issuers", () => {
  test("are known by host and path, whatever the case", () => {
    expect(sharedIssuer("GitLab.com")?.name).toBe("GitLab.com");
    expect(sharedIssuer("gitlab.com/acme")).toBeNull();
    expect(sharedIssuer("token.actions.githubusercontent.com/acme")).toBeNull();
  });

  test("have keys as conditions write them", () => {
    const sentinel = sharedIssuer("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d");
    expect(claimKey(sentinel!, sentinel!.claims[0]!.claim)).toBe("sts:rolesessionname");
    expect(claimKey(gitHub!, "sub")).toBe("token.actions.githubusercontent.com:sub");
  });
});

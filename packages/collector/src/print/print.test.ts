import { expect, test } from "vitest";
import { cloudFormationTemplate } from "./cloudformation.js";
import { terraformModule } from "./terraform.js";

const role = {
  roleName: "audit/rolepath",
  trustedArn: "arn:aws:iam::111122223333:role/x",
  externalId: "ab-12",
};

test("both forms trust one principal with an external ID, and allow the reading calls", () => {
  for (const text of [cloudFormationTemplate(role), terraformModule(role)]) {
    expect(text).toContain("sts:ExternalId");
    expect(text).toContain('"ab-12"');
    expect(text).toContain('"arn:aws:iam::111122223333:role/x"');
    expect(text).toContain('"iam:GetAccountAuthorizationDetails"');
    expect(text).toContain('"/audit/"');
    expect(text).toContain('"rolepath"');
  }
});

test("what is not given has no default, so that it must be chosen", () => {
  const bare = { roleName: "rolepath" };
  expect(cloudFormationTemplate(bare).match(/Default:/g)).toHaveLength(1);
  expect(terraformModule(bare).match(/default {5}=/g)).toHaveLength(1);
});

test("a value cannot leave its quotes", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own template, which must not be one
  const odd = { roleName: "r", externalId: 'x"\n  Evil: true ${var.y} %{if}' };
  expect(cloudFormationTemplate(odd)).toContain('Default: "x\\"\\n  Evil: true');
  expect(terraformModule(odd)).toContain('"x\\"\\n  Evil: true $${var.y} %%{if}"');
});

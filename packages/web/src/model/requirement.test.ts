import type { Requirement } from "@rolepath/analyzer";
import { expect, test } from "vitest";
import { hopLabel } from "./requirement.js";

const requirement = (key: string, operator: string, value: string): Requirement => ({
  key,
  operator,
  values: [value],
  kind: "caller",
  text: key,
});
const plain = { action: "sts:AssumeRole", verdict: "conditional" } as const;

test("a hop's line says a condition with its value, or the key alone, or how many there are", () => {
  const requires = [
    requirement("token.actions.githubusercontent.com:aud", "StringEquals", "sts.amazonaws.com"),
    requirement("aws:RequestTag/repository", "StringEquals", "payments"),
  ];
  expect(hopLabel({ ...plain, requires })).toEqual({
    label: "if tag repository = payments +1",
    shorter: ["if tag repository +1", "2 conditions"],
  });
  const mfa = [requirement("aws:MultiFactorAuthPresent", "Bool", "true")];
  expect(hopLabel({ ...plain, requires: mfa })).toMatchObject({ label: "if MFA" });
  expect(hopLabel({ ...plain, requires: [] })).toEqual({ label: "" });
});

test("an indirect hop's line says its last call, at need without the service", () => {
  const hop = { action: "iam:PassRole+ecs:RunTask", class: "pass-role", verdict: "conditional" } as const;
  expect(hopLabel({ ...hop, requires: [requirement("aws:SourceIp", "IpAddress", "10.0.0.0/8")] })).toEqual({
    label: "ecs:RunTask, if …",
    shorter: ["ecs:RunTask", "RunTask"],
  });
});

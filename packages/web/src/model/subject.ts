import type { Json } from "@rolepath/snapshot";
import type { Dataset } from "./dataset.js";

/** A subject that a trust policy names for the tokens of a provider. */
export interface Subject {
  readonly text: string;
  readonly role: string;
  readonly provider: string;
}

function listOf(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every subject (`repo:acme/app:ref:…`) in the trust policies, with the role that it opens. */
export function subjectsOf(dataset: Dataset): readonly Subject[] {
  const found: Subject[] = [];
  for (const account of dataset.analysis.snapshot.accounts) {
    for (const role of account.authorizationDetails.RoleDetailList) {
      const document = role.AssumeRolePolicyDocument as Json;
      if (!isObject(document)) continue;
      for (const statement of listOf(document.Statement)) {
        if (!isObject(statement) || !isObject(statement.Condition) || !isObject(statement.Principal))
          continue;
        const provider = listOf(statement.Principal.Federated)[0];
        if (typeof provider !== "string") continue;
        for (const tests of Object.values(statement.Condition)) {
          for (const [key, values] of isObject(tests) ? Object.entries(tests) : []) {
            if (!/:sub$/i.test(key)) continue;
            for (const text of listOf(values))
              if (typeof text === "string") found.push({ text, role: role.Arn, provider });
          }
        }
      }
    }
  }
  return found;
}

import { asCallError, type CallError } from "./call-error.js";
import { CollectError } from "./collect-error.js";

/**
 * The answer to a question without which there is nothing to collect.
 *
 * @throws CollectError with what the user can do, where AWS does not answer it
 */
export async function firstAnswer<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    const failure = asCallError(error);
    throw new CollectError("aws", failure.message, remedyFor(failure));
  }
}

function remedyFor({ kind, code, operation }: CallError): string | undefined {
  if (code === "CredentialsProviderError")
    return "set up credentials (aws configure sso, environment variables, an instance role) or name a profile with --profile";
  if (kind === "session-over") return "log in again; outside the standard partition, give its --region";
  if (code.startsWith("AWSOrganizationsNotInUse")) return "leave out --org to collect this account alone";
  if (kind === "refused" && operation.startsWith("organizations:"))
    return "use the management account or a delegated administrator, with the policy of `rolepath collect --org --print-policy`";
  if (kind === "unreachable")
    return "check the network, the region and the endpoint, then run the same command again";
  return undefined;
}

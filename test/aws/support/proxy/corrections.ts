import { pageOfDetails, withPolicyNames } from "./gaad-pages.js";
import { errorReply, type Reply, withBody } from "./reply.js";
import type { WireCall } from "./request.js";

/** Where moto differs from AWS, and what the proxy answers instead. */
export interface Corrections {
  /** Entities on a page of authorization details; moto gives one page. */
  readonly detailsPageSize?: number;
  /** What AssumeRole must be given; moto takes anything. */
  readonly externalId?: string;
  /** Accounts without the role, which AssumeRole refuses; moto gives a session all the same. */
  readonly accountsWithoutRole?: readonly string[];
  /** Permission set → accounts; moto knows the caller's account alone. */
  readonly provisioned?: ReadonlyMap<string, readonly string[]>;
  /** Each session gets a token of its own, so that the proxy can end it. */
  readonly numberTokens?: boolean;
}

let tokens = 0;

/** The server's answer, put right. */
export async function correct(
  call: WireCall,
  corrections: Corrections,
  answer: () => Promise<Reply>,
): Promise<Reply> {
  switch (call.operation) {
    case "sts:AssumeRole":
      return correctSession(call, corrections, answer);
    case "iam:GetAccountAuthorizationDetails": {
      const whole = await answer();
      if (whole.status !== 200) return whole;
      const named = withPolicyNames(withWholeSeconds(whole));
      return corrections.detailsPageSize === undefined
        ? named
        : pageOfDetails(call, named, corrections.detailsPageSize);
    }
    case "sso:ListAccountsForProvisionedPermissionSet": {
      const { PermissionSetArn } = JSON.parse(call.body.toString()) as { PermissionSetArn: string };
      const AccountIds = corrections.provisioned?.get(PermissionSetArn);
      const reply = refusalInProtocol(call, await answer());
      return AccountIds === undefined || reply.status !== 200
        ? reply
        : withBody(reply, JSON.stringify({ AccountIds }));
    }
    case "iam:ListSAMLProviders":
      return withWholeSeconds(await answer());
    default:
      return refusalInProtocol(call, await answer());
  }
}

/** AWS's dates have whole seconds. */
function withWholeSeconds(reply: Reply): Reply {
  return withBody(reply, reply.body.toString().replace(/(T\d\d:\d\d:\d\d)\.\d+(?=Z?<)/g, "$1"));
}

/** moto refuses in XML, whatever the protocol of the call. */
function refusalInProtocol(call: WireCall, reply: Reply): Reply {
  if (call.protocol !== "json" || reply.status !== 403) return reply;
  const xml = reply.body.toString();
  const text = (tag: string) => new RegExp(`<${tag}>([^<]*)<`).exec(xml)?.[1] ?? "";
  return errorReply(call, 400, `${text("Code")}Exception`, text("Message"));
}

async function correctSession(
  call: WireCall,
  corrections: Corrections,
  answer: () => Promise<Reply>,
): Promise<Reply> {
  const asked = new URLSearchParams(call.body.toString());
  const account = asked.get("RoleArn")?.split(":")[4] ?? "";
  const refused =
    corrections.accountsWithoutRole?.includes(account) ||
    (corrections.externalId !== undefined && asked.get("ExternalId") !== corrections.externalId);
  if (refused)
    return errorReply(
      call,
      403,
      "AccessDenied",
      `User is not authorized to perform: sts:AssumeRole on resource: ${asked.get("RoleArn")}`,
    );
  const reply = await answer();
  if (!corrections.numberTokens) return reply;
  tokens += 1;
  return withBody(reply, reply.body.toString().replace("</SessionToken>", `${tokens}</SessionToken>`));
}

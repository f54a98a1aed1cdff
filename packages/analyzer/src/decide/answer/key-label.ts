const LABELS: ReadonlyMap<string, string> = new Map([
  ["sts:externalid", "external ID"],
  ["sts:rolesessionname", "session name"],
  ["sts:sourceidentity", "source identity"],
  ["aws:sourceidentity", "source identity of the calling session"],
  ["aws:tagkeys", "session tag keys"],
  ["sts:transitivetagkeys", "transitive tag keys"],
  ["aws:sourceip", "source address"],
  ["aws:sourcevpc", "source VPC"],
  ["aws:sourcevpce", "VPC endpoint"],
  ["aws:vpcsourceip", "private source address"],
  ["aws:currenttime", "time"],
  ["aws:tokenissuetime", "issue time of the credential"],
  ["aws:multifactorauthpresent", "MFA"],
  ["aws:multifactorauthage", "age of the MFA check in seconds"],
  ["aws:useragent", "user agent"],
  ["aws:requestedregion", "Region"],
  ["aws:principalarn", "caller's ARN"],
  ["aws:principalaccount", "caller's account"],
  ["aws:principalorgid", "caller's organization"],
  ["aws:principalorgpaths", "caller's place in the organization"],
  ["aws:userid", "user id of the calling session"],
  ["aws:sourcearn", "resource that the service works for"],
  ["aws:sourceaccount", "account that the service works for"],
  ["sso:accountassignment", "an account assignment of the permission set"],
  ["aws:sourceorgid", "organization that the service works for"],
]);

/** How people call a condition key; the key itself where there is no better name. */
export function keyLabel(key: string): string {
  const known = LABELS.get(key.toLowerCase());
  if (known !== undefined) return known;
  const tag = /^aws:(requesttag|principaltag)\/(.*)$/is.exec(key);
  if (tag === null) return key;
  return tag[1]?.toLowerCase() === "requesttag" ? `session tag ${tag[2]}` : `principal tag ${tag[2]}`;
}

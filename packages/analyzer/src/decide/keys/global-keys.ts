// IAM User Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys".
const SINGLE_VALUED: readonly string[] = [
  "aws:AssumedRoot",
  "aws:CalledViaAWSMCP",
  "aws:CalledViaFirst",
  "aws:CalledViaLast",
  "aws:ChatbotSourceArn",
  "aws:CurrentTime",
  "aws:Ec2InstanceSourcePrivateIPv4",
  "aws:Ec2InstanceSourceVpc",
  "aws:EpochTime",
  "aws:FederatedProvider",
  "aws:IsMcpServiceAction",
  "aws:MultiFactorAuthAge",
  "aws:MultiFactorAuthPresent",
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalIsAWSService",
  "aws:PrincipalOrgID",
  "aws:PrincipalServiceName",
  "aws:PrincipalType",
  "aws:Referer",
  "aws:RequestedRegion",
  "aws:ResourceAccount",
  "aws:ResourceOrgID",
  "aws:SecureTransport",
  "aws:SignInSessionArn",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceIdentity",
  "aws:SourceIp",
  "aws:SourceOrgID",
  "aws:SourceOwner",
  "aws:SourceVpc",
  "aws:SourceVpcArn",
  "aws:SourceVpce",
  "aws:TokenIssueTime",
  "aws:UserAgent",
  "aws:ViaAWSMCPService",
  "aws:ViaAWSService",
  "aws:VpcSourceIp",
  "aws:VpceAccount",
  "aws:VpceOrgID",
  "aws:userid",
  "aws:username",
  "sts:AWSServiceName",
  "sts:DurationSeconds",
  "sts:ExternalId",
  "sts:RoleAuthorizedByIdp",
  "sts:RoleSessionName",
  "sts:SourceIdentity",
  "sts:TaskPolicyArn",
];
const MULTIVALUED: readonly string[] = [
  "aws:CalledVia",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalServiceNamesList",
  "aws:ResourceOrgPaths",
  "aws:SourceOrgPaths",
  "aws:TagKeys",
  "aws:VpceOrgPaths",
  "sts:RequestContextProviders",
  "sts:TransitiveTagKeys",
];
const WITH_TAG_NAME = /^(aws:(principaltag|requesttag|resourcetag)|iam:resourcetag|sts:requestcontext)\/./;

/** The global and STS keys, as AWS spells them; those with the name of a tag are not among them. */
export const knownKeys: readonly string[] = [...SINGLE_VALUED, ...MULTIVALUED];

const single = new Set(SINGLE_VALUED.map((key) => key.toLowerCase()));
const multiple = new Set(MULTIVALUED.map((key) => key.toLowerCase()));

/** Whether a global or STS key exists; keys of other prefixes (claims of an issuer, keys of a service) are not judged: null. */
export function isKnownKey(key: string): boolean | null {
  const id = key.toLowerCase();
  if (!id.startsWith("aws:") && !id.startsWith("sts:")) return null;
  return single.has(id) || multiple.has(id) || WITH_TAG_NAME.test(id);
}

/** Whether a key takes a set of values; null where that is not known. */
export function takesSet(key: string): boolean | null {
  const id = key.toLowerCase();
  if (multiple.has(id)) return true;
  return single.has(id) || WITH_TAG_NAME.test(id) ? false : null;
}

import { type ServiceDoor, serviceProof, serviceThrough } from "../../door/service-door.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { changesWidely } from "../../power/breadth.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { askText, roleText } from "../../text/words.js";
import { arnLike, valueIn } from "../../token/token-door.js";
import { shownPassage } from "../../token/token-finding.js";

const SERVICE = "pods.eks.amazonaws.com";

/** What no cluster, namespace or service account is called. */
const NEW = "rolepath-newcomer";

const POD_ROLE: FindingReference = {
  title: "Create IAM role with trust policy required by EKS Pod Identity (Amazon EKS User Guide)",
  url: "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html",
};

const POD_TAGS: FindingReference = {
  title: "Grant Pods access to AWS resources based on tags (Amazon EKS User Guide)",
  url: "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html",
};

const id = "POD-NO-TAGS";
const references: readonly FindingReference[] = [POD_ROLE, POD_TAGS];

const trust = (condition?: Parameters<typeof assumeRole>[1]): ReturnType<typeof trustPolicy> =>
  trustPolicy({
    ...assumeRole({ Service: SERVICE }, condition),
    Action: ["sts:AssumeRole", "sts:TagSession"],
  });

export const podNoTagsInfo: FindingInfo = {
  id,
  title: "Pods of every cluster of the account can be given a powerful role",
  severity: "medium when the role is an administrator or can become one, else low",
  when:
    "The role trusts EKS Pod Identity, is an administrator or may change more than single named resources, and ties the session to no " +
    "cluster, namespace or service account: neither by `aws:RequestTag/eks-cluster-arn`, `…/eks-cluster-name`, " +
    "`…/kubernetes-namespace`, `…/kubernetes-service-account`, nor by `aws:SourceArn` with a cluster.",
  why:
    "Which pods get the role is said by associations in EKS, which are not part of IAM. Whoever may make one and pass the role can " +
    "give it to a pod in any cluster of the account, a test cluster that everybody may enter included.",
  fix:
    "Test the session tags that EKS sends: `StringEquals` on `aws:RequestTag/eks-cluster-arn` with the cluster, and on " +
    "`aws:RequestTag/kubernetes-namespace` with the namespace.",
  references,
  example: {
    setting: "The role is an administrator.",
    bad: trust(),
    good: trust({
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/platform",
        "aws:RequestTag/kubernetes-namespace": "operators",
      },
    }),
  },
};

const throughAnyCluster = serviceThrough((survey, { role }) => {
  const cluster = [arnLike(`arn:${role.partition}:eks:*-*:${role.account}:cluster/${NEW}`)];
  return {
    pins: {
      "aws:RequestTag/eks-cluster-name": NEW,
      "aws:RequestTag/kubernetes-namespace": NEW,
      "aws:RequestTag/kubernetes-service-account": NEW,
      "aws:SourceAccount": role.account,
      "aws:SourceOrgID": survey.world.organizationId,
    },
    demands: [valueIn("aws:RequestTag/eks-cluster-arn", cluster), valueIn("aws:SourceArn", cluster)],
  };
});

function tieless(survey: Survey): readonly ServiceDoor[] {
  return survey.serviceDoors.flatMap((door) => {
    if (door.form.kind !== "service" || door.form.name !== SERVICE) return [];
    const power = powerOf(survey, door.role);
    if (power !== "admin" && power !== "escalation" && !changesWidely(door.role)) return [];
    return throughAnyCluster(survey, door) ?? [];
  });
}

function draft(survey: Survey, doors: readonly ServiceDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const { severity, text } = judge("service", powerOf(survey, role), ["low", "medium"]);
  return [
    {
      identity: [role.arn],
      about: role,
      severity,
      title: `Pods of every cluster can be given ${role.name}`,
      principals: [SERVICE],
      evidence: serviceProof(doors, "allows pods of every cluster and namespace"),
      ...shownPassage(first.passage),
      why:
        `The trust policy of ${roleText(survey.world, role)} lets EKS give the role to pods of every cluster of the account, in every ` +
        `namespace.${askText(first.passage.way)} ${text}`,
      fix: "Add StringEquals on aws:RequestTag/eks-cluster-arn with the cluster and on aws:RequestTag/kubernetes-namespace with the namespace.",
    },
  ];
}

export const podNoTags: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(tieless(survey), ({ door }) => door.role.arn).flatMap((doors) => draft(survey, doors)),
};

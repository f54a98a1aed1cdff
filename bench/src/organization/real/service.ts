import { allow, trust } from "../documents.js";
import { accountId, roleArn } from "../names.js";
import { applicationPermissions } from "./permissions.js";
import type { Place, Sketch } from "./sketch.js";
import { componentNames, pascal, stackRoleName } from "./words.js";

/** A service whose roles an account holds: how often, what they are called, and which policies of AWS they carry. */
interface Service {
  readonly weight: number;
  readonly principal: string;
  readonly noun: string;
  readonly aws: Readonly<Record<string, number>>;
  readonly instanceProfile?: boolean;
}

const services: Readonly<Record<string, Service>> = {
  lambda: {
    weight: 45,
    principal: "lambda.amazonaws.com",
    noun: "Function",
    aws: {
      AWSLambdaBasicExecutionRole: 0.75,
      AWSLambdaVPCAccessExecutionRole: 0.3,
      AWSXRayDaemonWriteAccess: 0.15,
    },
  },
  tasks: {
    weight: 15,
    principal: "ecs-tasks.amazonaws.com",
    noun: "Task",
    aws: { AmazonECSTaskExecutionRolePolicy: 0.5, AmazonS3ReadOnlyAccess: 0.05 },
  },
  instances: {
    weight: 10,
    principal: "ec2.amazonaws.com",
    noun: "Instance",
    aws: {
      AmazonSSMManagedInstanceCore: 0.8,
      CloudWatchAgentServerPolicy: 0.5,
      AmazonEC2ContainerRegistryReadOnly: 0.2,
      AmazonEKSWorkerNodePolicy: 0.1,
      AmazonEKS_CNI_Policy: 0.1,
      AmazonS3FullAccess: 0.05,
    },
    instanceProfile: true,
  },
  states: { weight: 6, principal: "states.amazonaws.com", noun: "StateMachine", aws: {} },
  events: { weight: 6, principal: "events.amazonaws.com", noun: "EventsRule", aws: {} },
  scheduler: { weight: 3, principal: "scheduler.amazonaws.com", noun: "Schedule", aws: {} },
  builds: {
    weight: 4,
    principal: "codebuild.amazonaws.com",
    noun: "Project",
    aws: { AWSCodeBuildDeveloperAccess: 0.2, PowerUserAccess: 0.05 },
  },
  stacks: {
    weight: 2,
    principal: "cloudformation.amazonaws.com",
    noun: "Stack",
    aws: { AdministratorAccess: 0.4, PowerUserAccess: 0.3 },
  },
  monitoring: {
    weight: 2,
    principal: "monitoring.rds.amazonaws.com",
    noun: "Monitoring",
    aws: { AmazonRDSEnhancedMonitoringRole: 1 },
  },
  backup: {
    weight: 1,
    principal: "backup.amazonaws.com",
    noun: "Backup",
    aws: { AWSBackupServiceRolePolicyForBackup: 1 },
  },
  glue: { weight: 2, principal: "glue.amazonaws.com", noun: "Job", aws: { AWSGlueServiceRole: 0.9 } },
  gateway: { weight: 2, principal: "apigateway.amazonaws.com", noun: "Api", aws: {} },
  clusters: {
    weight: 1,
    principal: "eks.amazonaws.com",
    noun: "Cluster",
    aws: { AmazonEKSClusterPolicy: 1 },
  },
  flow: { weight: 1, principal: "vpc-flow-logs.amazonaws.com", noun: "FlowLog", aws: {} },
};

const weights = Object.fromEntries(Object.entries(services).map(([name, { weight }]) => [name, weight]));

/** A role of an application that an AWS service enters: half of them named by CloudFormation, half by people. */
export function serviceSketch(place: Place, index: number): Sketch {
  const { random, account, stage } = place;
  const service = services[random.pick(weights)];
  if (service === undefined) throw new Error("a service without a row");
  const application = random.one(place.applications);
  const component = random.one(componentNames);
  const called = `${application}-${component}-${index}`;
  const stack = `${application}-${stage}`;
  const logical = pascal(component, service.noun, "ServiceRole");
  const byStack = random.chance(0.5);
  const sourceAccount = { StringEquals: { "aws:SourceAccount": accountId(account) } };
  const aws = Object.entries(service.aws).flatMap(([name, part]) => (random.chance(part) ? [name] : []));
  return {
    name: byStack ? stackRoleName(place, stack, logical) : `${called}-${service.noun.toLowerCase()}`,
    path: random.chance(0.1) ? "/service-role/" : "/",
    trust: trust(
      { Service: service.principal },
      "sts:AssumeRole",
      random.chance(0.12) ? sourceAccount : undefined,
    ),
    ...(random.chance(0.35)
      ? { description: `What ${component} of ${application} in ${stage} runs as` }
      : {}),
    aws,
    managed: random.chance(0.25) ? random.some(place.shared, 1) : [],
    inline: inlineOf(place, called),
    ...(random.chance(0.1) ? { boundary: "application-boundary" } : {}),
    tags: byStack ? stackTags(place, stack, logical) : teamTags(place, application),
    instanceProfile: service.instanceProfile ?? false,
  };
}

/** Seven of ten carry what they may do themselves; a few may enter another role or pass one. */
function inlineOf(place: Place, called: string): Sketch["inline"] & object {
  const { random, account } = place;
  const application = called.split("-")[0] ?? called;
  return {
    ...(random.chance(0.7)
      ? { [`${pascal(application)}DefaultPolicy`]: applicationPermissions(place, called) }
      : {}),
    ...(random.chance(0.03)
      ? { "enter-reader": allow("sts:AssumeRole", `arn:aws:iam::*:role/${application}-*-reader`) }
      : {}),
    ...(random.chance(0.02)
      ? { "pass-task-role": allow("iam:PassRole", roleArn(account, "/", `${application}-*-task`)) }
      : {}),
  };
}

/** The tags that CloudFormation puts on the roles of a stack. */
function stackTags({ random, account }: Place, stack: string, logical: string): Sketch["tags"] & object {
  const id = `${random.text("0123456789abcdef", 8)}-${random.text("0123456789abcdef", 4)}-11ee`;
  return [
    { Key: "aws:cloudformation:stack-name", Value: stack },
    { Key: "aws:cloudformation:logical-id", Value: logical },
    {
      Key: "aws:cloudformation:stack-id",
      Value: `arn:aws:cloudformation:eu-west-1:${accountId(account)}:stack/${stack}/${id}`,
    },
  ];
}

/** The tags that people put on what they make. */
export function teamTags({ random, stage }: Place, application: string): Sketch["tags"] & object {
  return [
    { Key: "application", Value: application },
    { Key: "stage", Value: stage },
    { Key: "managed-by", Value: random.one(["terraform", "pulumi", "hand"]) },
    { Key: "cost-center", Value: String(4_000 + random.below(60)) },
  ];
}

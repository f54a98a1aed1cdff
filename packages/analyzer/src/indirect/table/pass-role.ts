import { pathfinding, type ServiceWay, type Source } from "../way.js";

/** The list of actions that take a role, where the catalogue has no page for the way. */
const REFERENCE: Source = {
  title: "Service Authorization Reference, dependent actions (iam:PassRole)",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
};

type More = Partial<Pick<ServiceWay, "exists" | "instanceProfile" | "given">>;

function pass(id: string, service: string, calls: readonly string[], more: More = {}): ServiceWay {
  return {
    kind: "service",
    id,
    class: "pass-role",
    service: `${service}.amazonaws.com`,
    calls,
    source: /^[a-z0-9]+-\d{3}$/.test(id) ? pathfinding(id) : REFERENCE,
    ...more,
  };
}

const PROFILE: More = { instanceProfile: true };

/** Ways to pass a role to new compute: semantics 4.2. All of them need `iam:PassRole` on the role. */
export const PASS_ROLE: readonly ServiceWay[] = [
  pass("ec2-001", "ec2", ["ec2:RunInstances"], PROFILE),
  pass("ec2-004", "ec2", ["ec2:RequestSpotInstances"], PROFILE),
  pass("ec2-fleet", "ec2", ["ec2:CreateLaunchTemplate", "ec2:CreateFleet"], PROFILE),
  pass("ec2-profile", "ec2", ["ec2:AssociateIamInstanceProfile"], {
    ...PROFILE,
    exists: "EC2 instance that the caller controls",
  }),
  pass(
    "autoscaling",
    "ec2",
    ["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"],
    PROFILE,
  ),
  pass("lambda-001", "lambda", ["lambda:CreateFunction+lambda:InvokeFunction"]),
  pass("lambda-002", "lambda", ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"], {
    given: "an event source that the role may read and that gets events",
  }),
  pass("lambda-006", "lambda", ["lambda:CreateFunction+lambda:AddPermission"]),
  pass("lambda-url", "lambda", ["lambda:CreateFunction+lambda:CreateFunctionUrlConfig+lambda:AddPermission"]),
  pass("lambda-role", "lambda", ["lambda:UpdateFunctionConfiguration+lambda:UpdateFunctionCode"], {
    exists: "Lambda function that is invoked",
  }),
  pass("ecs-001", "ecs-tasks", ["ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:CreateService"]),
  pass("ecs-002", "ecs-tasks", ["ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:RunTask"]),
  pass("ecs-003", "ecs-tasks", ["ecs:RegisterTaskDefinition", "ecs:CreateService"], {
    exists: "ECS cluster",
  }),
  pass("ecs-004", "ecs-tasks", ["ecs:RegisterTaskDefinition", "ecs:RunTask"], { exists: "ECS cluster" }),
  pass("ecs-005", "ecs-tasks", ["ecs:RegisterTaskDefinition", "ecs:StartTask"], {
    exists: "ECS cluster with a container instance",
  }),
  pass("ecs-update", "ecs-tasks", ["ecs:RegisterTaskDefinition", "ecs:UpdateService"], {
    exists: "ECS service",
  }),
  pass("ecs-007", "ecs-tasks", ["ecs:RegisterContainerInstance", "ecs:StartTask"], {
    exists: "ECS cluster and task definition",
    given: "the caller holds the credentials and identity document of an EC2 instance",
  }),
  pass("ecs-008", "ecs-tasks", ["ecs:RunTask"], { exists: "ECS cluster and task definition" }),
  pass("ecs-009", "ecs-tasks", ["ecs:StartTask"], {
    exists: "ECS cluster with a container instance, and task definition",
  }),
  pass("eks-pod-identity", "pods.eks", ["eks:CreatePodIdentityAssociation"], {
    exists: "EKS cluster that the caller may run pods on",
  }),
  pass("eks-pod-identity-update", "pods.eks", ["eks:UpdatePodIdentityAssociation"], {
    exists: "EKS cluster that the caller may run pods on",
  }),
  pass("eks-nodegroup", "ec2", ["eks:CreateNodegroup"], {
    exists: "EKS cluster that the caller may run pods on",
  }),
  pass("eks-fargate", "eks-fargate-pods", ["eks:CreateFargateProfile"], {
    exists: "EKS cluster that the caller may run pods on",
  }),
  pass("batch", "ecs-tasks", ["batch:RegisterJobDefinition", "batch:SubmitJob"], {
    exists: "Batch job queue",
  }),
  pass("apprunner-001", "tasks.apprunner", ["apprunner:CreateService"]),
  pass("codebuild-001", "codebuild", ["codebuild:CreateProject+codebuild:StartBuild"]),
  pass("codebuild-004", "codebuild", ["codebuild:CreateProject+codebuild:StartBuildBatch"]),
  pass("codebuild-update", "codebuild", ["codebuild:UpdateProject+codebuild:StartBuild"], {
    exists: "CodeBuild project",
  }),
  pass("codepipeline", "codepipeline", ["codepipeline:CreatePipeline"]),
  pass("cloudformation-001", "cloudformation", ["cloudformation:CreateStack"]),
  pass("cloudformation-update", "cloudformation", ["cloudformation:UpdateStack"], {
    exists: "CloudFormation stack",
  }),
  pass("cloudformation-change-set", "cloudformation", [
    "cloudformation:CreateChangeSet+cloudformation:ExecuteChangeSet",
  ]),
  pass("cloudformation-003", "cloudformation", [
    "cloudformation:CreateStackSet+cloudformation:CreateStackInstances",
  ]),
  pass("cloudformation-004", "cloudformation", ["cloudformation:UpdateStackSet"], {
    exists: "CloudFormation stack set",
  }),
  pass("glue-001", "glue", ["glue:CreateDevEndpoint"]),
  pass("glue-003", "glue", ["glue:CreateJob+glue:StartJobRun"]),
  pass("glue-004", "glue", ["glue:CreateJob", "glue:CreateTrigger"]),
  pass("glue-005", "glue", ["glue:UpdateJob+glue:StartJobRun"], { exists: "Glue job" }),
  pass("glue-006", "glue", ["glue:UpdateJob", "glue:CreateTrigger"], { exists: "Glue job" }),
  pass("glue-007", "glue", ["glue:CreateSession+glue:RunStatement"]),
  pass("sagemaker-001", "sagemaker", [
    "sagemaker:CreateNotebookInstance+sagemaker:CreatePresignedNotebookInstanceUrl",
  ]),
  pass("sagemaker-002", "sagemaker", ["sagemaker:CreateTrainingJob"]),
  pass("sagemaker-003", "sagemaker", ["sagemaker:CreateProcessingJob"]),
  pass("sagemaker-domain", "sagemaker", [
    "sagemaker:CreateDomain",
    "sagemaker:CreateUserProfile",
    "sagemaker:CreatePresignedDomainUrl",
  ]),
  pass("sagemaker-pipeline", "sagemaker", ["sagemaker:CreatePipeline+sagemaker:StartPipelineExecution"]),
  pass("sagemaker-endpoint", "sagemaker", [
    "sagemaker:CreateModel",
    "sagemaker:CreateEndpointConfig",
    "sagemaker:CreateEndpoint",
  ]),
  pass("bedrock-001", "bedrock-agentcore", [
    "bedrock-agentcore:CreateCodeInterpreter+bedrock-agentcore:StartCodeInterpreterSession+bedrock-agentcore:InvokeCodeInterpreter",
  ]),
  pass("bedrock-runtime", "bedrock-agentcore", [
    "bedrock-agentcore:CreateAgentRuntime+bedrock-agentcore:InvokeAgentRuntime",
  ]),
  pass("stepfunctions", "states", ["states:CreateStateMachine", "states:StartExecution"]),
  pass("stepfunctions-update", "states", ["states:UpdateStateMachine+states:StartExecution"], {
    exists: "Step Functions state machine",
  }),
  pass("eventbridge", "events", ["events:PutRule+events:PutTargets"], {
    given: "what the role may do is among the targets of a rule",
  }),
  pass("scheduler", "scheduler", ["scheduler:CreateSchedule"]),
  pass("pipes", "pipes", ["pipes:CreatePipe"], {
    given: "what the role may do is among the targets of a pipe",
  }),
  pass("ssm-automation", "ssm", ["ssm:StartAutomationExecution"]),
  pass("ssm-activation", "ssm", ["ssm:CreateActivation"]),
  pass("datapipeline", "datapipeline", [
    "datapipeline:CreatePipeline",
    "datapipeline:PutPipelineDefinition",
    "datapipeline:ActivatePipeline",
  ]),
  pass("emr", "ec2", ["elasticmapreduce:RunJobFlow"], PROFILE),
  pass("emr-serverless", "emr-serverless", ["emr-serverless:StartJobRun"], {
    exists: "EMR Serverless application",
  }),
  pass(
    "image-builder",
    "ec2",
    ["imagebuilder:CreateInfrastructureConfiguration", "imagebuilder:CreateImage"],
    PROFILE,
  ),
  pass(
    "elasticbeanstalk",
    "ec2",
    ["elasticbeanstalk:CreateApplication", "elasticbeanstalk:CreateEnvironment"],
    PROFILE,
  ),
  pass("rolesanywhere", "rolesanywhere", ["rolesanywhere:CreateTrustAnchor", "rolesanywhere:CreateProfile"]),
  pass("cognito-guest", "cognito-identity", ["cognito-identity:SetIdentityPoolRoles"], {
    exists: "Cognito identity pool",
  }),
];

import { pathfinding, type ServiceWay, type Source } from "../way.js";

const REFERENCE: Source = {
  title: "Service Authorization Reference, actions",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
};

type More = Pick<ServiceWay, "exists"> & Partial<Pick<ServiceWay, "instanceProfile" | "given">>;

function use(id: string, service: string, calls: readonly string[], more: More): ServiceWay {
  return {
    kind: "service",
    id,
    class: "use-compute",
    service: `${service}.amazonaws.com`,
    calls,
    source: /^[a-z0-9]+-\d{3}$/.test(id) ? pathfinding(id) : REFERENCE,
    ...more,
  };
}

const FUNCTION: More = { exists: "Lambda function" };
const INSTANCE: More = { exists: "EC2 instance", instanceProfile: true };
const MANAGED: More = { ...INSTANCE, given: "the instance is managed by Systems Manager" };
const REACHED: More = { ...INSTANCE, given: "the caller reaches the instance over the network" };

/** Ways to use compute that has the role already: semantics 4.3. None passes a role. */
export const USE_COMPUTE: readonly ServiceWay[] = [
  use("lambda-004", "lambda", ["lambda:UpdateFunctionCode+lambda:InvokeFunction"], FUNCTION),
  use("lambda-005", "lambda", ["lambda:UpdateFunctionCode+lambda:AddPermission"], FUNCTION),
  use("lambda-003", "lambda", ["lambda:UpdateFunctionCode"], {
    exists: "Lambda function that others invoke",
  }),
  use("lambda-layer", "lambda", ["lambda:UpdateFunctionConfiguration"], {
    exists: "Lambda function that others invoke",
    given: "the function may load a layer of the caller's",
  }),
  use("ssm-001", "ec2", ["ssm:StartSession"], MANAGED),
  use("ssm-002", "ec2", ["ssm:SendCommand"], MANAGED),
  use("ec2-003", "ec2", ["ec2-instance-connect:SendSSHPublicKey"], REACHED),
  use("ec2-serial", "ec2", ["ec2-instance-connect:SendSerialConsoleSSHPublicKey"], INSTANCE),
  use("ec2-002", "ec2", ["ec2:ModifyInstanceAttribute+ec2:StopInstances+ec2:StartInstances"], INSTANCE),
  use("ec2-root-volume", "ec2", ["ec2:CreateReplaceRootVolumeTask"], INSTANCE),
  use("ec2-005", "ec2", ["ec2:CreateLaunchTemplateVersion+ec2:ModifyLaunchTemplate"], {
    instanceProfile: true,
    exists: "launch template that instances are started from",
  }),
  use("ecs-006", "ecs-tasks", ["ecs:ExecuteCommand"], { exists: "ECS task that commands may be sent to" }),
  use("codebuild-002", "codebuild", ["codebuild:StartBuild"], { exists: "CodeBuild project" }),
  use("codebuild-003", "codebuild", ["codebuild:StartBuildBatch"], { exists: "CodeBuild project" }),
  use("codebuild-project", "codebuild", ["codebuild:UpdateProject"], {
    exists: "CodeBuild project that others start",
  }),
  use("cloudformation-002", "cloudformation", ["cloudformation:UpdateStack"], {
    exists: "CloudFormation stack with a service role",
  }),
  use(
    "cloudformation-005",
    "cloudformation",
    ["cloudformation:CreateChangeSet+cloudformation:ExecuteChangeSet"],
    {
      exists: "CloudFormation stack with a service role",
    },
  ),
  use("glue-002", "glue", ["glue:UpdateDevEndpoint"], { exists: "Glue development endpoint" }),
  use("glue-job", "glue", ["glue:UpdateJob"], { exists: "Glue job that others start" }),
  use("sagemaker-004", "sagemaker", ["sagemaker:CreatePresignedNotebookInstanceUrl"], {
    exists: "SageMaker notebook instance",
  }),
  use(
    "sagemaker-005",
    "sagemaker",
    [
      "sagemaker:CreateNotebookInstanceLifecycleConfig",
      "sagemaker:StopNotebookInstance+sagemaker:UpdateNotebookInstance+sagemaker:StartNotebookInstance",
    ],
    { exists: "SageMaker notebook instance" },
  ),
  use("sagemaker-studio", "sagemaker", ["sagemaker:CreatePresignedDomainUrl"], {
    exists: "SageMaker user profile",
  }),
  use(
    "bedrock-002",
    "bedrock-agentcore",
    ["bedrock-agentcore:StartCodeInterpreterSession+bedrock-agentcore:InvokeCodeInterpreter"],
    { exists: "Bedrock AgentCore code interpreter" },
  ),
  use("apprunner-002", "tasks.apprunner", ["apprunner:UpdateService"], { exists: "App Runner service" }),
  use("stepfunctions-code", "states", ["states:UpdateStateMachine+states:StartExecution"], {
    exists: "Step Functions state machine",
  }),
];

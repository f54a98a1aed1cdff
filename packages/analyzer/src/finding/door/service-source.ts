/** What a service tells STS about whom it works for when it assumes a role. */
export interface ServiceSource {
  /** The name in a trust policy, without a Region. */
  readonly service: string;
  /**
   * - `sends`: AWS's own guide shows `aws:SourceArn` or `aws:SourceAccount` in a trust policy for the service
   * - `doubtful`: reported to break when they are tested
   * - `compute`: runs its customer's code, and takes a role only from whoever may pass it in the account; with a page
   *   of AWS where it sends the keys all the same
   */
  readonly answer: "sends" | "doubtful" | "compute";
  readonly source: string;
}

const AWS = "https://docs.aws.amazon.com";
const PROWLER = "https://github.com/prowler-cloud/prowler/issues";

const sends = (service: string, page: string): ServiceSource => ({
  service: `${service}.amazonaws.com`,
  answer: "sends",
  source: `${AWS}/${page}`,
});

const compute = (service: string, page?: string): ServiceSource => ({
  service: `${service}.amazonaws.com`,
  answer: "compute",
  source: page === undefined ? `${PROWLER}/2810` : `${AWS}/${page}`,
});

const DEPUTY = "cross-service-confused-deputy-prevention.html";

/**
 * Services by what is known of them, with where it is written.
 *
 * A service that is not here is not asked about: a test of a key that the service does not send locks it out.
 */
export const SERVICE_SOURCES: readonly ServiceSource[] = [
  sends("bedrock", "bedrock/latest/userguide/batch-iam-sr.html"),
  sends("comprehend", `comprehend/latest/dg/${DEPUTY}`),
  sends("config", "config/latest/developerguide/iamrole-permissions.html"),
  sends("datasync", `datasync/latest/userguide/${DEPUTY}`),
  sends("datazone", "sagemaker-unified-studio/latest/adminguide/AmazonSageMakerDomainExecution.html"),
  sends("dms", `dms/latest/userguide/${DEPUTY}`),
  sends("es", `opensearch-service/latest/developerguide/${DEPUTY}`),
  sends("firehose", "firehose/latest/dev/controlling-access.html"),
  sends("fis", "resilience-hub/latest/userguide/next-gen-resilience-testing-iam-single-account.html"),
  sends("frauddetector", "frauddetector/latest/ug/confused-deputy-prevention.html"),
  sends("glue", `glue/latest/dg/${DEPUTY}`),
  sends("greengrass", `greengrass/v1/developerguide/${DEPUTY}`),
  sends("iot", `iot/latest/developerguide/${DEPUTY}`),
  sends("iotsitewise", `iot-sitewise/latest/userguide/${DEPUTY}`),
  sends("logs", "AmazonCloudWatch/latest/logs/SubscriptionFilters.html"),
  sends("mediaconvert", `mediaconvert/latest/ug/${DEPUTY}`),
  sends("personalize", `personalize/latest/dg/${DEPUTY}`),
  sends("rds", `AmazonRDS/latest/UserGuide/${DEPUTY}`),
  sends("rekognition", `rekognition/latest/dg/${DEPUTY}`),
  sends("s3", "AmazonS3/latest/userguide/setting-repl-config-perm-overview.html"),
  sends("scheduler", `scheduler/latest/UserGuide/${DEPUTY}`),
  sends("sms-voice", "sms-voice/latest/userguide/configuration-sets-kinesis-creating-role.html"),
  sends("ssm", `systems-manager/latest/userguide/${DEPUTY}`),
  sends("ssm-incidents", "IAM/latest/UserGuide/confused-deputy.html"),
  sends("states", "step-functions/latest/dg/procedure-create-iam-role.html"),
  sends("textract", `textract/latest/dg/${DEPUTY}`),
  sends("transfer", "transfer/latest/userguide/confused-deputy.html"),
  sends("vpc-flow-logs", "vpc/latest/userguide/flow-logs-iam-role.html"),
  { service: "cloudtrail.amazonaws.com", answer: "doubtful", source: `${PROWLER}/4714` },
  { service: "elastictranscoder.amazonaws.com", answer: "doubtful", source: `${PROWLER}/4714` },
  {
    // Roles are used in the account of the resource only, as the page says itself.
    service: "iotevents.amazonaws.com",
    answer: "doubtful",
    source: `${AWS}/iotevents/latest/developerguide/${DEPUTY}`,
  },
  compute("airflow", `mwaa/latest/userguide/${DEPUTY}`),
  compute("airflow-env", `mwaa/latest/userguide/${DEPUTY}`),
  compute("appstream", "appstream2/latest/developerguide/example-fleet-machine.html"),
  compute("batch", `batch/latest/userguide/${DEPUTY}`),
  compute("codebuild", "codebuild/latest/userguide/setting-up-service-role.html"),
  compute("sagemaker", "sagemaker/latest/dg/security-confused-deputy-prevention.html"),
  compute("apigateway"),
  compute("backup"),
  compute("ec2"),
  compute("ecs-tasks"),
  compute("eks"),
  compute("eks-fargate-pods"),
  compute("lambda"),
];

const BY_SERVICE = new Map(SERVICE_SOURCES.map((row) => [row.service, row]));

/** What is known of the service of a trust policy, whether its name bears a Region or the ending of China or not; null for nothing. */
export function serviceSource(service: string): ServiceSource | null {
  const plain = service
    .toLowerCase()
    .replace(/\.cn$/, "")
    .replace(/\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com$/, ".amazonaws.com");
  return BY_SERVICE.get(plain) ?? null;
}

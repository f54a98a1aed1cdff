/** Service prefixes of actions, as they stand in documents that list them all. */
const servicePrefixes: readonly string[] = [
  ..."access-analyzer account acm acm-pca airflow amplify aoss apigateway appconfig appflow".split(" "),
  ..."application-autoscaling appmesh apprunner appstream appsync aps artifact athena auditmanager".split(
    " ",
  ),
  ..."autoscaling backup batch bedrock braket budgets cassandra ce chatbot cloud9 clouddirectory".split(" "),
  ..."cloudformation cloudfront cloudhsm cloudsearch cloudtrail cloudwatch codeartifact codebuild".split(" "),
  ..."codecommit codedeploy codepipeline cognito-identity cognito-idp comprehend compute-optimizer".split(
    " ",
  ),
  ..."config connect databrew dataexchange datapipeline datasync dax detective devicefarm devops-guru".split(
    " ",
  ),
  ..."directconnect discovery dlm dms ds dynamodb ec2 ecr ecs eks elasticache elasticbeanstalk".split(" "),
  ..."elasticfilesystem elasticloadbalancing elasticmapreduce es events evidently finspace firehose".split(
    " ",
  ),
  ..."fis fms forecast frauddetector fsx gamelift geo glacier globalaccelerator glue grafana".split(" "),
  ..."greengrass groundstation guardduty health iam imagebuilder inspector2 iot iotanalytics".split(" "),
  ..."iotevents iotsitewise ivs kafka kendra kinesis kinesisanalytics kinesisvideo kms lakeformation".split(
    " ",
  ),
  ..."lambda lex license-manager lightsail logs lookoutequipment lookoutmetrics macie2 managedblockchain".split(
    " ",
  ),
  ..."mediaconnect mediaconvert medialive mediapackage mediastore mediatailor memorydb mgn mq".split(" "),
  ..."network-firewall networkmanager opsworks organizations outposts personalize pi pinpoint polly".split(
    " ",
  ),
  ..."qldb quicksight ram rds redshift rekognition resource-groups robomaker route53 route53domains".split(
    " ",
  ),
  ..."route53resolver s3 s3-outposts sagemaker savingsplans schemas secretsmanager securityhub".split(" "),
  ..."serverlessrepo servicecatalog servicediscovery servicequotas ses shield signer sns sqs ssm".split(" "),
  ..."sso sso-directory states storagegateway sts support swf synthetics tag textract timestream".split(" "),
  ..."transcribe transfer translate trustedadvisor vpc-lattice waf waf-regional wafv2 wellarchitected".split(
    " ",
  ),
  ..."workdocs worklink workmail workspaces xray".split(" "),
];

const things: readonly string[] = [
  ..."Accounts Applications Attributes Backups Bindings Clusters Configurations Connections".split(" "),
  ..."Datasets Deployments Domains Endpoints Environments Events Executions Instances Jobs Keys".split(" "),
  ..."Limits Metrics Models Networks Pipelines Policies Profiles Projects Queues Reports Repositories".split(
    " ",
  ),
  ..."Resources Rules Schedules Sessions Settings Snapshots Stacks Streams Tags Tasks Templates".split(" "),
  ..."Users Versions Volumes Workflows".split(" "),
];

const identityPrefixes: readonly string[] = ["account", "iam", "organizations", "sso", "sts"];
const readingVerbs: readonly string[] = ["BatchGet", "Describe", "Get", "List"];

/** Actions as such documents list them, with these verbs, until the list is about so many bytes of JSON long. */
export function longActionList(verbs: readonly string[], byteCount: number): readonly string[] {
  const actions: string[] = [];
  let left = byteCount;
  for (let round = 0; left > 0; round += 1) {
    for (const [index, prefix] of servicePrefixes.entries()) {
      const verb = verbs[(round + index) % verbs.length] ?? "Get";
      // Else a list made up for its length would hand out the whole account.
      if (identityPrefixes.includes(prefix) && !readingVerbs.includes(verb)) continue;
      // The first rounds are wide, as such documents are; the later ones name single calls.
      const action =
        round < verbs.length ? `${prefix}:${verb}*` : `${prefix}:${verb}${nameOf(round * 7 + index)}`;
      left -= action.length + 3;
      if (left < 0) return actions;
      actions.push(action);
    }
  }
  return actions;
}

function nameOf(number: number): string {
  const first = things[number % things.length] ?? "";
  const second = things[Math.floor(number / things.length) % things.length] ?? "";
  return number < things.length ? first : `${first.replace(/s$/, "")}${second}`;
}

import { IAMClient } from "@aws-sdk/client-iam";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import { wholeAnswerHandler } from "./http-handler.js";
import { adaptiveRetry, type RetryPace } from "./retry.js";

/** The SDK's clients of one set of credentials in one region; each is made when it is first used. */
export interface Clients {
  readonly iam: IAMClient;
  readonly identitystore: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly sso: SSOAdminClient;
  readonly sts: STSClient;
}

export interface ClientConfig {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly region: string;
  readonly endpoint?: string;
  readonly pace: RetryPace;
  /** Shared by all clients, so that connections are kept and used again. */
  readonly http: NodeHttpHandler;
  readonly attemptSecondsMax: number;
}

/** The clients. Each service has its own retry, because AWS throttles each for itself. */
export function createClients(config: ClientConfig): Clients {
  const settings = () => ({
    credentials: config.credentials,
    region: config.region,
    ...(config.endpoint === undefined ? {} : { endpoint: config.endpoint }),
    requestHandler: wholeAnswerHandler(config.http, config.attemptSecondsMax),
    retryStrategy: adaptiveRetry(config.pace),
  });
  const made: Partial<{ -readonly [K in keyof Clients]: Clients[K] }> = {};
  return {
    get iam() {
      made.iam ??= new IAMClient(settings());
      return made.iam;
    },
    get identitystore() {
      made.identitystore ??= new IdentitystoreClient(settings());
      return made.identitystore;
    },
    get organizations() {
      made.organizations ??= new OrganizationsClient(settings());
      return made.organizations;
    },
    get sso() {
      made.sso ??= new SSOAdminClient(settings());
      return made.sso;
    },
    get sts() {
      made.sts ??= new STSClient(settings());
      return made.sts;
    },
  };
}

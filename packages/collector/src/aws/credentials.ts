import { defaultProvider } from "@aws-sdk/credential-provider-node";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import type { Redactor } from "../redact.js";

/** Where the caller's own credentials come from. */
export interface CredentialOptions {
  readonly profile?: string;
  /** Asks the user for the code of an MFA device, for a profile that needs one. */
  readonly mfaCode?: (device: string) => Promise<string>;
}

/** The caller's own credentials. */
export interface OwnCredentials {
  readonly provide: AwsCredentialIdentityProvider;
  /** Forgets what was found and looks again. */
  refresh(): void;
}

/**
 * The credentials of the SDK's default chain: environment, shared files, SSO, web identity, process, container and
 * instance roles.
 */
export function ownCredentials(options: CredentialOptions, redactor: Redactor): OwnCredentials {
  const look = (): AwsCredentialIdentityProvider =>
    defaultProvider({
      ...(options.profile === undefined ? {} : { profile: options.profile }),
      ...(options.mfaCode === undefined ? {} : { mfaCodeProvider: options.mfaCode }),
    });
  let provider = look();
  return {
    provide: async () => {
      const found = await provider();
      for (const secret of [found.accessKeyId, found.secretAccessKey, found.sessionToken])
        redactor.secret(secret);
      return found;
    },
    refresh: () => {
      provider = look();
    },
  };
}

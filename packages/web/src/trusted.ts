interface PolicyOptions {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, options: PolicyOptions): unknown;
}

/**
 * Lets the page start its own worker from a blob, and nothing else.
 *
 * The Content-Security-Policy demands trusted types. The default policy has no way to make markup or a script, so
 * every such sink stays closed, in our code and in what we depend on.
 */
export function allowBlobWorkers(): void {
  const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
  factory?.createPolicy("default", {
    createScriptURL(url) {
      if (url.startsWith("blob:")) return url;
      throw new TypeError("only the page's own worker may be started");
    },
  });
}

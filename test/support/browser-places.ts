import { posix, win32 } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

const LINUX_COMMANDS = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const MAC_APPLICATIONS = ["Google Chrome", "Chromium", "Microsoft Edge"];

const WINDOWS_PROGRAMS = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

/**
 * Where Chrome, Chromium or Edge usually stand, most wanted first; the files need not exist.
 *
 * @param searchPath the folders of `PATH`, split
 */
export function installedBrowserPlaces(
  platform: NodeJS.Platform,
  env: Environment,
  searchPath: readonly string[],
): string[] {
  const named = env.CHROME_PATH;
  return [...(named ? [named] : []), ...usualPlaces(platform, env, searchPath)];
}

function usualPlaces(platform: NodeJS.Platform, env: Environment, searchPath: readonly string[]): string[] {
  switch (platform) {
    case "darwin": {
      const roots = ["/Applications", ...(env.HOME ? [posix.join(env.HOME, "Applications")] : [])];
      return roots.flatMap((root) =>
        MAC_APPLICATIONS.map((name) => posix.join(root, `${name}.app`, "Contents", "MacOS", name)),
      );
    }
    case "win32": {
      const roots = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
        (root): root is string => root !== undefined && root !== "",
      );
      return roots.flatMap((root) => WINDOWS_PROGRAMS.map((program) => win32.join(root, program)));
    }
    default: {
      const folders = [...new Set([...searchPath, "/usr/bin", "/usr/local/bin", "/snap/bin"])].filter(
        Boolean,
      );
      const onPath = LINUX_COMMANDS.flatMap((command) =>
        folders.map((folder) => posix.join(folder, command)),
      );
      return [...onPath, "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge"];
    }
  }
}

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { installedBrowserPlaces } from "./browser-places.js";

/** A browser that starts on this machine: a program that was installed, or playwright's own download. */
export type BrowserChoice =
  | { readonly kind: "installed"; readonly path: string }
  | { readonly kind: "downloaded" };

type Log = (line: string) => void;

const INSTALL_MINUTES_MAX = 5;
const START_SECONDS_MAX = 30;

/**
 * A headless browser, started; the caller closes it.
 *
 * @throws when the browser does not start, with what it wrote
 */
export function launchBrowser(choice: BrowserChoice, flags: readonly string[] = []): Promise<Browser> {
  // Chromium refuses its sandbox to root, and containers give it a small /dev/shm.
  const unconfined = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : [];
  const args = [...unconfined, ...flags];
  const timeout = START_SECONDS_MAX * 1000;
  return choice.kind === "installed"
    ? chromium.launch({ executablePath: choice.path, args, timeout })
    : chromium.launch({ args, timeout });
}

/**
 * A browser that was seen to start: one that is installed, else one that is installed now.
 *
 * `CHROME_PATH` goes first. Debian and Ubuntu get their own package when we are root; everything else gets
 * playwright's download. Takes minutes when something is installed; says on `log` what it does.
 *
 * @returns null where neither can be had
 */
export async function ensureBrowser(log: Log): Promise<BrowserChoice | null> {
  return (await findBrowser(log)) ?? (await installFromApt(log)) ?? (await download(log));
}

/** A browser on this machine that was seen to start, or null. Installs nothing. */
async function findBrowser(log: Log): Promise<BrowserChoice | null> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "" && !existsSync(named)) log(`CHROME_PATH: no file \`${named}\``);
  const searchPath = (process.env.PATH ?? "").split(delimiter);
  const places = installedBrowserPlaces(process.platform, process.env, searchPath);
  for (const path of places.filter((place) => existsSync(place))) {
    const choice: BrowserChoice = { kind: "installed", path };
    if (await starts(choice, log)) return choice;
  }
  const downloaded: BrowserChoice = { kind: "downloaded" };
  return downloadIsThere() && (await starts(downloaded, log)) ? downloaded : null;
}

// A file of the right name is not enough: Ubuntu's `chromium` is a stub that only runs where snapd does.
async function starts(choice: BrowserChoice, log: Log): Promise<boolean> {
  try {
    const browser = await launchBrowser(choice);
    await browser.close();
    return true;
  } catch (error) {
    const name = choice.kind === "installed" ? choice.path : "the downloaded browser";
    log(`${name} does not start: ${String(error).split("\n")[0]}`);
    return false;
  }
}

async function installFromApt(log: Log): Promise<BrowserChoice | null> {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return null;
  log("no Chrome or Chromium found; installing Debian's package chromium (a few minutes)");
  const apt = ["-q", "-y", "-o", "DPkg::Lock::Timeout=120"];
  run("apt-get", [...apt, "update"], log);
  const packages = ["chromium", "fonts-liberation"];
  if (!run("apt-get", [...apt, "install", "--no-install-recommends", ...packages], log)) return null;
  return findBrowser(log);
}

async function download(log: Log): Promise<BrowserChoice | null> {
  log("no Chrome or Chromium found; downloading playwright's (about 100 MB)");
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")), "cli.js");
  const install = (...options: string[]) =>
    run(process.execPath, [cli, "install", ...options, "chromium-headless-shell"], log);
  // Root on Debian and Ubuntu may also install the shared libraries that the browser needs.
  const done = (mayUseApt() && install("--with-deps")) || install();
  const choice: BrowserChoice = { kind: "downloaded" };
  return done && (await starts(choice, log)) ? choice : null;
}

function mayUseApt(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

function downloadIsThere(): boolean {
  // The path names the full browser; the headless shell stands in a folder beside it.
  return existsSync(dirname(dirname(dirname(chromium.executablePath()))));
}

function run(command: string, args: readonly string[], log: Log): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const timeout = INSTALL_MINUTES_MAX * 60_000;
  // All output goes to stderr: stdout belongs to the test report.
  const result = spawnSync(command, args, { stdio: ["ignore", 2, 2], env, timeout });
  if (result.status === 0) return true;
  log(`\`${[command, ...args].join(" ")}\` failed: ${result.error?.message ?? `exit code ${result.status}`}`);
  return false;
}

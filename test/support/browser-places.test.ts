import { describe, expect, test } from "vitest";
import { installedBrowserPlaces } from "./browser-places.js";

describe("the places where a browser is looked for", () => {
  test("CHROME_PATH goes before every usual place", () => {
    for (const platform of ["linux", "darwin", "win32"] as const) {
      expect(installedBrowserPlaces(platform, { CHROME_PATH: "mine" }, [])[0]).toBe("mine");
    }
  });

  test("Linux looks through PATH before the fixed places", () => {
    const places = installedBrowserPlaces("linux", {}, ["/custom/bin"]);
    expect(places[0]).toBe("/custom/bin/google-chrome");
    expect(places).toContain("/usr/bin/chromium");
  });

  test("macOS looks into the system's applications and the user's own", () => {
    const places = installedBrowserPlaces("darwin", { HOME: "/Users/me" }, []);
    expect(places).toContain("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    expect(places).toContain("/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium");
  });

  test("Windows looks into each program folder that the environment names", () => {
    const places = installedBrowserPlaces("win32", { PROGRAMFILES: "C:\\Programs", LOCALAPPDATA: "" }, []);
    expect(places).toContain("C:\\Programs\\Google\\Chrome\\Application\\chrome.exe");
    expect(places).toHaveLength(3);
  });
});

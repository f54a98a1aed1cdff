import { describe, expect, test } from "vitest";
import { SERVICE_SOURCES, serviceSource } from "./service-source.js";

describe("what is known of services", () => {
  test("has one row for each, with a place where it is written", () => {
    const names = SERVICE_SOURCES.map(({ service }) => service);
    expect(new Set(names).size).toBe(names.length);
    for (const { service, source, answer } of SERVICE_SOURCES) {
      expect(service).toMatch(/^[a-z0-9-]+\.amazonaws\.com$/);
      expect(source, service).toMatch(
        answer === "sends" ? /^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/ : /^https:\/\/\S+$/,
      );
    }
  });

  test("is found by the names that trust policies use, with a Region and in China too", () => {
    for (const name of [
      "logs.amazonaws.com",
      "logs.eu-west-1.amazonaws.com",
      "LOGS.us-gov-west-1.amazonaws.com",
    ])
      expect(serviceSource(name)?.answer, name).toBe("sends");
    expect(serviceSource("ec2.amazonaws.com.cn")?.answer).toBe("compute");
    expect(serviceSource("monitoring.rds.amazonaws.com")).toBeNull();
    expect(serviceSource("constructor")).toBeNull();
  });
});

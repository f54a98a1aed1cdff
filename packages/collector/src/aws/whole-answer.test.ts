import { expect, test } from "vitest";
import { unwholeReason } from "./whole-answer.js";

const xml = '<?xml version="1.0"?>\n<ListRolesResponse xmlns="x"><A/></ListRolesResponse>\n';

test("whole answers pass, and so does an empty one", () => {
  expect(unwholeReason(xml, "xml")).toBeNull();
  expect(unwholeReason("<ErrorResponse/>", "xml")).toBeNull();
  expect(unwholeReason('{"Roots": []}', "json")).toBeNull();
  expect(unwholeReason("", "json")).toBeNull();
});

test("an answer cut at any place is seen", () => {
  const whole = xml.trim();
  for (let end = 1; end < whole.length; end += 1)
    expect(unwholeReason(whole.slice(0, end), "xml"), whole.slice(0, end)).not.toBeNull();
  const json = '{"Roots": [{"Id": "r-1"}]}';
  for (let end = 1; end < json.length; end += 1)
    expect(unwholeReason(json.slice(0, end), "json")).not.toBeNull();
});

test("a page of something in between is not an answer", () => {
  expect(unwholeReason("<!doctype html><html></html>", "xml")).toBe("it is not XML");
  expect(unwholeReason("<html></html>", "xml")).toBe("it starts with <html>");
  expect(unwholeReason("<html></html>", "json")).toBe("it is not JSON");
});

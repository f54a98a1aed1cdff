import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { someSession } from "../../decide/caller/session.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, role, snapshot, trust } from "../../testing/world.js";
import { stepTargets } from "../chain/step.js";
import { StepsAmong } from "./steps-among.js";

const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;
const call = { policies: [allow("sts:AssumeRole")] };

test("sessions lead among some roles where steps of the graph lead that end at one of them", () => {
  const analysis = analyze(
    snapshot([
      role("A", trust([arn("B"), arn("C")])),
      role("B", trust([`arn:aws:iam::${HOME}:root`, arn("C")]), call),
      role("C", trust(`arn:aws:iam::${HOME}:root`), call),
      role("D", trust(arn("A")), call),
    ]),
  );
  const { graph, tracking } = insideOf(analysis);
  const roles = new Set([...graph.world.roles.values()].filter(({ name }) => name !== "C"));
  const ways = new StepsAmong(graph, tracking, roles);
  const led = [...graph.world.roles.values()].map((from) => {
    const caller = { kind: "role", role: from, session: someSession(null) } as const;
    const targets = ways.from(caller);
    expect(targets).toEqual(stepTargets(graph, tracking, caller).filter((role) => roles.has(role)));
    return `${from.name}: ${targets.map(({ name }) => name).join(" ")}`;
  });
  expect(led.toSorted()).toEqual(["A: D", "B: A B", "C: A B", "D: B"]);
});

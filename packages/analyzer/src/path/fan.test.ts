import { expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { insideOf } from "../explore.js";
import { allow, HOME, role, snapshot, trust, user } from "../testing/world.js";
import { waysOf } from "./ways.js";

test("the step of a fan into a role is the same whether all of them are asked for or one, before or after", () => {
  const ann = user("ann", { policies: [allow("sts:AssumeRole")] });
  const names = ["A", "B", "C", "D", "E"];
  const entities = [ann, ...names.map((name) => role(name, trust(`arn:aws:iam::${HOME}:root`)))];
  const arns = names.map((name) => `arn:aws:iam::${HOME}:role/${name}`);
  const fanOf = () => {
    const { graph, tracking } = insideOf(analyze(snapshot(entities)));
    const [fan, ...more] = waysOf(graph, tracking).startAt(ann.Arn).fans();
    expect(more).toEqual([]);
    return fan!;
  };
  const before = fanOf();
  const single = arns.map((arn) => before.stepInto(arn));
  expect(single.map((step) => step?.role.arn)).toEqual(arns);
  expect(before.steps).toEqual(single);
  const after = fanOf();
  expect(after.steps.map((step) => after.stepInto(step.role.arn))).toEqual(after.steps);
  expect([after.stepInto(""), after.stepInto(`${arns[2]}a`), after.stepInto("z")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

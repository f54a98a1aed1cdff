import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, policy, role, snapshot, trust, user } from "../../testing/world.js";
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
  const few = new Set([arns[3]!, "none", arns[0]!]);
  expect(
    fanOf()
      .stepsInto(few)
      .map((step) => step.role.arn),
  ).toEqual([arns[0], arns[3]]);
  expect(
    fanOf()
      .stepsInto(new Set([...few, "z", "y", "x"]))
      .map((step) => step.role.arn),
  ).toEqual([arns[0], arns[3]]);
  const after = fanOf();
  expect(after.steps.map((step) => after.stepInto(step.role.arn))).toEqual(after.steps);
  expect([after.stepInto(""), after.stepInto(`${arns[2]}a`), after.stepInto("z")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("the fans that lead into some roles are those of all that do, for whoever is in their cells", () => {
  const call = { policies: [allow("sts:AssumeRole")] };
  const [ann, bob] = [user("ann", call), user("bob", call)];
  const root = `arn:aws:iam::${HOME}:root`;
  const { graph, tracking } = insideOf(
    analyze(
      snapshot([
        ann,
        bob,
        role("All", trust(root)),
        role("Bobs", trust(bob.Arn)),
        role("NotBobs", policy(grant(root), { ...grant(bob.Arn), Effect: "Deny" })),
      ]),
    ),
  );
  const ways = waysOf(graph, tracking);
  const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;
  const into = (id: string, ...names: string[]) => {
    const set = new Set(names.map(arn));
    const place = ways.startAt(id);
    expect(place.fans(set)).toEqual(
      place.fans().filter((fan) => names.some((name) => fan.stepInto(arn(name)) !== undefined)),
    );
    return place.fans(set).length;
  };
  expect([into(ann.Arn, "All"), into(bob.Arn, "All")]).toEqual([1, 1]);
  expect([into(ann.Arn, "Bobs"), into(bob.Arn, "Bobs")]).toEqual([0, 1]);
  expect([into(ann.Arn, "NotBobs"), into(bob.Arn, "NotBobs")]).toEqual([1, 0]);
  expect([into(ann.Arn), into(ann.Arn, "None")]).toEqual([0, 0]);
});

function grant(aws: string) {
  return { Effect: "Allow", Principal: { AWS: aws }, Action: "sts:AssumeRole" };
}

import { type Reply, withBody } from "./reply.js";
import type { WireCall } from "./request.js";

const lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

/**
 * moto gives the authorization details on one page; this cuts that page into pages of `size` entities, with markers, as
 * AWS does for a large account.
 */
export function pageOfDetails(call: WireCall, whole: Reply, size: number): Reply {
  const xml = whole.body.toString();
  const entities = lists.flatMap((list) => membersOf(xml, list).map((member) => ({ list, member })));
  const start = Number(new URLSearchParams(call.body.toString()).get("Marker") ?? 0);
  const page = entities.slice(start, start + size);
  const next = start + size;
  const more = next < entities.length;
  const content = lists
    .map(
      (list) =>
        `<${list}>${page
          .filter((one) => one.list === list)
          .map(({ member }) => member)
          .join("")}</${list}>`,
    )
    .join("");
  const marker = more ? `<Marker>${next}</Marker>` : "";
  const name = "GetAccountAuthorizationDetails";
  return withBody(
    whole,
    `<${name}Response><${name}Result><IsTruncated>${more}</IsTruncated>${marker}${content}</${name}Result></${name}Response>`,
  );
}

/** AWS names each managed policy; moto leaves `PolicyName` out. */
export function withPolicyNames(whole: Reply): Reply {
  const xml = whole.body.toString();
  const named = membersOf(xml, "Policies").map((member) => {
    const name = /<Arn>[^<]*\/([^</]+)<\/Arn>/.exec(member)?.[1] ?? "";
    return member.includes("<PolicyName>")
      ? member
      : member.replace("<member>", `<member><PolicyName>${name}</PolicyName>`);
  });
  return withBody(
    whole,
    xml.replace(/<Policies>[\s\S]*<\/Policies>/, () => `<Policies>${named.join("")}</Policies>`),
  );
}

/** The `<member>` elements that stand directly in the list. */
function membersOf(xml: string, list: string): string[] {
  const found = new RegExp(`<${list}>([\\s\\S]*)</${list}>`).exec(xml)?.[1] ?? "";
  const members: string[] = [];
  let depth = 0;
  let start = 0;
  for (const tag of found.matchAll(/<(\/?)member>/g)) {
    if (tag[1] === "" && depth++ === 0) start = tag.index;
    if (tag[1] === "/" && --depth === 0) members.push(found.slice(start, tag.index + tag[0].length));
  }
  return members;
}

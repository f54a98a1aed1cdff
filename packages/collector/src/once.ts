import type { Answer, Client, Input, Operation } from "./client.js";

/** The answer of a call that has no pages. */
export async function once<K extends Operation>(
  client: Client<NoInfer<K>>,
  operation: K,
  input: Input<K>,
): Promise<Answer<K>> {
  const answer = await client.call(operation, input);
  client.meter.need(1);
  return answer;
}

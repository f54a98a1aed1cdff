export { sdkTransport } from "./aws/transport.js";
export { persistentAws } from "./persistent.js";

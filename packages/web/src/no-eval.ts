// Imported before anything that validates: the validator would try to compile code, which the page's
// Content-Security-Policy forbids and reports, although the failure is caught.
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };

export {};

/** Any JSON value, as parsed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A policy document as AWS stores it, decoded to an object but not yet understood.
 *
 * What stands inside (`Version`, `Statement`, …) is only known to be JSON: the analyzer parses it and reports
 * what it cannot read, so that an odd statement never makes the rest of a snapshot unreadable.
 */
export type PolicyDocument = { readonly [key: string]: Json };

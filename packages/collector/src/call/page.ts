/** One page of a list with tokens: `NextToken` asks for the next. */
export interface TokenPage {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** What a list with tokens answers besides its items. */
export interface TokenAnswer {
  readonly NextToken?: string | undefined;
}

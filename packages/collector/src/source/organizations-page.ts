/** The most that AWS puts on one page of an Organizations list. */
export const organizationsPageSizeMax = 20;

/** Something wrong with a file before it was read; the page shows both texts. */
export class UnpackError extends Error {
  constructor(
    readonly file: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

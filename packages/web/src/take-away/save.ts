/** Hands a file to the reader; nothing leaves the machine. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Text as a file. */
export function textBlob(text: string, type: string): Blob {
  return new Blob([text], { type: `${type};charset=utf-8` });
}

/** Pixels of a canvas beyond which browsers refuse one. */
const sideMax = 16_384;

/**
 * An SVG document as a PNG, twice as fine as at zoom 1 where the browser can.
 *
 * @throws when the browser cannot draw it
 */
export async function pngBlob(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(textBlob(svg, "image/svg+xml"));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, sideMax / image.width, sideMax / image.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(image.width * scale);
    canvas.height = Math.floor(image.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) =>
        blob === null ? reject(new Error("the browser cannot draw a picture this large")) : resolve(blob),
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

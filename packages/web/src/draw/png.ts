import { paintGround, paintPart, type Target } from "./paint.js";
import { pictureMargin, type Scene } from "./scene.js";

/** Sides and pixels of a canvas beyond which some browser refuses one. */
const sideMax = 16_384;
const pixelsMax = 4096 * 4096;

/**
 * The whole scene as a PNG, twice as fine as at zoom 1 where browsers can.
 *
 * @throws when this browser cannot draw it
 */
export async function scenePng(scene: Scene): Promise<Blob> {
  const { left, top, right, bottom } = scene.bounds;
  const [w, h] = [right - left + 2 * pictureMargin, bottom - top + 2 * pictureMargin];
  const scale = Math.min(2, sideMax / w, sideMax / h, Math.sqrt(pixelsMax / (w * h)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(w * scale);
  canvas.height = Math.floor(h * scale);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser has no canvas");
  const place = (edge: number): number => Math.round((pictureMargin - edge) * scale);
  // Words are drawn at any scale: whoever opens the file can look closer.
  const target: Target = { scale, x: place(left), y: place(top), ratio: 0 };
  paintGround(context, scene, target);
  paintPart(context, scene, target);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob === null ? reject(new Error("the browser cannot draw a picture this large")) : resolve(blob),
    );
  });
}

/** Draws pictures on the canvas of whoever looks, and keeps the last one for a canvas that comes later. */
export interface Painter {
  /** The picture belongs to the painter from now on. */
  draw(picture: VideoFrame): void;
  setCanvas(canvas: OffscreenCanvas | undefined): void;
  /** A copy of what is shown, for its taker to close. */
  copy(): VideoFrame | undefined;
  clear(): void;
}

export const createPainter = (): Painter => {
  let canvas: OffscreenCanvas | undefined;
  let context: OffscreenCanvasRenderingContext2D | null = null;
  let last: VideoFrame | undefined;

  const paint = (): void => {
    if (canvas === undefined || context === null || last === undefined) return;
    const { displayWidth: width, displayHeight: height } = last;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(last, 0, 0, width, height);
  };
  return {
    draw(picture) {
      last?.close();
      last = picture;
      paint();
    },
    setCanvas(next) {
      canvas = next;
      context = next?.getContext('2d', { alpha: false }) ?? null;
      paint();
    },
    copy: () => last?.clone(),
    clear() {
      last?.close();
      last = undefined;
    },
  };
};

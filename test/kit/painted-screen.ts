/** Runs in a page before its own scripts: in place of the browser's choice of a screen, one in a single colour. */
export const screenIn = (colour: string): string => `{
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d');
  const draw = () => {
    context.fillStyle = '${colour}';
    context.fillRect(0, 0, 640, 480);
  };
  draw();
  setInterval(draw, 100);
  if (navigator.mediaDevices)
    navigator.mediaDevices.getDisplayMedia = async () => {
      draw();
      return canvas.captureStream();
    };
}`;

/** Evaluated in a page: red, green and blue in the middle of the picture that somebody sees; null while there is none. */
export const PICTURE = `(() => {
  const shown = document.querySelector('canvas.stage__picture:not(.stage__picture--none)');
  if (!shown || shown.width < 2) return null;
  const copy = Object.assign(document.createElement('canvas'), { width: shown.width, height: shown.height });
  const context = copy.getContext('2d');
  context.drawImage(shown, 0, 0);
  return [...context.getImageData(shown.width / 2, shown.height / 2, 1, 1).data.slice(0, 3)];
})()`;

/** Whether this browser lets a page float a picture over other windows. */
export const canFloat = (): boolean =>
  document.pictureInPictureEnabled === true && 'captureStream' in HTMLCanvasElement.prototype;

/**
 * Lets the pictures float over other windows until the person closes them, or calls this again. The canvas of the stage belongs to
 * the worker: these are drawn once more, on one of their own.
 */
export const floatPictures = async (onPicture: (take: (picture: VideoFrame) => void) => () => void): Promise<void> => {
  if (document.pictureInPictureElement !== null) {
    await document.exitPictureInPicture();
    return;
  }
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  const video = document.createElement('video');
  video.muted = true;
  let stop = (): void => {};
  const firstPicture = new Promise<void>((resolve) => {
    stop = onPicture((picture) => {
      const { displayWidth: width, displayHeight: height } = picture;
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      context?.drawImage(picture, 0, 0, width, height);
      picture.close();
      resolve();
    });
  });
  const end = (): void => {
    stop();
    video.srcObject = null;
  };
  video.addEventListener('leavepictureinpicture', end);
  try {
    video.srcObject = canvas.captureStream();
    await firstPicture;
    await video.play();
    await video.requestPictureInPicture();
  } catch {
    end();
  }
};

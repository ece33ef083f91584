import { captureScreen } from '../../../../src/client/room/screen/screen-capture.ts';
import { createScreenLink } from '../../../../src/client/room/screen/screen-link.ts';

/** The four quarters of the picture that is presented, and a line of text across them. */
const QUARTERS = ['#c00000', '#00a000', '#0000c0', '#e0e0e0'];

/** What the tests drive: the screen's link as the room uses it, and a diary of what it told. */
const laboratory = {
  connected: false,
  size: undefined,
  codec: undefined,
  noCodec: false,
  undecodable: false,
  capture: undefined,

  /** In place of a screen: a canvas of this size, whose picture is known, and a tone. */
  pretendScreen(width, height, quarters = QUARTERS, toneHz = 0) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    this.quarters = quarters;
    let drawings = 0;
    const draw = () => {
      for (const [index, colour] of this.quarters.entries()) {
        context.fillStyle = colour;
        context.fillRect(
          (index % 2) * (canvas.width / 2),
          Math.floor(index / 2) * (canvas.height / 2),
          canvas.width / 2,
          canvas.height / 2,
        );
      }
      context.fillStyle = '#000';
      context.font = '20px sans-serif';
      context.fillText(`Text to be read, for the ${drawings}th time`, 4, canvas.height / 2 + 7);
      drawings += 1;
    };
    this.draw = draw;
    this.resize = (nextWidth, nextHeight) => {
      canvas.width = nextWidth;
      canvas.height = nextHeight;
      draw();
    };
    const stream = canvas.captureStream();
    draw();
    // A screen stands still after a while.
    const drawing = setInterval(draw, 50);
    this.standStill = () => clearInterval(drawing);
    if (toneHz > 0) {
      const sound = new AudioContext();
      const tone = new OscillatorNode(sound, { frequency: toneHz });
      const to = sound.createMediaStreamDestination();
      tone.connect(to);
      tone.start();
      stream.addTrack(to.stream.getAudioTracks()[0]);
    }
    navigator.mediaDevices.getDisplayMedia = async () => stream;
  },

  open(url, key) {
    this.link = createScreenLink(url, {
      onConnection: (connected) => {
        this.connected = connected;
      },
      onSize: (size) => {
        this.size = size;
      },
      onUndecodable: () => {
        this.undecodable = true;
      },
      onPicture: (picture) => picture.close(),
      onSending: (codec) => {
        this.codec = codec;
      },
      onNoCodec: () => {
        this.noCodec = true;
      },
    });
    this.link.connect(key);
  },
  async present(screen) {
    this.capture = await captureScreen();
    this.link.present(screen, this.capture);
  },
  view() {
    this.canvas?.remove();
    this.canvas = document.createElement('canvas');
    document.body.append(this.canvas);
    this.link.show(this.canvas);
    this.link.setSpeaker(true);
  },
  /** Red, green and blue in the middle of each quarter of what is drawn. */
  colours() {
    const { width, height } = this.canvas;
    const copy = document.createElement('canvas');
    copy.width = width;
    copy.height = height;
    const context = copy.getContext('2d');
    context.drawImage(this.canvas, 0, 0);
    return [0, 1, 2, 3].map((index) => {
      const x = Math.floor(width * (index % 2 === 0 ? 0.25 : 0.75));
      const y = Math.floor(height * (index < 2 ? 0.25 : 0.75));
      return [...context.getImageData(x, y, 1, 1).data.slice(0, 3)];
    });
  },
  diary() {
    const { connected, size, codec, noCodec, undecodable } = this;
    return { connected, size, codec, noCodec, undecodable };
  },
};

globalThis.laboratory = laboratory;

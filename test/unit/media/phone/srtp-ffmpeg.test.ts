import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { expect } from 'chai';
import { SRTP_SUITES } from '../../../../src/media/phone/phone-media.ts';
import { createSrtpReceiver, createSrtpSender, SRTP_TRAILER_BYTES } from '../../../../src/media/phone/srtp.ts';
import { decodeALaw, encodeALaw } from '../../../../src/protocols/g711/a-law.ts';
import { formatRtp } from '../../../../src/protocols/rtp/format-rtp.ts';
import { parseRtp } from '../../../../src/protocols/rtp/parse-rtp.ts';
import { toRtpTimestamp } from '../../../../src/protocols/rtp/rtp-timestamp.ts';

const KEY = Uint8Array.from({ length: 30 }, (_, at) => 200 - at);
const KEY_TEXT = Buffer.from(KEY).toString('base64');
const TONE_HZ = 440;
const FRAME = 160;

const bind = async (): Promise<{ readonly socket: Socket; readonly port: number }> => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, port: socket.address().port };
};

/** How much of `samples` at 8 kHz is the tone: 1 for the tone alone. */
const toneShare = (samples: Int16Array): number => {
  let [energy, real, imaginary] = [0, 0, 0];
  for (const [at, sample] of samples.entries()) {
    const angle = (2 * Math.PI * TONE_HZ * at) / 8000;
    energy += sample * sample;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * (real * real + imaginary * imaginary)) / (samples.length * energy);
};

/** The packets that ffmpeg sends of half a second of the tone. */
const packetsOfFfmpeg = async (suite: string): Promise<Uint8Array[]> => {
  const { socket, port } = await bind();
  const packets: Uint8Array[] = [];
  socket.on('message', (message) => packets.push(new Uint8Array(message)));
  const source = ['-f', 'lavfi', '-i', `sine=frequency=${TONE_HZ}:sample_rate=8000:duration=0.5`];
  const secret = ['-srtp_out_suite', suite, '-srtp_out_params', KEY_TEXT];
  const to = ['-c:a', 'pcm_alaw', '-f', 'rtp', '-payload_type', '8', ...secret, `srtp://127.0.0.1:${port}`];
  const [status] = await once(spawn('ffmpeg', ['-v', 'error', '-re', ...source, ...to], { stdio: 'ignore' }), 'exit');
  await once(socket.close(), 'close');
  expect(status).to.equal(0);
  return packets;
};

/** What ffmpeg hears of `packets`, sent to it again and again until it has heard enough. */
const heardByFfmpeg = async (suite: string, packet: (count: number) => Uint8Array): Promise<Int16Array> => {
  const { socket } = await bind();
  const target = await bind();
  await once(target.socket.close(), 'close');
  const description = [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'],
    ...[`m=audio ${target.port} RTP/SAVP 8`, `a=crypto:1 ${suite} inline:${KEY_TEXT}`, ''],
  ].join('\r\n');
  const allow = ['-protocol_whitelist', 'pipe,fd,file,udp,rtp,srtp,crypto'];
  const read = ['-f', 'sdp', '-i', 'pipe:0', '-t', '0.3', '-f', 's16le', '-ar', '8000', '-ac', '1', 'pipe:1'];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', ...allow, ...read], { stdio: ['pipe', 'pipe', 'ignore'] });
  ffmpeg.stdin.end(description);
  const heard: Buffer[] = [];
  ffmpeg.stdout.on('data', (some: Buffer) => heard.push(some));
  let count = 0;
  const ticker = setInterval(() => {
    socket.send(packet(count), target.port, '127.0.0.1', () => undefined);
    count += 1;
  }, 20);
  await once(ffmpeg, 'close');
  clearInterval(ticker);
  await once(socket.close(), 'close');
  return new Int16Array(new Uint8Array(Buffer.concat(heard)).buffer);
};

for (const suite of SRTP_SUITES)
  describe(`SRTP and ffmpeg, ${suite}`, () => {
    it('opens what ffmpeg sends', async () => {
      const receiver = createSrtpReceiver(suite, KEY);
      const sound = (await packetsOfFfmpeg(suite)).flatMap((packet) => {
        const length = receiver.unprotect(packet);
        const parsed = typeof length === 'number' ? parseRtp(packet.subarray(0, length)) : undefined;
        return parsed?.ok ? [...parsed.packet.payload] : [];
      });
      const samples = new Int16Array(sound.length);
      decodeALaw(Uint8Array.from(sound), samples);
      expect(samples.length).to.equal(4_000);
      expect(toneShare(samples)).to.be.above(0.99);
    });

    it('is opened by ffmpeg', async () => {
      const sender = createSrtpSender(suite, KEY);
      const heard = await heardByFfmpeg(suite, (count) => {
        const frame = Int16Array.from({ length: FRAME }, (_, at) =>
          Math.round(8_000 * Math.sin((2 * Math.PI * TONE_HZ * (FRAME * count + at)) / 8000)),
        );
        const payload = new Uint8Array(FRAME);
        encodeALaw(frame, payload);
        const timestamp = toRtpTimestamp(FRAME * count);
        const packet = formatRtp({
          ...{ marker: false, payloadType: 8, sequence: count, timestamp, ssrc: 3 },
          ...{ contributors: [], payload },
        });
        const bytes = new Uint8Array(packet.length + SRTP_TRAILER_BYTES);
        bytes.set(packet);
        return bytes.subarray(0, sender.protect(bytes, packet.length));
      });
      expect(heard.length).to.be.above(2_000);
      expect(toneShare(heard)).to.be.above(0.99);
    });
  });

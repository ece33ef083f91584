import { createRoomLink } from '../../../../src/client/room/sound/room-link.ts';
import { supportsSound } from '../../../../src/client/room/sound/supports-sound.ts';
import probeUrl from './probe.worklet.js?url';

/** What the tests drive: the room link as a screen would use it, and a diary of what it told. */
const laboratory = {
  supportsSound,
  states: [],
  events: [],
  problems: [],
  blocked: undefined,
  level: 0,
  /** Level last told, by participant number. */
  speaking: {},
  /** Whether each speaks to this page alone, by participant number; and round trips of the own voice, ms. */
  direct: {},
  echoed: [],
  /** Wall-clock times of the bursts made and heard by this page, after `probe()`. */
  made: [],
  heard: [],

  join(url, auth) {
    const link = createRoomLink({ url, auth });
    this.link = link;
    link.onState((state, detail) => this.states.push(detail ? `${state}: ${detail}` : state));
    link.onLevel((level) => {
      this.level = level;
    });
    link.onSpeaking((number, level) => {
      this.speaking[number] = level;
    });
    link.onDirect((number, speaking) => {
      this.direct[number] = speaking;
    });
    link.onEchoed((roundTripMs) => this.echoed.push(roundTripMs));
    link.onProblem((problem) => this.problems.push(problem));
    link.onBlocked((blocked) => {
      this.blocked = blocked;
    });
    for (const name of ['welcome', 'participant.joined', 'participant.changed', 'chat.message', 'session.ended'])
      link.on(name, (body) => this.events.push({ name, body }));
  },

  async startMicrophone() {
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
    await this.link.startMicrophone(stream);
  },

  /** What the loudspeaker of this machine adds, as the browser tells it, in ms. */
  outputMs() {
    return ((this.context?.baseLatency ?? 0) + (this.context?.outputLatency ?? 0)) * 1000;
  },

  /** Before `join`: the microphone becomes a source of bursts, and what goes to the loudspeaker is watched for them. */
  probe() {
    const { addModule } = AudioWorklet.prototype;
    AudioWorklet.prototype.addModule = function (url) {
      return Promise.all([addModule.call(this, url), addModule.call(this, probeUrl)]);
    };
    AudioContext.prototype.createMediaStreamSource = function () {
      const source = new AudioWorkletNode(this, 'burst-source', { numberOfInputs: 0, outputChannelCount: [1] });
      source.port.onmessage = ({ data }) => laboratory.made.push(data);
      return source;
    };
    const { connect } = AudioNode.prototype;
    AudioNode.prototype.connect = function (target, ...rest) {
      if (target instanceof AudioDestinationNode) {
        laboratory.context = this.context;
        const detector = new AudioWorkletNode(this.context, 'burst-detector', { numberOfOutputs: 0 });
        detector.port.onmessage = ({ data }) => laboratory.heard.push(data);
        connect.call(this, detector);
      }
      return connect.call(this, target, ...rest);
    };
  },
};

globalThis.laboratory = laboratory;

// An address with `#[url, auth]` joins by itself: whatever a test calls would count as a person's gesture.
if (location.hash) laboratory.join(...JSON.parse(decodeURIComponent(location.hash.slice(1))));

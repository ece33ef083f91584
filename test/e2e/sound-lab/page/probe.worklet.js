// Wall-clock times of tone bursts, at the moment when the audio thread makes or meets their first sample.
const TONE_HZ = 1000;
const BURST_S = 0.06;
const QUIET_S = 0.12;

class BurstSource extends AudioWorkletProcessor {
  nextAt = currentTime + 1;
  endAt = 0;

  process(_inputs, [[output]]) {
    if (currentTime >= this.nextAt) {
      this.port.postMessage(Date.now());
      this.startAt = currentTime;
      this.endAt = currentTime + BURST_S;
      // Shorter than the voice gate's patience at times, longer at others; never in step with the frames.
      this.nextAt = currentTime + 0.35 + Math.random() * 0.9;
    }
    for (let at = 0; at < output.length && currentTime < this.endAt; at += 1)
      output[at] = 0.5 * Math.sin(2 * Math.PI * TONE_HZ * (currentTime - this.startAt + (at + 1) / sampleRate));
    return true;
  }
}

class BurstDetector extends AudioWorkletProcessor {
  loudAt = 0;

  process([[input]]) {
    const first = input ? input.findIndex((sample) => Math.abs(sample) > 0.1) : -1;
    if (first < 0) return true;
    if (currentTime - this.loudAt > QUIET_S) this.port.postMessage(Date.now() + (first * 1000) / sampleRate);
    this.loudAt = currentTime;
    return true;
  }
}

registerProcessor('burst-source', BurstSource);
registerProcessor('burst-detector', BurstDetector);

import type { ScreenCodec } from '../../../contract/room/screen-chunk.ts';
import type { CodecTaste } from './codec-choice.ts';

/** What the page tells the screen's worker. */
export type ScreenPageMessage =
  /** Opens the connection, or opens it anew with another key. */
  | { readonly kind: 'connect'; readonly url: string; readonly key: string }
  /** Pictures are drawn here from now on, in the place of an earlier canvas. */
  | { readonly kind: 'canvas'; readonly canvas: OffscreenCanvas }
  /** Nobody looks any more. */
  | { readonly kind: 'canvas.gone' }
  /** Whether each picture is handed to the page too, as `picture`. */
  | { readonly kind: 'copies'; readonly on: boolean }
  /** `port` takes `ScreenSound`s. */
  | { readonly kind: 'playback'; readonly port: MessagePort }
  | { readonly kind: 'listen'; readonly on: boolean }
  /** Sends what comes from `pictures`, or by `frame`, as the screen of this id. */
  | {
      readonly kind: 'present';
      readonly screen: string;
      readonly taste: CodecTaste;
      readonly pictures: ReadableStream<VideoFrame> | undefined;
      readonly sound: ReadableStream<AudioData> | undefined;
    }
  /** The same capture goes on as another screen: the room has forgotten the first. */
  | { readonly kind: 'present.as'; readonly screen: string }
  /** One picture, in answer to `frame.wanted`; undefined: none new. */
  | { readonly kind: 'frame'; readonly frame: VideoFrame | undefined }
  | { readonly kind: 'pause'; readonly paused: boolean }
  | { readonly kind: 'present.stop' }
  | { readonly kind: 'close' };

/** What the worker tells the page. */
export type ScreenWorkerMessage =
  | { readonly kind: 'connection'; readonly connected: boolean }
  /** Pictures of this size are shown from now on. */
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  /** This browser cannot decode what comes; the presenter is told. */
  | { readonly kind: 'undecodable' }
  | { readonly kind: 'picture'; readonly frame: VideoFrame }
  /** The presenter sends sound: somebody has to play it. */
  | { readonly kind: 'sound'; readonly channels: number }
  /** A picture is wanted, from a browser that does not hand over a stream of them. */
  | { readonly kind: 'frame.wanted' }
  /** Pictures leave, in this codec. */
  | { readonly kind: 'sending'; readonly codec: ScreenCodec }
  /** No encoder of this browser works. */
  | { readonly kind: 'no-codec' };

import { encode } from 'uqr';

/** Modules of white around it, without which some cameras do not see it (ISO/IEC 18004 5.3.8). */
const BORDER = 4;

/** One path for all dark modules: each a square of one. */
const drawn = (modules: readonly (readonly boolean[])[]): string =>
  modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');

/** A QR code. Black on white in the dark theme too: many cameras read nothing else. */
export const QrPicture = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="white" />
      <path d={drawn(data)} fill="black" />
    </svg>
  );
};

import type { SdpAttribute, SdpConnection, SdpMedia, SessionDescription } from './types.ts';

const connectionText = ({ addressType, address }: SdpConnection): string => `IN ${addressType} ${address}`;

const connectionLines = (connection: SdpConnection | undefined): string[] =>
  connection ? [`c=${connectionText(connection)}`] : [];

const attributeLine = ({ name, value }: SdpAttribute): string => `a=${name}${value === undefined ? '' : `:${value}`}`;

const mediaLines = (media: SdpMedia): string[] => [
  `m=${[media.kind, media.port, media.protocol, ...media.formats].join(' ')}`,
  ...connectionLines(media.connection),
  ...media.attributes.map(attributeLine),
];

/** The text of a description, in the order of RFC 8866 5; its values may hold no line breaks. */
export const formatSdp = ({ origin, name, connection, attributes, media }: SessionDescription): string =>
  [
    'v=0',
    `o=${origin.username} ${origin.sessionId} ${origin.version} ${connectionText(origin.connection)}`,
    `s=${name}`,
    ...connectionLines(connection),
    't=0 0',
    ...attributes.map(attributeLine),
    ...media.flatMap(mediaLines),
    '',
  ].join('\r\n');

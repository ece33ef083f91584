import { z } from 'zod';

/** URLs take more: a star would be every site, and a semicolon would end the directive that the origin is written into. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:]+\])$/;

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  if (!HOST.test(hostname)) return false;
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && isHere));
};

/** Where pages of other sites come from that may show a room in a frame. */
export const embeddingSchema = z.strictObject({
  origins: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(253)
        .transform((text) => text.replace(/\/$/, ''))
        .refine(isOrigin, { error: 'An origin such as https://intranet.example.org, without a path.' }),
    )
    .max(50),
});
export type Embedding = z.infer<typeof embeddingSchema>;

const isDigits = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text !== '';
};

/** Digits only, leading zeros allowed (RFC 4475 3.1.1.1); undefined when it is something else or more than `max`. */
export const parseNumber = (text: string, max: number): number | undefined => {
  if (!isDigits(text)) return undefined;
  const value = Number(text);
  return value <= max ? value : undefined;
};

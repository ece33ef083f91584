/** RFC 5233: what stands between the plus sign and the at sign is the receiver's own business. */
export const plusAddress = (base: string, tag: string): string => {
  const at = base.lastIndexOf('@');
  return `${base.slice(0, at)}+${tag}${base.slice(at)}`;
};

/** The tag of an address under `base`, lower case; '' for `base` itself, undefined for somebody else's address. */
export const tagOf = (base: string, address: string): string | undefined => {
  const [own, other] = [base.toLowerCase(), address.toLowerCase()];
  if (own === other) return '';
  const at = own.lastIndexOf('@');
  const [local, domain] = [own.slice(0, at), own.slice(at)];
  if (!other.startsWith(`${local}+`) || !other.endsWith(domain)) return undefined;
  const tag = other.slice(local.length + 1, -domain.length);
  return tag === '' || tag.includes('@') ? undefined : tag;
};

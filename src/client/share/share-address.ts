/** The key in the address of a link, `/s/TOKEN`. */
export const readShareToken = (pathname: string): string => {
  const part = /^\/s\/([^/]+)\/?$/.exec(pathname)?.[1] ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    // Not one of ours; the server says so.
    return part;
  }
};

const at = (token: string): string => encodeURIComponent(token);

export const sharedPath = (token: string, folder: string, offset: number): string => {
  const parameters = new URLSearchParams({
    ...(folder === '' ? {} : { folder }),
    ...(offset === 0 ? {} : { offset: String(offset) }),
  });
  const query = parameters.toString();
  return `/shared/${at(token)}${query === '' ? '' : `?${query}`}`;
};

export const sharedContent = (token: string, id: string): string =>
  `/api/v1/shared/${at(token)}/documents/${encodeURIComponent(id)}/content`;

export const sharedView = (token: string, id: string): string => `/f/s/${at(token)}/${encodeURIComponent(id)}`;

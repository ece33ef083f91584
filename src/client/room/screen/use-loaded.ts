import { useEffect, useState } from 'preact/hooks';

/** A part of the page that is fetched when it is needed; `failed` until `retry` is called. */
export interface Loaded<Part> {
  readonly part: Part | undefined;
  readonly failed: boolean;
  readonly retry: () => void;
}

export const useLoaded = <Part>(wanted: boolean, load: () => Promise<Part>): Loaded<Part> => {
  const [loaded, setLoaded] = useState<{ readonly part: Part }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wanted || loaded !== undefined || failed) return;
    load().then(
      (part) => setLoaded({ part }),
      () => setFailed(true),
    );
  }, [wanted, failed]);
  return { part: loaded?.part, failed, retry: () => setFailed(false) };
};

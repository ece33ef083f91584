import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the door that is fetched where it is of use: a guest's first page does without it. Its place is held. */
export const laterPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  const Later = (props: Props) => {
    const [loaded, setLoaded] = useState<{ readonly Part: ComponentType<Props> }>();
    useEffect(() => {
      load().then(
        (Part) => setLoaded({ Part }),
        () => {
          // One comes in without it.
        },
      );
    }, []);
    return <div class="door__later">{loaded && <loaded.Part {...props} />}</div>;
  };
  return Later;
};

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The room that a chart has, so that its words keep their size on a phone. Zero until it is known: nothing is drawn twice. */
export function useLarghezza<T extends HTMLElement>(): [RefObject<T>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) {
      return undefined;
    }
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { MOST_WIDTH } from './geometry.js';

/** How many pixels a chart has; it is drawn anew when that changes. */
export const useWidth = (): { readonly box: RefObject<HTMLDivElement | null>; readonly width: number } => {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(MOST_WIDTH);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => setWidth(Math.min(MOST_WIDTH, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
};

import { traceparentNow } from '@aftercare/messaging';

/** For a call to another service of ours: it goes on in the running trace. Nothing while tracing is off. */
export const traceHeaders = (): { readonly traceparent?: string } => {
  const traceparent = traceparentNow();
  return traceparent === undefined ? {} : { traceparent };
};

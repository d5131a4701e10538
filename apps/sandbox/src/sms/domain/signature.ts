import { createHmac } from 'node:crypto';

/** Twilio's request signature: HMAC-SHA1 over the exact URL and the form fields, sorted by name, each as name + value. */
export const signatureOf = (authToken: string, url: string, fields: Readonly<Record<string, string>>): string =>
  createHmac('sha1', authToken)
    .update(
      Object.keys(fields)
        .sort()
        .reduce((text, name) => text + name + (fields[name] ?? ''), url),
    )
    .digest('base64');

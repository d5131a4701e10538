/**
 * RFC 8058: mail programs offer one click that POSTs `List-Unsubscribe=One-Click` to the address, without cookies.
 * The words "Auto-Submitted" keep out-of-office answers away (RFC 3834).
 */
export const unsubscribeHeaders = (choicesLink: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${choicesLink}/one-click>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'Auto-Submitted': 'auto-generated',
});

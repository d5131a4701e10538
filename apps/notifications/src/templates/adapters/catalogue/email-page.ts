import Handlebars from 'handlebars';

/** What the HTML part shows. Everything is plain text; the template escapes it. */
export interface EmailPage {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly subject: string;
  readonly before: string;
  readonly link: string;
  readonly after: string;
  /** Empty where no form goes along. */
  readonly formLink: string;
  readonly end: string;
  readonly why: string;
  readonly whyLink: string;
  readonly choices: string;
  readonly choicesLink: string;
  /** Empty where the words are in the client's language. */
  readonly notice: string;
}

// No colours, no images: mail programs in dark mode recolour what has colours, and a bright page hurts.
const PAGE = `<!doctype html>
<html lang="{{language}}" dir="{{direction}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>{{subject}}</title></head>
<body dir="{{direction}}" style="font:18px/1.6 system-ui,sans-serif;max-width:34em;margin:0;padding:16px">
<div style="display:none">{{subject}}</div>
<p><bdi>{{before}}</bdi> <a href="{{link}}"><bdi dir="ltr">{{link}}</bdi></a>{{#if after}} <bdi>{{after}}</bdi>{{/if}}{{#if formLink}} <a href="{{formLink}}"><bdi dir="ltr">{{formLink}}</bdi></a>{{/if}}{{#if end}} <bdi>{{end}}</bdi>{{/if}}</p>
<p style="font-size:16px"><a href="{{whyLink}}">{{why}}</a><br><a href="{{choicesLink}}">{{choices}}</a>{{#if notice}}<br>{{notice}}{{/if}}</p>
</body></html>
`;

const page = Handlebars.compile<EmailPage>(PAGE, { strict: true });

export const emailPage = (content: EmailPage): string => page(content);

import Handlebars from 'handlebars';

/** What the HTML part shows. Everything is plain text; the template escapes it. */
export interface EmailPage {
  readonly language: string;
  readonly subject: string;
  readonly before: string;
  readonly link: string;
  readonly after: string;
  readonly whyLink: string;
  readonly choicesLink: string;
}

// No colours, no images: mail programs in dark mode recolour what has colours, and a bright page hurts.
const PAGE = `<!doctype html>
<html lang="{{language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>{{subject}}</title></head>
<body style="font:18px/1.6 system-ui,sans-serif;max-width:34em;margin:0;padding:16px">
<div style="display:none">{{subject}}</div>
<p><bdi>{{before}}</bdi> <a href="{{link}}">{{link}}</a>{{#if after}} {{after}}{{/if}}</p>
<p style="font-size:16px"><a href="{{whyLink}}">Why did I get this?</a><br><a href="{{choicesLink}}">Choose what you get</a></p>
</body></html>
`;

const page = Handlebars.compile<EmailPage>(PAGE, { strict: true });

export const emailPage = (content: EmailPage): string => page(content);

import { html, isolated, linkButton, page } from '@aftercare/pages';
import type { Html, ThemeName } from '@aftercare/pages';
import type { WhyView } from '../../application/why-this-message.js';

const BY = { sms: 'by text', email: 'by email' } as const;

const sentLine = ({ sentAt, from, channel }: WhyView): Html | undefined =>
  sentAt === undefined || channel === undefined
    ? undefined
    : html`<p>It left on ${sentAt} ${BY[channel]} from ${isolated(from ?? '')}.</p>`;

const body = (view: WhyView): Html =>
  html`<h1>Why did I get this?</h1>
    <p>We sent this because ${view.because}.</p>
    ${sentLine(view)}${view.allowedOn && html`<p>You allowed this on ${view.allowedOn}.</p>`}${
      view.allowedOn && linkButton('Stop these', view.choicesLink)
    }${linkButton('Change what I get', view.choicesLink, { quiet: true })}`;

export const whyPage = (view: WhyView, options: { readonly theme: ThemeName; readonly here: string }): string =>
  page({
    title: 'Your messages',
    alias: view.alias,
    theme: options.theme,
    here: options.here,
    body: body(view),
    foot: [`Questions? Call ${view.phone}.`],
  });

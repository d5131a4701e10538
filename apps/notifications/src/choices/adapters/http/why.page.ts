import { html, isolated, linkButton, page } from '@aftercare/pages';
import type { Html, HtmlValue, ThemeName } from '@aftercare/pages';
import type { WhyView } from '../../application/why-this-message.js';
import { askLine, TITLE } from './choices.page.js';

const BY = { sms: 'by text', email: 'by email' } as const;

const sentLine = ({ sentAt, from, channel }: WhyView): Html | undefined =>
  sentAt === undefined || channel === undefined
    ? undefined
    : html`<p>
        It left on ${sentAt} ${BY[channel]}${from !== undefined && from !== '' && html` from ${isolated(from)}`}.
      </p>`;

const allowedLine = ({ allowed }: WhyView): HtmlValue => {
  if (allowed === undefined) return undefined;
  const said =
    allowed.by === 'choice'
      ? `You allowed this on ${allowed.on ?? ''}.`
      : 'Notes about booked visits come to the address given for the visit, until you stop them.';
  return html`<p>${said}${!allowed.stands && ' You have stopped these since then.'}</p>`;
};

const body = (view: WhyView): Html =>
  html`<h1>Why did I get this?</h1>
    <p>We sent this because ${view.because}.</p>
    ${sentLine(view)}${allowedLine(view)}${view.next && html`<p>${view.next}</p>`}${
      view.allowed?.stands === true && linkButton('Stop these', view.choicesLink)
    }${linkButton('Change what I get', view.choicesLink, { quiet: true })}`;

export const whyPage = (view: WhyView, options: { readonly theme: ThemeName; readonly here: string }): string =>
  page({
    title: TITLE,
    alias: view.alias,
    theme: options.theme,
    here: options.here,
    body: body(view),
    foot: askLine(view.phone),
  });

import { formatLocal, localOf } from '@aftercare/kernel';
import { button, hidden, html, notice, page, postForm, textArea, type Html, type HtmlValue } from '@aftercare/pages';
import type { ReceivedMail } from '../../../mail/application/mailbox.js';
import type { SmsMessage } from '../../../sms/application/sms-network.js';
import type { Owner } from '../../application/correspondence.js';

const ALIAS = 'Sandbox';
/** Twilio takes no longer text. */
const LONGEST_TEXT = 1600;

const when = (at: Date): string => `${formatLocal(localOf(at, 'Etc/UTC'), 'day-time')} UTC`;

const LINK = /(https?:\/\/[^\s<>"]+)/;

/** Text as it came, its addresses as links. */
const linked = (text: string): Html => {
  const lines = text.split('\n').map((line) => line.split(LINK));
  return html`${lines.map(
    (parts, index) =>
      html`${index === 0 ? undefined : html`<br />`}${parts.map((part) =>
        LINK.test(part) ? html`<a href="${part}">${part}</a>` : part,
      )}`,
  )}`;
};

const ownerList = (owners: readonly Owner[], path: string, nothing: string): Html =>
  owners.length === 0
    ? html`<p>${nothing}</p>`
    : html`<div class="scroll">
        <table>
          <tbody>
            ${owners.map(
              ({ address, messages, newestAt }) =>
                html`<tr>
                  <th scope="row"><a class="tap" href="${path}/${encodeURIComponent(address)}">${address}</a></th>
                  <td>${messages}</td>
                  <td>${when(newestAt)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;

/** Everybody whose telephone or mailbox has seen something. */
export const peoplePage = (phones: readonly Owner[], mailboxes: readonly Owner[]): string =>
  page({
    title: 'Phones and mailboxes',
    alias: ALIAS,
    body: html`<h1>Phones and mailboxes</h1>
      <p>Everything that was really sent, on the devices of the people it was sent to.</p>
      <h2>Phones</h2>
      ${ownerList(phones, '/phones', 'No text has arrived yet.')}
      <h2>Mailboxes</h2>
      ${ownerList(mailboxes, '/mailboxes', 'No mail has arrived yet.')}`,
  });

const entry = (head: string, body: HtmlValue): Html =>
  html`<article>
    ${notice(
      html`<p class="muted">${head}</p>
        ${body}`,
    )}
  </article>`;

const textEntry = (text: SmsMessage): Html => {
  const who = text.direction === 'inbound' ? `you to ${text.to}` : text.from;
  return entry(`${who}, ${when(text.sentAt ?? text.createdAt)}`, html`<p>${linked(text.body)}</p>`);
};

const replyForm = (number: string, clinicNumber: string): Html =>
  postForm({
    action: `/phones/${encodeURIComponent(number)}/replies`,
    body: html`${hidden('to', clinicNumber)}${textArea({
      name: 'body',
      question: `Reply to ${clinicNumber}`,
      maxLength: LONGEST_TEXT,
    })}${button('Send')}`,
  });

/** One telephone, newest text last, with a place to answer each clinic that wrote. */
export const phonePage = (number: string, texts: readonly SmsMessage[]): string => {
  const clinics = [...new Set(texts.map((text) => (text.direction === 'inbound' ? text.to : text.from)))];
  return page({
    title: 'Phone',
    alias: ALIAS,
    back: '/',
    body: html`<h1>${number}</h1>
      ${texts.length === 0 ? html`<p>Nothing has arrived here.</p>` : texts.map(textEntry)}${clinics.map((clinic) => replyForm(number, clinic))}`,
  });
};

const mailEntry = (mail: ReceivedMail): Html =>
  entry(
    `${mail.from}, ${when(mail.at)}`,
    html`<h2>${mail.subject}</h2>
      <p>${linked(mail.text)}</p>
      ${mail.calendar === undefined ? undefined : html`<p class="muted">With a calendar file.</p>`}`,
  );

/** One mailbox, newest mail last. */
export const mailboxPage = (address: string, mails: readonly ReceivedMail[]): string =>
  page({
    title: 'Mailbox',
    alias: ALIAS,
    back: '/',
    body: html`<h1>${address}</h1>
      ${mails.length === 0 ? html`<p>Nothing has arrived here.</p>` : mails.map(mailEntry)}`,
  });

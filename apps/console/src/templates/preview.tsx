import type { CheckedText } from '../api/answers.js';
import { directionOf, findingText, isStop, meterText } from './words.js';
import type { Language } from './words.js';

const LENGTHS = { shortest: 'Shortest', usual: 'Usual', longest: 'Longest' } as const;

export const Findings = ({ checked }: { readonly checked: CheckedText }) =>
  checked.findings.length === 0 ? (
    <p>
      <span class="ok">Nothing stops this text.</span>
    </p>
  ) : (
    <ul>
      {checked.findings.map((finding) => (
        <li key={`${finding.rule} ${finding.message}`} class={isStop(finding) ? 'danger' : 'warn'}>
          {findingText(finding)}
        </li>
      ))}
    </ul>
  );

/** Characters that make a text twice as long for a phone, with what could stand there. */
export const Costly = ({ checked }: { readonly checked: CheckedText }) =>
  checked.costly.length === 0 ? null : (
    <p class="warn">
      {checked.costly.map(({ character, instead }) => `"${character}" could be "${instead}"`).join('; ')}: without them
      the text fits the short alphabet.
    </p>
  );

export const Meter = ({ checked }: { readonly checked: CheckedText }) => (
  <table>
    <caption>As a text message, with the shortest, usual and longest name, day and link</caption>
    <thead>
      <tr>
        <th scope="col">Names</th>
        <th scope="col">Alphabet, length, parts</th>
      </tr>
    </thead>
    <tbody>
      {checked.samples.map((sample) => (
        <tr key={sample.length}>
          <th scope="row">{LENGTHS[sample.length]}</th>
          <td>{meterText(sample)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** How it reads on a phone and in a mail, with an invented visit. */
export const Look = ({ checked, language }: { readonly checked: CheckedText; readonly language: Language }) => {
  const usual = checked.samples.find(({ length }) => length === 'usual');
  if (usual === undefined) return <p>There is nothing to show while the text cannot be read.</p>;
  const written = { lang: language, dir: directionOf(language) };
  return (
    <>
      <h3>On a phone</h3>
      <blockquote {...written}>{usual.sms.body}</blockquote>
      {usual.email === undefined ? (
        <p class="muted">This text is only sent by SMS.</p>
      ) : (
        <>
          <h3>By email</h3>
          <p {...written}>
            <strong>{usual.email.subject}</strong>
          </p>
          <blockquote {...written}>{usual.email.text}</blockquote>
        </>
      )}
    </>
  );
};

import { gzipSync } from 'node:zlib';
import {
  attributes,
  button,
  checklist,
  choiceRows,
  clientThemes,
  daysField,
  dotAndInterval,
  errorSummary,
  footLines,
  html,
  localPath,
  numberGrid,
  page,
  pageHeaders,
  parseCookies,
  postForm,
  setCookie,
  themeOf,
  themes,
  wilsonBars,
} from './index.js';

describe('html', () => {
  it('escapes whatever is not markup', () => {
    const name = '<img src=x onerror="alert(1)">\'&';
    expect(html`<p title="${name}">${name}${[html`<b>${name}</b>`]}${undefined}${false}${0}</p>`.toString()).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;<b>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;</b>0</p>',
    );
  });

  it('leaves out attributes that are absent', () => {
    expect(attributes({ a: 'x"y', b: true, c: false, d: undefined, e: 0 }).toString()).toBe(' a="x&quot;y" b e="0"');
  });
});

const form = html`${errorSummary([{ field: 'f1', message: 'Enter a number from 0 to 21.' }])}${postForm({
  action: '/s/x/1',
  data: { 'survey-id': 'sv1' },
  body: [
    choiceRows({ name: 'ps1', question: 'Any headache?', choices: [{ value: 'no', label: 'No' }] }),
    numberGrid({ name: 'ps4', question: 'Tension now', low: 'none', high: 'worst you can imagine' }),
    daysField({ name: 'f1', question: 'Days', max: 21, error: 'Enter a number from 0 to 21.', value: 'x' }),
    checklist({
      name: 'sg',
      question: 'Any of these?',
      choices: [{ value: 'a', label: 'A' }],
      none: { value: 'none', label: 'None of these' },
    }),
    button('Save and continue'),
  ],
})}`;

describe('page', () => {
  const text = page({
    title: 'Your check-in',
    alias: 'Elm & Rooms',
    body: form,
    error: true,
    here: '/s/x',
    back: '/s/x/1',
    foot: footLines('999'),
  });

  it('knows its background within the first 500 bytes, for every theme', () => {
    for (const { name } of clientThemes) {
      const start = page({ title: 'x', alias: 'y', theme: name, body: html`` }).slice(0, 500);
      expect(start).toContain(`html{background:${themes[name].bg}`);
      expect(start).toContain(`<meta name="color-scheme" content="${themes[name].scheme}">`);
    }
  });

  it('is dim unless told otherwise and says when something is wrong', () => {
    expect(text).toContain(themes.dim.bg);
    expect(text).toContain('<title>Error: Your check-in - Elm &amp; Rooms</title>');
    expect(text).toContain('content="noindex,nofollow"');
  });

  it('has no script, image, animation or foreign address', () => {
    expect(text).not.toMatch(/<script|<img|@keyframes|https?:\/\//);
    expect(text).toContain('animation:none!important;transition:none!important');
  });

  it('weighs under 14 kB compressed', () => {
    expect(gzipSync(text).length).toBeLessThan(14_000);
  });

  it('leads from the error summary to the field', () => {
    expect(text).toContain('<a href="#f-f1">Enter a number from 0 to 21.</a>');
    expect(text).toContain('id="f-f1" name="f1" value="x"');
    expect(text).toContain('aria-describedby="f-f1-hint f-f1-error"');
  });

  it('offers eleven numbers and preselects none', () => {
    expect(text.match(/name="ps4"/g)).toHaveLength(11);
    expect(text).not.toMatch(/<input[^>]* checked/);
  });

  it('carries the data attributes of a form', () => {
    expect(text).toContain('data-survey-id="sv1"');
  });

  it('has neither header nor foot when bare', () => {
    const bare = page({ title: 'x', alias: 'y', body: html`<h1>z</h1>`, here: '/s/x', foot: ['f'], bare: true });
    expect(bare).not.toMatch(/<header|<footer|<form/);
  });

  it('allows only its own inline sheets', () => {
    expect(pageHeaders['Content-Security-Policy']).toContain("default-src 'none'");
    expect(pageHeaders['Content-Security-Policy']?.match(/sha256-/g)).toHaveLength(6);
  });
});

describe('cookies', () => {
  it('reads what browsers send and forgives what they should not', () => {
    expect([...parseCookies('theme=rose; a=b=c;; =x; bad=%E0%A4%A')]).toEqual([
      ['theme', 'rose'],
      ['a', 'b=c'],
      ['bad', '%E0%A4%A'],
    ]);
    expect(themeOf('theme=light')).toBe('dim');
    expect(themeOf('theme=soft')).toBe('soft');
    expect(themeOf(undefined)).toBe('dim');
  });

  it('writes cookies that no script reads', () => {
    expect(setCookie('form', 'a b', { maxAgeSeconds: 60, secure: true })).toBe(
      'form=a%20b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
  });

  it('comes back to this site only', () => {
    expect(['/s/abc', '//evil.example', '/\\evil', 'https://evil.example', undefined].map(localPath)).toEqual([
      '/s/abc',
      '/',
      '/',
      '/',
      '/',
    ]);
  });
});

describe('charts', () => {
  it('puts the same numbers into picture and table', () => {
    const text = wilsonBars({
      id: 'r',
      heading: 'How many improved enough?',
      summary: 'Fourteen of twenty.',
      rows: [
        { label: 'of usable answers', n: 14, of: 20, rate: 0.7, low: 0.481, high: 0.8545 },
        { label: 'small', n: 2, of: 6, rate: 0.333, low: 0.1, high: 0.7 },
        { label: 'hidden', suppressed: 'too-few' },
      ],
    }).toString();
    expect(text).toContain('14 of 20 70% (48 to 85)');
    expect(text).toContain('<td>14</td><td>20</td><td>70</td><td>48</td><td>85</td>');
    expect(text).toContain('2 of 6</text>');
    expect(text).not.toContain('33');
    expect(text.match(/too few to show/g)).toHaveLength(2);
  });

  it('draws change with its interval and keeps direction only where there is none', () => {
    const text = dotAndInterval({
      id: 'c',
      heading: 'Are clients getting better?',
      summary: 'A change of -2.6.',
      unit: 'days per 28 days',
      rows: [
        { label: 'Change', n: 10, mean: -2.6, low: -4.293, high: -0.907 },
        { label: 'Few', n: 6, mean: -1 },
      ],
    }).toString();
    expect(text).toContain('-2.6 (-4.3 to -0.9), n 10');
    expect(text).toContain('-1.0, n 6');
    expect(text).toContain('<td>10</td><td>-2.6</td><td>-4.3</td><td>-0.9</td>');
  });
});

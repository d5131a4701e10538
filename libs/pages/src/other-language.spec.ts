import { page } from './frame.js';
import { html } from './html.js';
import { languageLine, preferredLanguage } from './other-language.js';

describe('a page for somebody who reads another language', () => {
  it('knows what is read best from what a browser asks for', () => {
    const asked = (header: string | undefined) => preferredLanguage(header);
    expect(asked(undefined)).toBe('en');
    expect(asked('')).toBe('en');
    expect(asked('*')).toBe('en');
    expect(asked('de-CH, en;q=0.9')).toBe('de');
    expect(asked('en-GB,pl;q=0.8')).toBe('en');
    expect(asked('en;q=0.3, fr-CA;q=0.7')).toBe('fr');
    expect(asked('fr;q=0, es')).toBe('es');
    expect(asked('<script>, de;q=2, x'.repeat(1000))).toBe('en');
  });

  it('says in one line of that language that it is in English', () => {
    expect(languageLine('en-GB')).toBeUndefined();
    expect(languageLine('de')?.toString()).toContain('<p class="calm" lang="de" dir="ltr">Diese Seite');
    expect(languageLine('ar-EG')?.toString()).toContain('lang="ar" dir="rtl"');
    expect(languageLine('it')?.toString()).toContain('This page is in English only.');
  });

  it('stands above what the page asks, and not on the page that says to get help now', () => {
    const body = html`<h1>How was it?</h1>`;
    const shown = (bare: boolean) => page({ title: 'Form', alias: 'Elm', body, bare, accepts: 'fr' });
    expect(shown(false)).toMatch(/<main><p class="calm" lang="fr"[^>]*>[^<]*<\/p><h1>/u);
    expect(shown(true)).not.toContain('lang="fr"');
    expect(page({ title: 'Form', alias: 'Elm', body, accepts: 'en' })).toContain('<main><h1>');
  });
});

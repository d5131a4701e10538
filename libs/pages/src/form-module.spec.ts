import { gzipSync } from 'node:zlib';
import { formModule, html, page, pageHeaders, savingLine } from './index.js';

describe('the module of the client pages', () => {
  it('weighs under 5 kB compressed, and says in its name what is in it', () => {
    expect(gzipSync(formModule.text).length).toBeLessThan(5000);
    expect(formModule.file).toMatch(/^form-[0-9a-f]{12}\.js$/u);
    expect(formModule.headers).toMatchObject({ 'Cache-Control': 'public, max-age=31536000, immutable' });
  });

  it('asks nobody but the origin of the page, and carries no words of its own', () => {
    expect(formModule.text).not.toMatch(/https?:|import |eval|innerHTML|document\.cookie/u);
    expect(formModule.text).not.toMatch(/Saving|Saved at|Not saved/u);
  });

  it('is the only script that a page has, and only where the page names it', () => {
    const text = page({ title: 'x', alias: 'y', body: html`<p>z</p>`, module: `/s/${formModule.file}` });
    expect(text.match(/<script[^>]*>/gu)).toEqual([`<script type="module" src="/s/${formModule.file}">`]);
    expect(page({ title: 'x', alias: 'y', body: html`<p>z</p>` })).not.toContain('<script');
    expect(pageHeaders['Content-Security-Policy']).toContain("script-src 'self'; connect-src 'self'");
  });

  it('finds its words in the page', () => {
    expect(savingLine().toString()).toContain('data-saved="Saved at {time}."');
  });
});

import { createHash } from 'node:crypto';
import { themes, type ThemeName, type ThemeTokens } from './tokens.js';

/**
 * One sheet for all client pages: no animation, transition, shadow, gradient or image. The last block but four is the safety gate:
 * `:has()` reveals "When was this?" and swaps the page for the panel, in the loaded page, without script or network (ux.md P3).
 */
const base = `
*,::before{box-sizing:border-box;animation:none!important;transition:none!important}
body{margin:0 auto;max-width:34em;padding:16px;background:var(--bg);color:var(--text);font:18px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header,.line{display:flex;flex-wrap:wrap;gap:8px;align-items:center;justify-content:space-between}
h1{font-size:24px;line-height:1.3;font-weight:600;margin:16px 0}h2,legend,.q{font-size:20px;line-height:1.4;font-weight:600;margin:0;padding:0}main>h2,form>h2{margin:32px 0 16px}
p{margin:12px 0;max-width:60ch}.muted,footer,.hint{color:var(--muted);font-size:16px;line-height:1.5}.hint{margin:4px 0 8px}footer{margin-top:48px;border-top:1px solid var(--line);padding-top:12px}
a{color:var(--link)}header a,.tap,summary{display:inline-flex;align-items:center;min-height:48px;min-width:48px}summary{cursor:pointer;color:var(--link);padding:0 8px}
:focus-visible{outline:3px solid var(--focus);outline-offset:3px}h1:focus{outline:none}
fieldset{border:0;margin:0 0 32px;padding:0;min-width:0}.field{margin:0 0 32px}
.rows{display:grid;gap:8px;margin-top:8px}.row{display:grid;background:var(--surface);border-radius:8px}
.row>input,.row>span,.row>label,.cell>input,.cell>span{grid-area:1/1;margin:0}
.row>input,.cell>input{appearance:none;-webkit-appearance:none;width:100%;height:100%;min-height:48px;min-width:48px;border:2px solid var(--border);border-radius:8px;background:none;cursor:pointer}
.row>span,.row>label{position:relative;pointer-events:none;padding:9px 14px 9px 52px;padding-inline:52px 14px;min-height:48px}
.row>span::before,.row>label::before{content:"";position:absolute;inset-inline-start:14px;top:11px;width:24px;height:24px;border:2px solid var(--border);border-radius:50%;padding:4px;background-clip:content-box}
.row>[type=checkbox]+span::before,.row>[type=checkbox]+label::before{border-radius:4px}
.row>:checked,.cell>:checked{background:var(--sel)}.cell>:checked{border-color:var(--selText)}.row>:checked+span,.row>:checked+label,.cell>:checked+span{color:var(--selText)}
.row>:checked+span::before,.row>:checked+label::before{background-color:var(--selText);border-color:var(--selText)}
.grid{display:grid;grid-template-columns:repeat(4,minmax(48px,1fr));gap:8px;margin-top:8px}@media(min-width:360px){.grid{grid-template-columns:repeat(6,minmax(44px,1fr))}}
.cell{display:grid;background:var(--surface);border-radius:8px}.cell>span{pointer-events:none;place-self:center}.cell>:checked+span{font-weight:700;text-decoration:underline}
.ends{display:flex;justify-content:space-between;gap:16px}
input[type=text],textarea,input[type=email],input[type=tel],input[type=date]{font:inherit;color:var(--text);background:var(--surface);border:2px solid var(--border);border-radius:8px;padding:8px 12px;min-height:48px;max-width:100%}textarea{width:100%}.days{width:6em}
button,.button{font:inherit;font-weight:600;display:flex;align-items:center;justify-content:center;width:100%;min-height:48px;margin:0 0 12px;padding:8px 16px;border:2px solid var(--border);border-radius:8px;background:var(--btn);color:var(--btnText);cursor:pointer;text-decoration:none}
.quiet{background:var(--surface);color:var(--text);font-weight:400}
.notice,.problem{border:2px solid var(--border);border-radius:8px;background:var(--surface);padding:12px 16px;margin:0 0 24px}.problem{border-color:var(--danger)}.problem a{display:flex;align-items:center;min-height:48px}.problem ul{margin:0;padding:0;list-style:none}
.wrong{color:var(--danger);background:var(--bg);font-weight:600;margin:4px 0}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:8px 8px 8px 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}.scroll{overflow-x:auto}
dl{margin:0}dt{font-weight:600}dd{margin:0 0 12px}ul{padding-inline-start:24px}
figure{margin:0 0 32px}figure svg{display:block;width:100%;height:auto;direction:ltr}svg text{fill:var(--text);font-size:14px}svg .muted{fill:var(--muted)}svg .s1{fill:var(--s1);stroke:var(--s1)}svg .s2{fill:var(--s2);stroke:var(--s2)}svg .band{fill:var(--band)}svg .axis{stroke:var(--border);stroke-width:2}svg .span{stroke-width:2}
.large{font-size:22px}.large header{font-size:18px}.large button{min-height:64px;font-size:22px}
.when,.panel{display:none}.when fieldset{margin:0}.item>.when{grid-area:2/1}.tick:checked~.when{display:block;padding:8px 12px 12px 16px;padding-inline:16px 12px}
body:has(.tick:checked~.when .now:checked) .calm{display:none}body:has(.tick:checked~.when .now:checked) .panel{display:block}
.plain{list-style:none;padding:0}.month{table-layout:fixed}.month th,.month td{text-align:center;vertical-align:top;padding-inline:0}.month .date{display:block}.saving{min-height:29px;margin:0 0 12px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(prefers-contrast:more){html{--muted:var(--text);--border:var(--text)}}
@media(forced-colors:active){.row>:checked,.cell>:checked{forced-color-adjust:none;background:Highlight;border-color:Highlight}.row>:checked+span,.row>:checked+label,.cell>:checked+span{forced-color-adjust:none;color:HighlightText}.row>:checked+span::before,.row>:checked+label::before{background-color:HighlightText}svg .s1,svg .s2{fill:CanvasText;stroke:CanvasText}svg text{fill:CanvasText}}
@media print{html,body{background:#fff!important;color:#1A1A1A;max-width:none}header details,.back,form button,a.button{display:none}.plain{columns:2}.plain .tap{display:inline}}
`.replaceAll('\n', '');

const variables = (tokens: ThemeTokens): string => {
  const { scheme, ...colours } = tokens;
  const list = Object.entries(colours).map(([name, value]) => `--${name}:${value}`);
  return `html{background:${tokens.bg};color-scheme:${scheme};${list.join(';')}}`;
};

const names: readonly ThemeName[] = ['dim', 'rose', 'green', 'soft', 'light', 'dark'];
const sheets: Readonly<Record<ThemeName, string>> = {
  dim: variables(themes.dim) + base,
  rose: variables(themes.rose) + base,
  green: variables(themes.green) + base,
  soft: variables(themes.soft) + base,
  light: variables(themes.light) + base,
  dark: variables(themes.dark) + base,
};

/** The whole style sheet of a theme; the background comes first, so that no white page is ever painted. */
export const styleOf = (theme: ThemeName): string => sheets[theme];

/** Content-Security-Policy sources of the inline sheets: nothing else may style a page. */
export const styleHashes: readonly string[] = names.map(
  (name) => `'sha256-${createHash('sha256').update(sheets[name]).digest('base64')}'`,
);

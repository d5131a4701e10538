import { createHash } from 'node:crypto';

/**
 * The one script of the client pages, as text because nothing else here knows a DOM. Without it every button works as well.
 * It saves each answer 400 ms after a change, keeps unsent answers in `sessionStorage`, clears "None of these" conflicts
 * and moves the focus to new panels (ux.md 3.0). All words and addresses come from the page.
 */
const source = `
const AFTER_CHANGE = 400;
const FIRST_RETRY = 5000;
const LAST_RETRY = 60000;
const PREFIX = 'form:';

const attempt = (work) => {
  try {
    return work();
  } catch {
    return undefined; // storage may be off, full or written by somebody else
  }
};
const read = (key) => attempt(() => JSON.parse(sessionStorage.getItem(key)));
const write = (key, value) => attempt(() => sessionStorage.setItem(key, JSON.stringify(value)));
const forget = (key) => attempt(() => sessionStorage.removeItem(key));

/** Once another page of the form is there, what was sent has arrived. */
const forgetSent = (own) => {
  for (const key of attempt(() => Object.keys(sessionStorage)) ?? [])
    if (key.startsWith(PREFIX) && key !== own && read(key)?.sent) forget(key);
};

const isTicked = (field) => field.type === 'radio' || field.type === 'checkbox';
const isTyped = (field) => field.name && !['hidden', 'submit', 'reset', 'button'].includes(field.type);

const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => form.elements[name]?.type !== 'hidden');

const fill = (form, fields) => {
  for (const field of [...form.elements].filter(isTyped)) {
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isTicked(field)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? '';
  }
};

/** "None of these" and the others exclude each other; the last tap counts. */
const exclude = (form, box) => {
  if (box.type !== 'checkbox' || !box.checked) return;
  const isNone = (field) => field.hasAttribute('data-none');
  for (const other of form.elements)
    if (other.name === box.name && other !== box && isNone(other) !== isNone(box)) other.checked = false;
};

const saver = (form, status) => {
  const { save, base, saving, saved, waiting } = { ...form.dataset, ...status.dataset };
  const key = PREFIX + new URL(form.action).pathname;
  let timer;
  let running;
  let isChanged = false;
  let isLeft = false;
  let pause = FIRST_RETRY;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  };
  const post = async (signal) => {
    const body = new URLSearchParams([...fieldsOf(form), ['base', base]]);
    const answer = await fetch(save, { method: 'POST', body, keepalive: true, signal });
    if (answer.status >= 500 || answer.status === 429) throw new Error('try again');
    return answer;
  };
  const settle = async (answer) => {
    // A later change is on its way by itself; and what was not taken stays with the page.
    if (answer.ok && !isChanged) forget(key);
    say(answer.ok ? saved.replace('{time}', (await answer.json()).at) : '');
    // Answered elsewhere, or closed: the next page says so.
    if (answer.status !== 422 && !answer.ok) isLeft = true;
    pause = FIRST_RETRY;
  };
  const send = async () => {
    clearTimeout(timer);
    if (running || isLeft) return;
    const own = new AbortController();
    running = own;
    isChanged = false;
    say(saving);
    try {
      await settle(await post(own.signal));
    } catch {
      if (running === own && !isLeft) {
        say(waiting);
        later(pause);
        pause = Math.min(pause * 2, LAST_RETRY);
      }
    }
    if (running !== own) return;
    running = undefined;
    if (isChanged) later(AFTER_CHANGE);
  };
  // Does not wait for what is on its way, which says less. If the page lives on, the same goes once more,
  // because two at once may arrive in any order.
  const hurry = () => {
    const isSecond = running !== undefined;
    running?.abort();
    running = undefined;
    send();
    isChanged = isSecond;
  };
  const changed = () => {
    isChanged = true;
    write(key, { fields: fieldsOf(form) });
    if (!running) later(AFTER_CHANGE);
  };

  const kept = read(key);
  if (Array.isArray(kept?.fields)) {
    fill(form, kept.fields);
    changed();
  }
  addEventListener('online', () => read(key) && send());
  // Whoever closes the page at once has still answered.
  document.addEventListener('visibilitychange', () => document.hidden && isChanged && !isLeft && hurry());
  addEventListener('pageshow', (event) => {
    if (event.persisted) isLeft = false;
  });
  form.addEventListener('submit', () => {
    isLeft = true;
    clearTimeout(timer);
    running?.abort();
    write(key, { fields: fieldsOf(form), sent: true });
  });
  return { key, changed };
};

const watchPanel = (form) => {
  const panel = form.querySelector('.panel');
  const isOpen = () => panel !== null && getComputedStyle(panel).display !== 'none';
  let wasOpen = false;
  return (target) => {
    const opens = isOpen() && !wasOpen;
    const closes = wasOpen && !isOpen();
    wasOpen = isOpen();
    if (opens) panel.querySelector('h1').focus();
    if (closes) (target ?? form.querySelector('.tick')).focus();
  };
};

const form = document.querySelector('form[data-save]');
if (form === null) forgetSent();
else {
  const { key, changed } = saver(form, document.querySelector('[data-saved]'));
  const look = watchPanel(form);
  forgetSent(key);
  look();
  form.addEventListener('input', ({ target }) => {
    exclude(form, target);
    changed();
    look(target);
  });
  form.addEventListener('reset', () =>
    setTimeout(() => {
      changed();
      look();
    }),
  );
}
document.querySelector('.problem')?.focus();
`
  .trimStart()
  .replaceAll(/^ *(\/\/|\/\*\*).*\n/gmu, '')
  .replaceAll(/^ +/gmu, '');

const hash = createHash('sha256').update(source).digest('hex').slice(0, 12);

/** The client pages' script: a new text has a new name, so browsers may keep it for good. */
export const formModule: {
  readonly file: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
} = {
  file: `form-${hash}.js`,
  text: source,
  headers: {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  },
};

import { useState } from 'preact/hooks';

const KEY = 'aftercare.theme';
type Choice = 'light' | 'dark' | 'device';
const CHOICES: readonly (readonly [Choice, string])[] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['device', 'As the device'],
];

const stored = (): Choice => {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'device';
};

/** Puts the chosen colours on the page; at the start and when device or choice change. */
export const applyTheme = (): void => {
  const choice = stored();
  const isDark = choice === 'dark' || (choice === 'device' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
};

export const ThemeChoice = () => {
  const [choice, setChoice] = useState(stored);
  const choose = (next: Choice) => {
    localStorage.setItem(KEY, next);
    applyTheme();
    setChoice(next);
  };
  return (
    <div role="group" aria-label="Colours">
      {CHOICES.map(([value, label]) => (
        <button key={value} type="button" aria-pressed={choice === value} onClick={() => choose(value)}>
          {label}
        </button>
      ))}
    </div>
  );
};

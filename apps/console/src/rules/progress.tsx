import type { Rules } from '../api/answers.js';
import { headingOf, progressTexts } from './figures.js';

/** How far the newest change has come, and whether it did what was shown before. */
export const Progress = ({ replanning }: Pick<Rules, 'replanning'>) =>
  replanning === null ? null : (
    <section aria-labelledby="progress-h">
      <h2 id="progress-h">{headingOf(replanning)}</h2>
      <div role="status">
        {progressTexts(replanning).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </section>
  );

import { acceptsIn, themeIn } from '@aftercare/pages';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { rawValues, type RawForm, type SafetyLevel } from '../../../instruments/application/instruments.js';
import type { SaveOutcome } from '../../application/go-on.js';
import { SavePart } from '../../application/save-part.js';
import { FormPages, type Reply } from './form-pages.js';
import { pathTo } from './page-frame.js';
import { PageSettings } from './page-settings.js';
import { partPage } from './part-page.js';
import { browserFor, browserIn } from './replies.js';

export interface PostedPart {
  readonly token: string;
  readonly part: string;
  readonly raw: RawForm;
  readonly request: Request;
  readonly response: Response;
}

const afterwards = (token: string, next: string | undefined, level: SafetyLevel | undefined): string => {
  if (next !== undefined) return pathTo(token, next);
  return level === 'U' || level === 'R' ? pathTo(token, `help/${level.toLowerCase()}`) : pathTo(token, 'end');
};

/** Turns a posted part into the next address, or into the same page with what is wrong. */
@Injectable()
export class PartPoster {
  constructor(
    private readonly pages: FormPages,
    private readonly savePart: SavePart,
    private readonly settings: PageSettings,
  ) {}

  async post({ token, part, raw, request, response }: PostedPart): Promise<Reply> {
    const browser = browserFor(request, response, this.settings.secureCookies);
    const confirmed = rawValues(raw, 'confirmed').includes('yes');
    const outcome = await this.savePart.execute({ token, part, raw, browser, confirmed });
    if (outcome.kind === 'saved') return { goTo: afterwards(token, outcome.next, outcome.level) };
    if (outcome.kind === 'unknown')
      return this.pages.unknown({ token, theme: themeIn(request), accepts: acceptsIn(request), browser });
    if (outcome.kind === 'elsewhere') return { goTo: pathTo(token) };
    return { html: this.again({ outcome, token, part, raw, request }), status: 422 };
  }

  private again(view: {
    readonly outcome: Extract<SaveOutcome, { form: unknown }>;
    readonly token: string;
    readonly part: string;
    readonly raw: RawForm;
    readonly request: Request;
  }): string {
    const { outcome, token, part, raw, request } = view;
    return partPage({
      survey: outcome.form.survey,
      token,
      theme: themeIn(request),
      accepts: acceptsIn(request),
      form: outcome.form,
      part,
      shown: raw,
      isResumed: browserIn(request) === undefined && outcome.form.saved.size > 0,
      ...(outcome.kind === 'problems' ? { problems: outcome.problems } : { sentence: outcome.sentence }),
    });
  }
}

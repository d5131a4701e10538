import { utcOf } from '@aftercare/kernel';
import { Director, HttpProcess } from '@aftercare/testing';
import type { DemoConfig } from '../config.js';
import { Agenda } from './domain/agenda.js';
import { DEMO_CLINICS } from './domain/clinics.js';
import { Dice } from './domain/dice.js';
import { OutsideWorld } from './http/outside-world.js';
import { StaffSession } from './http/staff-session.js';
import { endDay, FIRST_DAY, lastVisitDay } from './options.js';
import { Community } from './play/community.js';
import { Play } from './play/play.js';
import { Progress } from './play/progress.js';
import { RecordKeeper } from './play/record-keeper.js';
import type { Run } from './play/run.js';
import { finish } from './finish.js';
import type { DemoSetting } from './setting.js';

/** About a third of the first clients stand in the calendar that the clinic brings along. */
const IMPORTED_SHARE = 1 / 3;
const MOST_ARRIVAL_DAYS = 25;

const processesOf = (config: DemoConfig): readonly HttpProcess[] => [
  new HttpProcess('scheduling', config.SCHEDULING_URL),
  new HttpProcess('notifications', config.NOTIFICATIONS_URL),
  new HttpProcess('outcomes', config.OUTCOMES_URL),
  new HttpProcess('gateway', config.GATEWAY_URL),
  new HttpProcess('sandbox', config.SANDBOX_URL),
];

const runOf = ({ config, options, machine }: DemoSetting, now: () => Date): Run => {
  const startsAt = config.CLOCK_START ?? utcOf({ date: FIRST_DAY, time: '00:00' }, 'Australia/Sydney');
  return {
    publicUrl: config.PUBLIC_URL,
    world: new OutsideWorld(config.SANDBOX_URL),
    agenda: new Agenda(startsAt),
    keeper: new RecordKeeper(),
    machine,
    now,
    days: { first: FIRST_DAY, last: lastVisitDay(options) },
    until: utcOf({ date: endDay(options), time: '00:00' }, 'America/New_York'),
  };
};

const communitiesOf = ({ config, options }: DemoSetting, run: Run): readonly Community[] =>
  DEMO_CLINICS.slice(0, options.clinics).map((clinic) => {
    const staff = new StaffSession(config.PUBLIC_URL, clinic.ownerEmail, run.world, run.machine);
    const size = {
      clients: options.clientsPerClinic,
      imported: Math.floor(options.clientsPerClinic * IMPORTED_SHARE),
      arrivalDays: Math.min(MOST_ARRIVAL_DAYS, Math.floor(options.days / 3)),
    };
    return new Community(clinic, staff, size, new Dice(`${options.seed}/${clinic.clinicId}`), run);
  });

/** Plays the weeks, prints the summary, writes the records; the result is the exit code. */
export const playDemo = async (setting: DemoSetting): Promise<number> => {
  let now = new Date(0);
  const run = runOf(setting, () => now);
  const communities = communitiesOf(setting, run);
  const codes = setting.config.SETUP_CODES.split(',');
  communities.forEach((community, index) => community.plan(codes[index] ?? ''));
  const director = new Director(processesOf(setting.config));
  const progress = new Progress(run.agenda.startedAt, run.until, setting.output);
  const play = new Play(run, director, communities, progress, (instant) => {
    now = instant;
  });
  const began = setting.machine.nowMs();
  await play.toTheEnd();
  const timings = { ...director.timings, totalMs: setting.machine.nowMs() - began };
  const code = await finish(setting, { run, communities, timings });
  if (!setting.options.headless) await director.release();
  return code;
};

import {
  diaryRecordedV1,
  flagClearedV1,
  flagRaisedV1,
  surveyAnsweredV1,
  surveyDeferredV1,
  surveyExpiredV1,
  surveyLinkRequestedV1,
  surveyPlannedV1,
  surveyShortenedV1,
  surveyWithdrawnV1,
  wishChangedV1,
} from '@aftercare/contracts';
import type { Booking, Survey, SurveyTimes } from './facts.js';
import { nameOf } from './facts.js';
import { HOUR_MS } from './outside.js';
import type { Outside } from './outside.js';

const timesAfter = (ms: number, instrument: string): SurveyTimes => ({
  inviteAt: new Date(ms + 24 * HOUR_MS),
  remindAt: new Date(ms + 48 * HOUR_MS),
  ...(instrument === 'follow-up@1' ? { remindAgainAt: new Date(ms + 72 * HOUR_MS) } : {}),
  closesAt: new Date(ms + 96 * HOUR_MS),
});

/** Outcomes: forms after visits, what people do with them, and flags. */
export class Forms {
  private count = 0;

  constructor(
    private readonly outside: Outside,
    private readonly regret: (client: Pick<Survey, 'clinicId' | 'clientRef'>) => void,
  ) {}

  plan({ clinicId, clientRef, endsAt, bookingId }: Booking): void {
    const { facts, random } = this.outside;
    const client = { clinicId, clientRef };
    this.count += 1;
    const surveyId = `form-${this.count}`;
    const instrument = random.chance(0.5) ? 'post-session@1' : 'follow-up@1';
    const nextVisit = instrument === 'follow-up@1' ? this.nextVisitOf(client) : undefined;
    const times = timesAfter(nextVisit ?? endsAt.getTime(), instrument);
    const head = { surveyId, clinicId, clientRef, version: 0, generation: 0, instrument, state: 'planned' as const };
    facts.surveys.set(surveyId, { ...head, times, told: [] });
    this.replan(surveyId, times, bookingId);
    this.live(surveyId, { clinicId, clientRef, endsAt, bookingId });
  }

  private live(surveyId: string, visit: Pick<Booking, 'clinicId' | 'clientRef' | 'endsAt' | 'bookingId'>): void {
    const { random } = this.outside;
    const { endsAt, bookingId, ...client } = visit;
    // A correction of the session moves the form.
    if (random.chance(0.2))
      this.within(2, 23, () =>
        this.replan(
          surveyId,
          timesAfter(
            endsAt.getTime() + random.between(1, 30) * HOUR_MS,
            this.outside.facts.surveys.get(surveyId)?.instrument ?? '',
          ),
          bookingId,
        ),
      );
    if (random.chance(0.45)) this.collide(client, [20, 90], () => this.end(surveyId, 'answered'));
    if (random.chance(0.1)) this.collide(client, [1, 60], () => this.end(surveyId, 'withdrawn'));
    if (random.chance(0.25)) this.collide(client, [20, 60], () => this.defer(surveyId));
    if (random.chance(0.15)) this.collide(client, [20, 60], () => this.shorten(surveyId));
    if (random.chance(0.2)) this.collide(client, [20, 60], () => this.writeDay(client));
    if (random.chance(0.15)) this.within(25, 90, () => this.askForLink(surveyId));
    if (random.chance(0.3)) this.within(25, 60, () => this.wish(surveyId));
    if (random.chance(0.2)) this.collide(client, [10, 60], () => this.raise(client));
    this.within(140, 140, () => this.end(surveyId, 'expired'));
  }

  /** Many forms are asked on a day before the next visit: hours around a reminder of that visit, less a day. */
  private nextVisitOf(client: Pick<Survey, 'clinicId' | 'clientRef'>): number | undefined {
    const { facts, clock, random } = this.outside;
    const starts = [...facts.bookings.values()]
      .filter((one) => nameOf(one) === nameOf(client) && one.status === 'booked')
      .map(({ startsAt }) => startsAt.getTime() - random.pick([48, 96]) * HOUR_MS + random.between(-240, 240) * 60_000);
    return starts.find((ms) => ms > clock.ms);
  }

  private collide(
    client: Pick<Survey, 'clinicId' | 'clientRef'>,
    hours: readonly [number, number],
    act: () => void,
  ): void {
    this.within(...hours, () => this.outside.atBadMoment(client, act));
  }

  private within(fromHours: number, toHours: number, act: () => void): void {
    const { agenda, clock, random } = this.outside;
    agenda.at(new Date(clock.ms + random.between(fromHours * 60, toHours * 60) * 60_000), act);
  }

  private replan(surveyId: string, times: SurveyTimes, bookingId: string): void {
    this.change(surveyId, (survey) => {
      const { clientRef, generation, instrument } = survey;
      const version = survey.version + 1;
      const eventId = this.outside.teller.tell(surveyPlannedV1, survey.clinicId, {
        ...{
          surveyId,
          clientRef,
          version,
          instrument,
          generation,
          sessionId: `session-of-${bookingId}`,
        },
        inviteAt: times.inviteAt.toISOString(),
        remindAt: times.remindAt.toISOString(),
        ...(times.remindAgainAt === undefined ? {} : { remindAgainAt: times.remindAgainAt.toISOString() }),
        closesAt: times.closesAt.toISOString(),
      });
      return { ...survey, version, times, told: [...survey.told, { eventId, plan: times }] };
    });
  }

  private end(surveyId: string, state: 'answered' | 'withdrawn' | 'expired'): void {
    this.change(surveyId, (survey) => {
      const { teller, clock } = this.outside;
      const { clinicId, clientRef, instrument } = survey;
      const version = survey.version + 1;
      const head = { surveyId, clientRef, version };
      const at = clock.now().toISOString();
      if (state === 'answered') teller.tell(surveyAnsweredV1, clinicId, { ...head, instrument, answeredAt: at });
      else if (state === 'withdrawn') teller.tell(surveyWithdrawnV1, clinicId, { ...head, reason: 'SESSION_MISSED' });
      else teller.tell(surveyExpiredV1, clinicId, { ...head, at });
      return { ...survey, version, state };
    });
  }

  private defer(surveyId: string): void {
    this.change(surveyId, (survey) => {
      const { teller, clock, facts } = this.outside;
      const version = survey.version + 1;
      const { clientRef, clinicId, times } = survey;
      const at = clock.now();
      const closesAt = times.closesAt.toISOString();
      const eventId = teller.tell(surveyDeferredV1, clinicId, {
        surveyId,
        clientRef,
        version,
        at: at.toISOString(),
        closesAt,
      });
      facts.deferrals.set(nameOf(survey), [...(facts.deferrals.get(nameOf(survey)) ?? []), { eventId, plan: at }]);
      return { ...survey, version };
    });
  }

  /** Not well today: the form is answered in short, everything else waits for a better day. */
  private shorten(surveyId: string): void {
    this.change(surveyId, (survey) => {
      const { teller, clock, facts } = this.outside;
      const { clientRef, clinicId } = survey;
      const at = clock.now();
      const eventId = teller.tell(surveyShortenedV1, clinicId, { surveyId, clientRef, at: at.toISOString() });
      facts.deferrals.set(nameOf(survey), [...(facts.deferrals.get(nameOf(survey)) ?? []), { eventId, plan: at }]);
      return survey;
    });
  }

  /** A day of the diary: one in two says that today is no day for anything else. */
  private writeDay(client: Pick<Survey, 'clinicId' | 'clientRef'>): void {
    const { teller, clock, facts, random } = this.outside;
    const { clientRef, clinicId } = client;
    const at = clock.now();
    const notToday = random.chance(0.5);
    const day = { clientRef, date: at.toISOString().slice(0, 10), version: 1, at: at.toISOString(), notToday };
    const eventId = teller.tell(diaryRecordedV1, clinicId, day);
    if (notToday)
      facts.deferrals.set(nameOf(client), [...(facts.deferrals.get(nameOf(client)) ?? []), { eventId, plan: at }]);
  }

  private askForLink(surveyId: string): void {
    this.change(surveyId, (survey) => {
      const generation = survey.generation + 1;
      const { clientRef, clinicId } = survey;
      const requestedAt = this.outside.clock.now().toISOString();
      this.outside.teller.tell(surveyLinkRequestedV1, clinicId, { surveyId, clientRef, generation, requestedAt });
      return { ...survey, generation };
    });
  }

  private wish(surveyId: string): void {
    this.change(surveyId, (survey) => {
      const at = this.outside.clock.now().toISOString();
      const { clientRef, clinicId } = survey;
      this.outside.teller.tell(wishChangedV1, clinicId, { surveyId, clientRef, wish: 'stop', at });
      if (this.outside.random.chance(0.8)) this.within(1, 10, () => this.regret(survey));
      return survey;
    });
  }

  private raise(client: { readonly clinicId: string; readonly clientRef: string }): void {
    const { teller, clock, facts } = this.outside;
    const flagId = `flag-${(this.count += 1)}`;
    const head = { flagId, clientRef: client.clientRef };
    const raised = teller.tell(flagRaisedV1, client.clinicId, { ...head, level: 'U', at: clock.now().toISOString() });
    const flag = { flagId, raised };
    facts.flags.set(nameOf(client), [...(facts.flags.get(nameOf(client)) ?? []), flag]);
    this.within(5, 70, () => {
      const at = clock.now().toISOString();
      Object.assign(flag, { cleared: teller.tell(flagClearedV1, client.clinicId, { ...head, at }) });
    });
  }

  private change(surveyId: string, to: (survey: Survey) => Survey): void {
    const { surveys } = this.outside.facts;
    const survey = surveys.get(surveyId);
    if (survey?.state === 'planned') surveys.set(surveyId, to(survey));
  }
}

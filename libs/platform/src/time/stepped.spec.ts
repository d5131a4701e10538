import { Activity, Clock, DueWork } from '@aftercare/kernel';
import { Controller, Get, Inject, Injectable, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Server } from 'node:http';
import request from 'supertest';
import { Open } from '../identity/access.js';
import { PlatformModule } from '../platform.module.js';
import { aConfig } from '../testing/platform-settings.js';
import { startApp } from '../testing/start-app.js';
import type { Quiescence } from './quiescence.js';

const START = new Date('2027-03-01T08:00:00Z');

@Injectable()
class Bells extends DueWork {
  override readonly name = 'bells';
  override readonly pollMs = 5;
  due = [new Date('2027-03-01T09:00:00Z'), new Date('2027-03-01T10:00:00Z')];
  readonly rung: string[] = [];
  failNext = false;
  /** Undefined: it does not count. */
  hung: number | undefined;

  constructor(@Inject(Activity) private readonly activity: Activity) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    if (this.failNext) {
      this.failNext = false;
      throw new Error('the store is away');
    }
    for (const instant of this.due.filter((each) => each <= now)) this.rung.push(instant.toISOString());
    this.due = this.due.filter((each) => each > now);
  }

  override async nextAt(): Promise<Date | undefined> {
    return this.due[0];
  }

  override get changes(): number | undefined {
    return this.hung;
  }

  begin(): () => void {
    return this.activity.begin('job');
  }
}

@Controller('time')
class TimeController {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  @Open()
  @Get()
  now(): object {
    return { now: this.clock.now().toISOString() };
  }
}

@Module({
  imports: [PlatformModule.forRoot({ service: 'bells', config: aConfig({ CLOCK: 'stepped', CLOCK_START: START }) })],
  controllers: [TimeController],
  providers: [Bells],
})
class BellsModule {}

describe('a process under the stepped clock', () => {
  let app: INestApplication<Server>;

  beforeEach(async () => {
    app = await startApp(BellsModule);
  });
  afterEach(() => app.close());

  const post = async (what: string, now: string, wait?: number): Promise<Quiescence & { status: number }> => {
    const response = await request(app.getHttpServer()).post(`/internal/clock/${what}`).send({ now, wait });
    return response.body as Quiescence & { status: number };
  };
  const look = async (wait = 0): Promise<Quiescence> =>
    (await request(app.getHttpServer()).get(`/internal/quiescence?wait=${wait}`)).body as Quiescence;

  it('stands still until it is stepped', async () => {
    expect(await look()).toMatchObject({
      service: 'bells',
      now: START.toISOString(),
      nextAt: '2027-03-01T09:00:00.000Z',
      busy: 0,
    });
    await post('set', '2027-03-01T09:00:00Z');
    expect((await request(app.getHttpServer()).get('/time')).body).toEqual({ now: '2027-03-01T09:00:00.000Z' });
    expect(app.get(Bells).rung).toEqual([]);
  });

  it('fires what is due and tells what comes next', async () => {
    expect(await post('fire', '2027-03-01T09:00:00Z')).toMatchObject({
      nextAt: '2027-03-01T10:00:00.000Z',
      failed: [],
      busy: 0,
    });
    expect(app.get(Bells).rung).toEqual(['2027-03-01T09:00:00.000Z']);
    expect(await post('fire', '2027-03-01T11:00:00Z')).toMatchObject({ nextAt: null });
  });

  it('does not ask its stores while nothing has begun and nothing is due, and asks again after work', async () => {
    const bells = app.get(Bells);
    await post('fire', '2027-03-01T08:10:00Z');
    const fire = jest.spyOn(bells, 'fire');
    const nextAt = jest.spyOn(bells, 'nextAt');
    await post('fire', '2027-03-01T08:20:00Z');
    await look();
    expect([fire.mock.calls.length, nextAt.mock.calls.length]).toEqual([0, 0]);
    bells.due = [new Date('2027-03-01T08:30:00Z'), ...bells.due];
    bells.begin()();
    expect(await look()).toMatchObject({ nextAt: '2027-03-01T08:30:00.000Z' });
    await post('fire', '2027-03-01T08:30:00Z');
    expect(bells.rung).toEqual(['2027-03-01T08:30:00.000Z']);
  });

  it('does not ask work again that counts its changes and changed nothing, whatever else went on', async () => {
    const bells = app.get(Bells);
    bells.hung = 1;
    expect(await look()).toMatchObject({ nextAt: '2027-03-01T09:00:00.000Z' });
    const nextAt = jest.spyOn(bells, 'nextAt');
    bells.begin()();
    expect(await look()).toMatchObject({ nextAt: '2027-03-01T09:00:00.000Z' });
    expect(nextAt).not.toHaveBeenCalled();
    const end = bells.begin();
    bells.hung = 2;
    await look();
    bells.due = [new Date('2027-03-01T08:30:00Z'), ...bells.due];
    end();
    expect(await look()).toMatchObject({ nextAt: '2027-03-01T08:30:00.000Z' });
  });

  it('asks work again that was fired in vain: another process was quicker', async () => {
    const bells = app.get(Bells);
    bells.hung = 1;
    expect(await look()).toMatchObject({ nextAt: '2027-03-01T09:00:00.000Z' });
    bells.due = [new Date('2027-03-01T10:00:00Z')];
    expect(await post('fire', '2027-03-01T09:00:00Z')).toMatchObject({ nextAt: '2027-03-01T10:00:00.000Z' });
    expect(bells.rung).toEqual([]);
  });

  it('tells which work failed, so that it is fired again', async () => {
    app.get(Bells).failNext = true;
    expect(await post('fire', '2027-03-01T09:00:00Z')).toMatchObject({
      failed: ['bells'],
      nextAt: '2027-03-01T09:00:00.000Z',
    });
    expect(await post('fire', '2027-03-01T09:00:00Z')).toMatchObject({ failed: [] });
  });

  it('says that it is busy while work goes on, and waits for its end when asked', async () => {
    const end = app.get(Bells).begin();
    expect(await look()).toMatchObject({ busy: 1, working: { job: 1 } });
    const waiting = look(5000);
    end();
    expect(await waiting).toMatchObject({ busy: 0 });
  });

  it('never goes back', async () => {
    await post('set', '2027-03-01T09:00:00Z');
    expect(await post('set', '2027-03-01T08:59:00Z')).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
  });

  it('refuses what is no instant', async () => {
    expect(await post('set', 'tomorrow')).toMatchObject({
      status: 400,
      fields: [expect.objectContaining({ field: 'now' })],
    });
  });

  it('refuses an order that is no JSON, is broken or is far too long', async () => {
    const set = () => request(app.getHttpServer()).post('/internal/clock/set');
    const order = JSON.stringify({ now: '2027-03-01T09:00:00Z' });
    expect((await set().type('text/plain').send(order)).body).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    expect((await set().type('json').send('{"now":')).body).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST' });
    const long = await set().send({ now: ' '.repeat(2000) });
    expect(long.body).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    expect(await look()).toMatchObject({ now: START.toISOString() });
  });

  it('answers the director in front of the edge, and leaves every other address to it', async () => {
    const answer = await request(app.getHttpServer()).get('/internal/quiescence');
    expect([answer.headers['etag'], answer.headers['x-request-id']]).toEqual([undefined, undefined]);
    const other = await request(app.getHttpServer()).get('/internal/clock/set');
    expect(other.body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await request(app.getHttpServer()).get('/internal/quiescence?wait=soon')).status).toBe(400);
  });

  it('lets time run by itself once released', async () => {
    await post('release', '2027-03-01T09:00:00Z');
    await new Promise((resolve) => setImmediate(resolve));
    expect(app.get(Bells).rung).toEqual(['2027-03-01T09:00:00.000Z']);
    expect(Date.parse((await look()).now)).toBeGreaterThanOrEqual(Date.parse('2027-03-01T09:00:00Z'));
  });

  it('is refused in production', () => {
    const config = aConfig({ CLOCK: 'stepped', CLOCK_START: START, NODE_ENV: 'production' });
    const make = (): Promise<unknown> =>
      Test.createTestingModule({ imports: [PlatformModule.forRoot({ service: 'bells', config })] }).compile();
    return expect(make()).rejects.toThrow('refused with NODE_ENV=production');
  });
});

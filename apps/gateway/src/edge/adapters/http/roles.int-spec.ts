import { TestGateway } from '../../../testing/start-gateway.js';
import type { Browser } from '../../../testing/start-gateway.js';
import type { AccountRole } from '../../../accounts/application/ports.js';

// The machine may be busy with other suites.
jest.setTimeout(30_000);

const ROLES: readonly AccountRole[] = ['owner', 'manager', 'practitioner', 'front-desk', 'integrator'];

let gateway: TestGateway;
const browsers = new Map<string, Browser>();
beforeAll(async () => {
  gateway = await TestGateway.start();
  const { clinicId } = await gateway.firstOwner('code-elm', 'elm@example.org');
  for (const role of ROLES) {
    const email = `${role}@example.org`;
    await gateway.addColleague(clinicId, email, [role]);
    browsers.set(role, await gateway.signIn(email));
  }
});
afterAll(() => gateway.stop());

/** What may be read by whom: every such route of the gateway's own, and one of each service. */
const MATRIX: readonly (readonly [string, readonly AccountRole[]])[] = [
  ['/api/me', ROLES],
  ['/api/audit', ['owner']],
  ['/api/audit/check', ['owner']],
  // What a role may do behind these is the service's own matrix; the gateway says who it is.
  ['/api/scheduling/v1/clinic', ROLES],
  ['/api/notifications/v1/reminders', ROLES],
  ['/api/outcomes/v1/reports/first', ROLES],
];

const cases = MATRIX.flatMap(([path, allowed]) =>
  ROLES.map((role) => ({ path, role, expected: allowed.includes(role) ? 200 : 403 })),
);

describe('the role matrix', () => {
  it.each(cases)('$path answers $role with $expected', async ({ path, role, expected }) => {
    const answer = await gateway.http.get(path).set('cookie', browsers.get(role)?.cookie ?? '');
    expect(answer.status).toBe(expected);
  });

  it.each(MATRIX)('%s answers nobody in particular with 401', async (path) => {
    expect((await gateway.http.get(path)).status).toBe(401);
  });

  it('shows an owner the audit log of the own clinic only', async () => {
    await gateway.firstOwner('code-oak', 'oak@example.org');
    const oak = await gateway.signIn('oak@example.org');
    const answer = await gateway.http.get('/api/audit').set('cookie', oak.cookie).expect(200);
    expect((answer.body as { items: { action: string }[] }).items.map((item) => item.action)).toEqual([
      'sign-in',
      'first-owner',
    ]);
  });
});

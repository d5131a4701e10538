import { FakeNotifications } from '../../src/client-sign-in/testing/fake-notifications.js';
import { Visitor } from '../../src/client-sign-in/testing/visitor.js';
import { TestGateway } from '../../src/testing/start-gateway.js';

/** A visitor with a phone, the gateway, and notifications that know links. */
export interface PersonalWorld {
  readonly gateway: TestGateway;
  readonly visitor: Visitor;
  readonly notifications: FakeNotifications;
}

/** One gateway for a whole file of tests; each test begins with notifications that know no link yet. */
export const personalWorld = (): (() => PersonalWorld) => {
  let gateway: TestGateway;
  let notifications: FakeNotifications;
  // The machine may be busy with other suites.
  jest.setTimeout(30_000);
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  beforeEach(() => {
    notifications = new FakeNotifications(gateway.upstreams.notifications);
  });
  afterAll(() => gateway.stop());
  return () => ({ gateway, notifications, visitor: new Visitor(gateway) });
};

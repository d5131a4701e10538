import type { MachineTime } from '@aftercare/kernel';
import { jwtVerify, SignJWT } from 'jose';
import { callerClaims } from './caller.js';
import type { ServiceCaller, StaffCaller } from './caller.js';
import { NotSignedInError } from './identity-errors.js';

/** Long enough for one forwarded call with retries, too short to be worth stealing. */
const LIFE_SECONDS = 60;
/** Machines of one installation may disagree by this much. */
const TOLERANCE_SECONDS = 5;
const ISSUER = 'aftercare';

/** Short-lived signed tokens that travel with every forwarded call and every look-up. Their life is machine time. */
export class InternalTokens {
  private readonly key: Uint8Array;

  constructor(
    secret: string,
    /** Tokens are verified only when they are meant for this service. */
    private readonly self: string,
    private readonly machine: MachineTime,
  ) {
    this.key = new TextEncoder().encode(secret);
  }

  /** A token for one call to `audience` (a service's name). */
  sign(caller: StaffCaller | ServiceCaller, audience: string): Promise<string> {
    const now = Math.floor(this.machine.nowMs() / 1000);
    return new SignJWT({ ...caller })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFE_SECONDS)
      .sign(this.key);
  }

  /** Throws NOT_SIGNED_IN for anything that is not a living token of ours for this service. */
  async verify(token: string): Promise<StaffCaller | ServiceCaller> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: this.self,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(this.machine.nowMs()),
      });
      return callerClaims.parse(payload);
    } catch (cause) {
      throw new NotSignedInError('the token is not valid here', { cause });
    }
  }
}

import type { MachineTime } from '@aftercare/kernel';
import { jwtVerify, SignJWT } from 'jose';
import { callerClaims } from './caller.js';
import type { KnownCaller } from './caller.js';
import { NotSignedInError } from './identity-errors.js';

/** Long enough for one forwarded call with retries, too short to be worth stealing. */
const LIFE_SECONDS = 60;
/** Machines of one installation may disagree by this much. */
const TOLERANCE_SECONDS = 5;
const ISSUER = 'aftercare';
/** A signed token is handed out again this long; it then still has the other half of its life before it. */
const REUSE_SECONDS = LIFE_SECONDS / 2;
/** Living tokens that are remembered, signed and verified ones each; the oldest goes first. */
const MOST_REMEMBERED = 1000;

interface Signed {
  readonly token: string;
  readonly signedAt: number;
}

interface Verified {
  readonly caller: KnownCaller;
  readonly expiresAt: number;
}

const remember = <T>(memory: Map<string, T>, key: string, value: T): void => {
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > MOST_REMEMBERED && oldest !== undefined) memory.delete(oldest);
};

/**
 * Short-lived signed tokens that travel with every forwarded call and every look-up. Their life is the machine's wall time:
 * who verifies one may have started before the machine slept, and who signed it after.
 *
 * Signing and verifying cost more than much of the work behind them, so both remember their results. That gives nobody more:
 * a token that is handed out again says who calls whom and nothing about one call, so that two signed in the same second are
 * the same text anyhow, and none lives longer than before. A verified one is found again only by its whole text, signature
 * included; key, issuer and audience are the same for all looks of a process, and the one thing that changes with time, its
 * end, is compared at each use. What was refused is never remembered. Each caller (clinic, roles) has tokens of its own.
 */
export class InternalTokens {
  private readonly key: Uint8Array;
  private readonly signed = new Map<string, Signed>();
  private readonly verified = new Map<string, Verified>();

  constructor(
    secret: string,
    /** Tokens are verified only when they are meant for this service. */
    private readonly self: string,
    private readonly machine: MachineTime,
  ) {
    this.key = new TextEncoder().encode(secret);
  }

  /** A token for calls to `audience` (a service's name) that begin now. */
  async sign(caller: KnownCaller, audience: string): Promise<string> {
    const now = this.nowSeconds();
    const key = JSON.stringify([audience, caller]);
    const known = this.signed.get(key);
    // One of the future is from before the clock was set back.
    if (known !== undefined && known.signedAt <= now && now < known.signedAt + REUSE_SECONDS) return known.token;
    const token = await this.signAt(now, caller, audience);
    remember(this.signed, key, { token, signedAt: now });
    return token;
  }

  /** Throws NOT_SIGNED_IN for anything that is not a living token of ours for this service. */
  async verify(token: string): Promise<KnownCaller> {
    const known = this.verified.get(token);
    if (known !== undefined && this.nowSeconds() < known.expiresAt + TOLERANCE_SECONDS) return known.caller;
    try {
      const { payload } = await this.checked(token);
      const caller = callerClaims.parse(payload);
      remember(this.verified, token, { caller, expiresAt: payload.exp });
      return caller;
    } catch (cause) {
      throw new NotSignedInError('the token is not valid here', { cause });
    }
  }

  private nowSeconds(): number {
    return Math.floor(this.machine.wallMs() / 1000);
  }

  private signAt(now: number, caller: KnownCaller, audience: string): Promise<string> {
    return new SignJWT({ ...caller })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFE_SECONDS)
      .sign(this.key);
  }

  private checked(token: string) {
    return jwtVerify<{ exp: number }>(token, this.key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: this.self,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(this.machine.wallMs()),
    });
  }
}

/**
 * The network address that a request came from. Each trusted proxy appends what it saw to `X-Forwarded-For`,
 * so the last `hops` entries can be believed and nothing before them.
 */
export const clientAddress = (socket: string | undefined, forwardedFor: string | undefined, hops: number): string => {
  const seen = [...(forwardedFor ?? '').split(',').map((part) => part.trim()), socket ?? ''].filter(
    (part) => part !== '',
  );
  return seen[Math.max(0, seen.length - 1 - hops)] ?? 'unknown';
};

import { FLAGS_UNKNOWN } from './open-flags.js';

export const FlagBadge = ({ badge }: { readonly badge: string | undefined }) =>
  badge === undefined ? null : (
    <>
      {' '}
      <strong class="badge warn">{badge}</strong>
    </>
  );

export const FlagsNotice = ({ isUnknown }: { readonly isUnknown: boolean }) =>
  isUnknown ? <p class="warn">{FLAGS_UNKNOWN}</p> : null;

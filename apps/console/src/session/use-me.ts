import { useEffect, useState } from 'preact/hooks';
import { actAs, ApiError, get, isProblem } from '../api/client.js';
import type { Me } from '../api/answers.js';
import { pagesAreOf, redirect, rememberReturn } from '../shell/navigation.js';

/** Who is signed in; nobody is sent to the sign-in page and comes back here afterwards. */
export const useMe = (): { readonly me: Me | undefined; readonly error: ApiError | undefined } => {
  const [me, setMe] = useState<Me>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    get<Me>('/api/me')
      .then((found) => {
        actAs(found);
        pagesAreOf(found.accountId);
        setMe(found);
      })
      .catch((problem: unknown) => {
        if (!(problem instanceof ApiError)) return;
        if (!isProblem(problem, 'NOT_SIGNED_IN')) return setError(problem);
        rememberReturn();
        redirect('/console/sign-in');
      });
  }, []);
  return { me, error };
};

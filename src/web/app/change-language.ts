import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Language, languages } from '../../lib/localized.ts';
import { api } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Me } from '../api/types.ts';
import { setLanguage } from '../language/current-language.ts';
import { showProblem } from '../ui/toast.tsx';

/** Returns a function that puts every screen in a language at once and keeps it with the user. */
export function useChangeLanguage(): (language: string) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (language: Language) => api.patch<unknown>('/me', { body: { language } }),
    onMutate: (language) => {
      setLanguage(language);
      client.setQueryData<Me>(queryKeys.me, (me) => me && { ...me, user: { ...me.user, language } });
    },
    onError: showProblem,
  });
  return (language) => {
    const known = languages.find((code) => code === language);
    if (known) mutate(known);
  };
}

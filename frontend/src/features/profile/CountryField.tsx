import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronDown, MapPin } from 'lucide-react';
import { helpQuery } from '@/shared/api/help';
import { useUpdateMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { Refused } from './Refused';

/** No country at all, as ISO leaves it to everyone's own use. */
const ANOTHER = 'ZZ';

function countryName(i18n: I18n, code: string): string {
  if (code === ANOTHER) return i18n.t('country.another');
  // The lines of Europe serve its other countries.
  if (code === 'EU') return i18n.t('country.europe');
  try {
    return new Intl.DisplayNames(i18n.locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Where the person is: whose help lines they see, here and in the talk. */
export function CountryField({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const update = useUpdateMe();
  const help = useQuery({ ...helpQuery(me.country), placeholderData: keepPreviousData });
  const codes = [...new Set([...(help.data?.countries ?? []), me.country, ANOTHER])];
  // What is none of ours stands last.
  codes.sort((a, b) => Number(a === ANOTHER) - Number(b === ANOTHER));
  return (
    <>
      <div className="relative flex min-h-16 items-center gap-4 rounded-[24px] px-4 py-3 has-focus-visible:outline-2 has-focus-visible:outline-brand">
        <MapPin size={21} className="shrink-0 text-brand" aria-hidden="true" />
        <span className="min-w-0 flex-1" aria-hidden="true">
          {i18n.t('country.title')}
          <span className="block text-[13.5px] text-muted">
            {i18n.t('country.hint', { country: countryName(i18n, me.country) })}
          </span>
        </span>
        <ChevronDown size={19} className="shrink-0 text-muted" aria-hidden="true" />
        {/* The system's own list, over the whole row. */}
        <select
          aria-label={i18n.t('country.title')}
          value={me.country}
          onChange={(event) =>
            update.mutate(
              { country: event.target.value },
              { onSuccess: haptic.success, onError: haptic.error },
            )
          }
          className="absolute inset-0 size-full opacity-0"
        >
          {codes.map((code) => (
            <option key={code} value={code}>
              {countryName(i18n, code)}
            </option>
          ))}
        </select>
      </div>
      <Refused error={update.error} />
    </>
  );
}

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
      <div className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <MapPin size={21} className="shrink-0 text-brand" aria-hidden="true" />
        <label htmlFor="country" className="min-w-[8rem] flex-1">
          {i18n.t('country.title')}
          <span className="block text-[13.5px] text-muted">{i18n.t('country.hint')}</span>
        </label>
        <span className="relative min-w-0">
          <select
            id="country"
            value={me.country}
            onChange={(event) =>
              update.mutate(
                { country: event.target.value },
                { onSuccess: haptic.success, onError: haptic.error },
              )
            }
            className="min-h-11 w-full max-w-[11.5rem] appearance-none truncate rounded-2xl bg-soft pr-9 pl-3.5 text-[15px]"
          >
            {codes.map((code) => (
              <option key={code} value={code}>
                {countryName(i18n, code)}
              </option>
            ))}
          </select>
          <ChevronDown
            size={17}
            className="pointer-events-none absolute top-3.5 right-3 text-brand"
            aria-hidden="true"
          />
        </span>
      </div>
      <Refused error={update.error} />
    </>
  );
}

import { hostSupports, tell } from './host';

/** Leaves the app for a page of the web, in the person's own browser; false where the host knows no way. */
export function openOutside(url: string): boolean {
  if (!hostSupports('web_app_open_link')) return false;
  tell('web_app_open_link', { url });
  return true;
}

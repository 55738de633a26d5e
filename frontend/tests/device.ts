import { cleanup, fireEvent, screen } from '@testing-library/react';
import { newQueryClient } from '@/app/App';
import { restore } from '@/shared/api/kept';
import { renderApp } from './render';

export const ANNA = 7;

/** The app as somebody opens it on this device, after who had it open before. */
export function open(path: string, user = ANNA) {
  cleanup();
  const client = newQueryClient();
  restore(client, user);
  return renderApp(path, client);
}

/** Everything of ours on the device, as who can look into it reads it. */
export const onTheDevice = () => JSON.stringify({ ...localStorage });

export const field = (name: string) =>
  screen.findByRole<HTMLTextAreaElement>('textbox', { name }, { timeout: 5000 });

export const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }));

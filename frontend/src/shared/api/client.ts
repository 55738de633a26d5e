import createClient from 'openapi-fetch';
import { authorizedFetch } from './auth';
import { ApiError } from './errors';
import type { paths } from './generated/schema';

// openapi-fetch keeps the fetch that it saw at import: the arrow looks at it anew each time.
export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: (request) => authorizedFetch(request),
});

interface Answer<Data> {
  data?: Data | undefined;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; anything else is thrown as what it is. */
export async function unwrap<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new ApiError(response.status, error);
  return data as Data;
}

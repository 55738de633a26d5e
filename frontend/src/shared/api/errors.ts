/** What the API says when it refuses: a code for us, a sentence for the person. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
  /** The sentence is one of care, for somebody who called for help. */
  readonly care: boolean;

  constructor(status: number, body: unknown) {
    const error = read(body);
    super(error.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = error.code ?? `http_${status}`;
    this.requestId = error.request_id;
    this.retryAfter = error.retry_after;
    this.care = error.details?.care === true;
  }
}

interface ErrorBody {
  code?: string;
  message?: string;
  request_id?: string;
  retry_after?: number;
  details?: { care?: boolean };
}

function read(body: unknown): ErrorBody {
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const { error } = body;
    if (typeof error === 'object' && error !== null) return error as ErrorBody;
  }
  return {};
}

export async function errorFrom(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  return new ApiError(response.status, body);
}

/** The person must open the app from the chat again: nothing that we hold is good any more. */
export class SignInExpired extends Error {}

/** Worth another try without a change: the network, or the server's own trouble. Care is read at once instead. */
export function isPassing(error: unknown): boolean {
  if (error instanceof SignInExpired) return false;
  return !(error instanceof ApiError) || (!error.care && (error.status >= 500 || error.status === 429));
}

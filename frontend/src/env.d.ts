/// <reference types="vite/client" />
/** True in the build that may be framed by the sandbox page. */
declare const __SANDBOX__: boolean;
/** Which API the app was built for: a sign of its document. */
declare const __API__: string;

declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}

/// <reference types="vite/client" />
/** True in the build that may be framed by the sandbox page. */
declare const __SANDBOX__: boolean;

declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}

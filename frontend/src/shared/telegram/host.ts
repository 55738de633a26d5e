import {
  type MethodName,
  type MethodNameWithVersionedParams,
  type MethodVersionedParams,
  type PostEventFn,
  postEvent,
  supports,
  type Version,
} from '@tma.js/sdk-react';

// The SDK's ready-made components are left out: events and methods are all we need of it, they cost a third
// of the size, and a component that waits for an answer the host never gives cannot hang the start.

let version: Version = '0.0';

/** From now on the host around us may be told things; before that nothing is sent. */
export function connectHost(hostVersion: Version): void {
  version = hostVersion;
}

export function hostSupports(method: MethodName): boolean {
  return version !== '0.0' && supports(method, version);
}

/** Whether the host knows this parameter of a method. */
export function hostTakes<Method extends MethodNameWithVersionedParams>(
  method: Method,
  param: MethodVersionedParams<Method>,
): boolean {
  return version !== '0.0' && supports(method, param, version);
}

/** Tells the host, if it is there and old enough to understand; otherwise nothing happens. */
export const tell = ((method: MethodName, params?: never) => {
  if (!hostSupports(method)) return;
  try {
    (postEvent as (method: MethodName, params?: never) => void)(method, params);
  } catch {
    // A plain browser tab with launch data in its address: there is nobody to tell.
  }
}) as PostEventFn;

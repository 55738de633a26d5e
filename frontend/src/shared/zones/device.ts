/** The zone that this device goes by. */
export const deviceZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

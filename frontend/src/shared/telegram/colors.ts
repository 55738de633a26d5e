/** What Telegram's own clients call dark: a perceived brightness below this. */
const DARK_BELOW = 120;

export function isDark(hex: string): boolean {
  const [red = 255, green = 255, blue = 255] =
    hex.match(/[0-9a-f]{2}/gi)?.map((part) => Number(`0x${part}`)) ?? [];
  return 0.299 * red ** 2 + 0.587 * green ** 2 + 0.114 * blue ** 2 < DARK_BELOW ** 2;
}

/** A computed colour as Telegram wants it. Mixed colours compute to `color(srgb r g b)`, others to `rgb(...)`. */
export function toHex(computed: string): `#${string}` | null {
  const numbers = computed.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number);
  if (!numbers || numbers.length < 3) return null;
  const scale = computed.startsWith('color(') ? 255 : 1;
  const parts = numbers.slice(0, 3).map((part) => Math.min(255, Math.max(0, Math.round(part * scale))));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

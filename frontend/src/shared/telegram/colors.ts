/** What Telegram's own clients call dark: a perceived brightness below this. */
const DARK_BELOW = 120;

function channels(hex: string): [number, number, number] | null {
  const match = /^#([0-9a-f]{6})$/i.exec(hex);
  if (!match?.[1]) return null;
  const value = Number.parseInt(match[1], 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function isDark(hex: string): boolean {
  const rgb = channels(hex);
  if (!rgb) return false;
  const [red, green, blue] = rgb;
  return Math.sqrt(0.299 * red ** 2 + 0.587 * green ** 2 + 0.114 * blue ** 2) < DARK_BELOW;
}

/** A computed colour as Telegram wants it. Mixed colours compute to `color(srgb r g b)`, others to `rgb(...)`. */
export function toHex(computed: string): `#${string}` | null {
  const numbers = computed.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number);
  if (!numbers || numbers.length < 3) return null;
  const scale = computed.startsWith('color(') ? 255 : 1;
  const parts = numbers.slice(0, 3).map((part) => Math.min(255, Math.max(0, Math.round(part * scale))));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

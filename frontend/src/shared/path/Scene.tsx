import { nightAt } from './ring';

const STARS = [
  [150, 128, 1.4],
  [172, 116, 1],
  [206, 121, 1.6],
  [231, 132, 1],
  [246, 152, 1.3],
  [136, 150, 1],
  [219, 150, 0.9],
  [160, 146, 0.9],
  [190, 136, 0.8],
] as const;

/** The landscape in the middle of the map; its light follows the chosen stage. */
export function Scene({ id, stageNumber }: { id: string; stageNumber: number }) {
  const night = nightAt(stageNumber);
  const paint = (name: string) => `url(#${id}${name})`;
  return (
    <>
      <defs>
        <linearGradient id={`${id}night`} x1="0" y1="0" x2="0" y2="1">
          <stop stopColor="#1a1445" />
          <stop offset=".5" stopColor="#4b2172" />
          <stop offset=".82" stopColor="#b13f7c" />
          <stop offset="1" stopColor="#f08a6a" />
        </linearGradient>
        <linearGradient id={`${id}day`} x1="0" y1="0" x2="0" y2="1">
          <stop stopColor="#3c3f8f" />
          <stop offset=".45" stopColor="#a04c8f" />
          <stop offset=".75" stopColor="#ee8570" />
          <stop offset="1" stopColor="#ffd9a0" />
        </linearGradient>
        <radialGradient id={`${id}sun`}>
          <stop stopColor="#fff6dc" />
          <stop offset=".35" stopColor="#ffe3ac" stopOpacity=".85" />
          <stop offset="1" stopColor="#ffd08a" stopOpacity="0" />
        </radialGradient>
        <clipPath id={`${id}disc`}>
          <circle cx="190" cy="190" r="98" />
        </clipPath>
      </defs>
      <g clipPath={paint('disc')}>
        <rect x="92" y="92" width="196" height="196" fill={paint('day')} />
        <rect
          x="92"
          y="92"
          width="196"
          height="196"
          fill={paint('night')}
          style={{ opacity: night, transition: 'opacity .4s' }}
        />
        <g fill="#fff" style={{ opacity: 0.25 + night * 0.65, transition: 'opacity .4s' }}>
          {STARS.map(([x, y, r], index) => (
            <circle
              key={x}
              cx={x}
              cy={y}
              r={r}
              className="twinkle"
              style={{ animationDelay: `${index * 0.5}s` }}
            />
          ))}
        </g>
        <circle
          cx="190"
          cy="236"
          r="52"
          fill={paint('sun')}
          style={{ transform: `translateY(${night * 22}px)`, transition: 'transform .4s' }}
        />
        <path
          d="M80 246C112 216 134 238 158 222C184 204 206 232 232 218C256 206 276 222 300 214V300H80Z"
          fill="#6d2c74"
          opacity=".75"
        />
        <path
          d="M80 262C108 244 136 256 164 246C196 234 220 254 250 242C272 234 286 242 300 238V300H80Z"
          fill="#45205f"
        />
        <path d="M80 280C120 262 150 276 188 268C226 260 256 274 300 262V300H80Z" fill="#241040" />
        <path
          d="M178 292C186 280 206 278 197 268C189 260 176 262 184 253C189 247 199 248 196 241"
          fill="none"
          stroke="#ffd9a0"
          strokeWidth="2.4"
          strokeLinecap="round"
          opacity=".85"
        />
        <circle cx="184" cy="254" r="9" fill={paint('sun')} />
        <circle cx="184" cy="254" r="2.6" fill="#fff8e6" />
      </g>
      <circle cx="190" cy="190" r="98" fill="none" stroke="rgb(255 255 255 / .16)" />
    </>
  );
}

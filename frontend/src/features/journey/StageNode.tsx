import { useLingui } from '@lingui/react';
import {
  BellRing,
  Check,
  DoorOpen,
  Flame,
  Gem,
  Heart,
  Hourglass,
  House,
  type LucideIcon,
  Mountain,
  Route,
  Sunrise,
  Swords,
  UserRound,
} from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Stage } from '@/shared/api/types';
import { nodeAt, passedColour, SIZE } from '@/shared/path/ring';

const ICONS: LucideIcon[] = [
  House,
  BellRing,
  Hourglass,
  UserRound,
  DoorOpen,
  Swords,
  Mountain,
  Flame,
  Gem,
  Route,
  Sunrise,
  Heart,
];

const HALO = '0 0 0 4px var(--page)';

function look(stage: Stage, chosen: boolean): CSSProperties {
  const ring = chosen ? '0 0 0 3px var(--page), 0 0 0 5px var(--brand)' : null;
  if (stage.state === 'current') {
    return {
      width: 46,
      height: 46,
      background: 'linear-gradient(150deg, #d6487e, #7a3fd0)',
      color: '#fff',
      boxShadow: ring ?? `${HALO}, 0 8px 20px -6px #b0306e`,
    };
  }
  if (stage.state === 'done') {
    return {
      width: 32,
      height: 32,
      background: passedColour(stage.number),
      color: '#3a0a22',
      boxShadow: ring ?? HALO,
    };
  }
  return {
    width: 32,
    height: 32,
    background: 'var(--card)',
    color: 'var(--muted)',
    boxShadow: ring ?? `${HALO}, inset 0 0 0 1.5px var(--line)`,
  };
}

interface Props {
  stage: Stage;
  chosen: boolean;
  onSelect: () => void;
}

/** A stage on the map: a button of 44 px with its own name, whatever its drawn size. */
export function StageNode({ stage, chosen, onSelect }: Props) {
  const { i18n } = useLingui();
  const { x, y } = nodeAt(stage.number - 1);
  const here = stage.state === 'current';
  const Icon = stage.state === 'done' ? Check : (ICONS[stage.number - 1] ?? Check);
  return (
    <li
      className="absolute -translate-x-1/2 -translate-y-1/2"
      style={{ left: `${(x / SIZE) * 100}%`, top: `${(y / SIZE) * 100}%` }}
    >
      <button
        type="button"
        aria-pressed={chosen}
        aria-current={here ? 'step' : undefined}
        aria-label={i18n.t('journey.stage', { number: stage.number, name: stage.name })}
        onClick={onSelect}
        className="relative block size-11 rounded-full"
      >
        {here && (
          <span
            aria-hidden="true"
            className="breathe pointer-events-none absolute -inset-[11px] rounded-full bg-[var(--rose)] opacity-35"
          />
        )}
        <span
          className="absolute top-1/2 left-1/2 grid -translate-1/2 place-items-center rounded-full transition-all duration-300"
          style={look(stage, chosen)}
        >
          <Icon size={here ? 22 : 16} strokeWidth={2} aria-hidden="true" />
        </span>
      </button>
    </li>
  );
}

import { useLingui } from '@lingui/react';
import { useId } from 'react';
import type { Stage } from '@/shared/api/types';
import { CENTRE, road, SIZE, STAGES } from '@/shared/path/ring';
import { Scene } from '@/shared/path/Scene';
import { StageNode } from './StageNode';

interface Props {
  stages: Stage[];
  current: Stage | undefined;
  selected: Stage;
  onSelect: (stage: Stage) => void;
}

/** The map: a winding ring of twelve, the known world above, the unknown below. */
export function JourneyRing({ stages, current, selected, onSelect }: Props) {
  const { i18n } = useLingui();
  const id = useId();
  const passed = stages.filter((stage) => stage.state === 'done').length;
  const reached = current?.number ?? (passed > 0 ? passed : 1);
  const label = current
    ? i18n.t('journey.map', { passed, number: current.number, name: current.name })
    : i18n.t('journey.mapEmpty');
  return (
    <div className="relative mx-auto aspect-square w-full max-w-[400px] wide:max-w-[460px]">
      <svg
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        className="absolute inset-0 size-full"
        role="img"
        aria-label={label}
      >
        <defs>
          <linearGradient id={`${id}road`} x1="120" y1="40" x2="250" y2="340" gradientUnits="userSpaceOnUse">
            <stop stopColor="var(--amber)" />
            <stop offset=".5" stopColor="var(--rose)" />
            <stop offset="1" stopColor="var(--violet)" />
          </linearGradient>
          <radialGradient id={`${id}halo`}>
            <stop stopColor="var(--rose)" stopOpacity=".34" />
            <stop offset="1" stopColor="var(--rose)" stopOpacity="0" />
          </radialGradient>
          <path id={`${id}above`} d={`M${CENTRE - 176} ${CENTRE}A176 176 0 0 1 ${CENTRE + 176} ${CENTRE}`} />
          <path id={`${id}below`} d={`M${CENTRE - 184} ${CENTRE}A184 184 0 0 0 ${CENTRE + 184} ${CENTRE}`} />
        </defs>
        <circle cx={CENTRE} cy={CENTRE} r="118" fill={`url(#${id}halo)`} />
        <Scene id={id} stageNumber={selected.number} />
        <path
          d={road(0, STAGES - 1)}
          fill="none"
          stroke="color-mix(in srgb, var(--text) 16%, transparent)"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeDasharray=".5 8"
        />
        {reached > 1 && (
          <path
            d={road(0, reached - 1)}
            pathLength="100"
            fill="none"
            stroke={`url(#${id}road)`}
            strokeWidth="6"
            strokeLinecap="round"
            strokeDasharray="100"
            className="draw"
          />
        )}
        <g fontSize="11" fontWeight="500" fill="var(--muted)" textAnchor="middle" letterSpacing=".6">
          <text>
            <textPath href={`#${id}above`} startOffset="50%">
              {i18n.t('journey.knownWorld')}
            </textPath>
          </text>
          <text>
            <textPath href={`#${id}below`} startOffset="50%">
              {i18n.t('journey.unknownWorld')}
            </textPath>
          </text>
        </g>
        <text
          x={CENTRE}
          y="172"
          textAnchor="middle"
          fill="#fff"
          fontFamily="var(--display)"
          fontWeight="600"
          fontSize="56"
          letterSpacing="-1"
        >
          {selected.number}
        </text>
        <text x={CENTRE} y="192" textAnchor="middle" fill="#fff" fontSize="13.5" fontWeight="500">
          {i18n.t('journey.ofTwelve')}
        </text>
      </svg>
      <ol>
        {stages.map((stage) => (
          <StageNode
            key={stage.key}
            stage={stage}
            chosen={stage.key === selected.key}
            onSelect={() => onSelect(stage)}
          />
        ))}
      </ol>
    </div>
  );
}

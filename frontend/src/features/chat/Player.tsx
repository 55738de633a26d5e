import { useLingui } from '@lingui/react';
import { useEffect, useState } from 'react';
import type { Recording } from './outgoing';

/** What was spoken can be heard before it is sent or thrown away. */
export function Player({ recording }: { recording: Recording }) {
  const { i18n } = useLingui();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(recording.sound);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [recording]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: it is what the person said
    <audio controls src={url} aria-label={i18n.t('voice.preview')} className="h-11 min-w-0 flex-1" />
  );
}

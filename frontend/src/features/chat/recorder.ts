import { useCallback, useEffect, useRef, useState } from 'react';
import { tell } from '@/shared/telegram/host';
import { aside } from './outgoing';

/** Longer ones would not fit into what the server takes. */
const LONGEST_S = 300;
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** asking: for the microphone; denied: the person or the client said no; broken: there is none. */
export type RecorderState = 'asking' | 'recording' | 'ready' | 'denied' | 'broken';

/**
 * Records from the moment it is mounted until it is told to stop, or the app is hidden. A recording that nothing was
 * decided about is there again when the talk is looked at again.
 */
export function useRecorder() {
  const [recording, setRecording] = useState(aside.spoken);
  const [state, setState] = useState<RecorderState>(recording ? 'ready' : 'asking');
  const [seconds, setSeconds] = useState(0);
  const settled = useRef(false);
  const recorder = useRef<MediaRecorder | null>(null);

  const stop = useCallback(() => {
    if (recorder.current?.state === 'recording') recorder.current.stop();
  }, []);

  /** It was sent, or is not wanted. */
  const settle = useCallback(() => {
    settled.current = true;
    aside.spoken = null;
  }, []);

  useEffect(() => {
    // Closing the app still loses it, whatever else is on the screen.
    const warn = () => {
      if (aside.spoken) tell('web_app_setup_closing_behavior', { need_confirmation: true });
    };
    if (aside.spoken) return () => void setTimeout(warn);
    let gone = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    let stream: MediaStream | undefined;
    const release = () => {
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const begin = (given: MediaStream) => {
      stream = given;
      if (gone) return release();
      const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
      const made = new MediaRecorder(given, mimeType ? { mimeType } : {});
      const pieces: Blob[] = [];
      const started = performance.now();
      const passed = () => (performance.now() - started) / 1000;
      made.ondataavailable = ({ data }) => void (data.size > 0 && pieces.push(data));
      made.onstop = () => {
        release();
        if (settled.current) return;
        // The codec after the semicolon is of no use to who only wants to know the kind of file.
        const type = (made.mimeType || 'audio/webm').split(';')[0] ?? 'audio/webm';
        const sound = new Blob(pieces, { type });
        if (sound.size === 0) return setState('broken');
        const spoken = { sound, seconds: passed() };
        aside.spoken = spoken;
        if (gone) return warn();
        setRecording(spoken);
        setState('ready');
      };
      recorder.current = made;
      made.start(1000);
      setState('recording');
      timer = setInterval(() => {
        setSeconds(passed());
        if (passed() > LONGEST_S) stop();
      }, 250);
    };
    navigator.mediaDevices.getUserMedia({ audio: true }).then(begin, (error: unknown) => {
      if (gone) return;
      const no = error instanceof DOMException && /NotAllowed|Security/.test(error.name);
      setState(no ? 'denied' : 'broken');
    });
    const hidden = () => document.hidden && stop();
    document.addEventListener('visibilitychange', hidden);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', hidden);
      stop();
      release();
      setTimeout(warn);
    };
  }, [stop]);

  return { state, seconds, recording, stop, settle };
}

import {
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import styles from './SplitPane.module.css';

const LEAST = 25;
const MOST = 75;
const STEP = 2;

/** Two panes side by side with a divider that pointer and arrow keys move; its place is remembered. */
export function SplitPane(props: {
  left: ReactNode;
  right: ReactNode;
  /** Name of the divider for screen readers. */
  label: string;
  /** Under which its place is remembered in this browser. */
  storageKey: string;
}) {
  const { left, right, label, storageKey } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => remembered(storageKey));

  const move = (percent: number) => {
    const next = Math.round(Math.min(MOST, Math.max(LEAST, percent)));
    setShare(next);
    window.localStorage.setItem(storageKey, String(next));
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = frame.current?.getBoundingClientRect();
    if (box) move(((event.clientX - box.left) / box.width) * 100);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(share + step);
  };

  return (
    <div
      ref={frame}
      className={styles.frame}
      style={{
        gridTemplateColumns: `minmax(0, ${share}fr) 9px minmax(0, ${
          100 - share
        }fr)`,
      }}
    >
      <div className={styles.pane}>{left}</div>
      <div
        className={styles.divider}
        role="slider"
        aria-orientation="horizontal"
        aria-label={label}
        aria-valuenow={share}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={event =>
          event.currentTarget.setPointerCapture(event.pointerId)
        }
        onPointerMove={onPointerMove}
      />
      <div className={styles.pane}>{right}</div>
    </div>
  );
}

function remembered(key: string): number {
  const share = Number(window.localStorage.getItem(key));
  return share >= LEAST && share <= MOST ? share : 50;
}

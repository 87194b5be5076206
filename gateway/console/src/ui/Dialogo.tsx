import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogoProps {
  readonly titolo: string;
  readonly children: ReactNode;
  /** The buttons, the safest first; absent when what is inside has its own. */
  readonly azioni?: ReactNode;
  readonly onChiudi: () => void;
  readonly isLargo?: boolean;
}

/** The browser's own dialog: it keeps the focus inside, gives it back, and closes with Esc. */
export function Dialogo({ titolo, children, azioni, onChiudi, isLargo = false }: DialogoProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={`t-dialogo ${isLargo ? 't-dialogo-largo' : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onChiudi();
      }}
    >
      <h2 id={id} className="h4">
        {titolo}
      </h2>
      <div className="t-dialogo-testo">{children}</div>
      {azioni && <div className="t-azioni">{azioni}</div>}
    </dialog>
  );
}

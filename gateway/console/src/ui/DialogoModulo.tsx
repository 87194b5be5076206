import type { ReactNode } from 'react';
import { Dialogo } from './Dialogo';
import { Modulo, type ModuloProps } from './Modulo';

interface DialogoModuloProps extends Omit<ModuloProps, 'onAnnulla' | 'children' | 'bozza'> {
  /** What is done, as a question where it cannot be undone: "Chiudere il caso?" */
  readonly titolo: string;
  readonly onChiudi: () => void;
  readonly isLargo?: boolean;
  /** What it means, above the fields. */
  readonly children?: ReactNode;
}

/** A step that needs a few words, or only a yes: a form in a dialog. The focus starts on what is to be written, or on the way out. */
export function DialogoModulo({ titolo, onChiudi, isLargo, children, ...form }: DialogoModuloProps) {
  return (
    <Dialogo titolo={titolo} onChiudi={onChiudi} isLargo={isLargo}>
      {children}
      <Modulo {...form} onAnnulla={onChiudi} />
    </Dialogo>
  );
}

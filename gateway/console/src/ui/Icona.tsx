import arrowDown from 'bootstrap-italia/src/svg/it-arrow-down-triangle.svg?raw';
import arrowUp from 'bootstrap-italia/src/svg/it-arrow-up-triangle.svg?raw';
import check from 'bootstrap-italia/src/svg/it-check-circle.svg?raw';
import close from 'bootstrap-italia/src/svg/it-close.svg?raw';
import download from 'bootstrap-italia/src/svg/it-download.svg?raw';
import error from 'bootstrap-italia/src/svg/it-error.svg?raw';
import external from 'bootstrap-italia/src/svg/it-external-link.svg?raw';
import image from 'bootstrap-italia/src/svg/it-file-image.svg?raw';
import info from 'bootstrap-italia/src/svg/it-info-circle.svg?raw';
import lock from 'bootstrap-italia/src/svg/it-lock.svg?raw';
import menu from 'bootstrap-italia/src/svg/it-burger.svg?raw';
import note from 'bootstrap-italia/src/svg/it-note.svg?raw';
import offline from 'bootstrap-italia/src/svg/it-wifi.svg?raw';
import plus from 'bootstrap-italia/src/svg/it-plus-circle.svg?raw';
import print from 'bootstrap-italia/src/svg/it-print.svg?raw';
import search from 'bootstrap-italia/src/svg/it-search.svg?raw';
import user from 'bootstrap-italia/src/svg/it-user.svg?raw';
import warning from 'bootstrap-italia/src/svg/it-warning-circle.svg?raw';

const DRAWINGS = {
  'arrow-down': arrowDown,
  'arrow-up': arrowUp,
  check,
  close,
  download,
  error,
  external,
  image,
  info,
  lock,
  menu,
  note,
  offline,
  plus,
  print,
  search,
  user,
  warning,
} as const;

export type NomeIcona = keyof typeof DRAWINGS;

/** A drawing of the design system, beside words that say the same: screen readers pass it by. */
export function Icona({ nome, className = '' }: { readonly nome: NomeIcona; readonly className?: string }) {
  return <span className={`t-icona ${className}`} aria-hidden dangerouslySetInnerHTML={{ __html: DRAWINGS[nome] }} />;
}
